"""Third parties, what they are competent for, and the catalogues routing needs."""

from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backoffice.db import Base
from backoffice.rules.fields import CategoryNeeds, Field
from backoffice.rules.vocabulary.disclosures import ThirdPartyKind

DISTRICT_AKIMAT = "district_akimat"


class Category(Base):
    """What an appeal is about, who resolves it, which fields that takes (domain 6)."""

    __tablename__ = "category"

    code: Mapped[str] = mapped_column(sa.String(8), primary_key=True)
    name_kk: Mapped[str] = mapped_column(sa.String(120))
    name_ru: Mapped[str] = mapped_column(sa.String(120))
    name_en: Mapped[str] = mapped_column(sa.String(120))
    urgency: Mapped[str] = mapped_column(sa.String(20))
    default_third_party: Mapped[str] = mapped_column(sa.String(20))
    disclose_always: Mapped[str] = mapped_column(sa.String(200))
    disclose_with_reason: Mapped[str] = mapped_column(sa.String(200))
    position: Mapped[int]

    @property
    def needs(self) -> CategoryNeeds:
        """The category's row of the minimisation table."""
        return CategoryNeeds(
            self.code,
            frozenset(map(Field, self.disclose_always.split())),
            frozenset(map(Field, self.disclose_with_reason.split())),
        )


class District(Base):
    """One of the six districts and its akimat."""

    __tablename__ = "district"

    code: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    name_kk: Mapped[str] = mapped_column(sa.String(60))
    name_ru: Mapped[str] = mapped_column(sa.String(60))
    name_en: Mapped[str] = mapped_column(sa.String(60))
    akimat: Mapped[str] = mapped_column(sa.String(8))


class CalendarDay(Base):
    """A weekday off, or a working Saturday (R-3.8)."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(20))


class ThirdParty(Base):
    """An entry of the register: who may get data to resolve appeals (policy 9, 11; R-11.1)."""

    __tablename__ = "third_party"
    subject_kind: ClassVar[str] = "third_party"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(10), unique=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    name_kk: Mapped[str] = mapped_column(sa.String(200))
    name_ru: Mapped[str] = mapped_column(sa.String(200))
    name_en: Mapped[str] = mapped_column(sa.String(200))
    country: Mapped[str] = mapped_column(sa.String(2), default="KZ")
    bin: Mapped[str] = mapped_column(sa.String(12), default="")
    contact_email: Mapped[str] = mapped_column(sa.String(120), default="")
    contact_phone: Mapped[str] = mapped_column(sa.String(40), default="")
    responsible_person: Mapped[str] = mapped_column(sa.String(120), default="")
    undertaking_no: Mapped[str] = mapped_column(sa.String(40), default="")
    undertaking_from: Mapped[date | None]
    undertaking_until: Mapped[date | None]
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    competences: Mapped[list["Competence"]] = relationship(
        back_populates="third_party", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def ref(self) -> str:
        """How audit entries name this third party."""
        return self.code

    @property
    def is_private(self) -> bool:
        """Whether an undertaking is a condition and not only a good custom (domain 6)."""
        return self.kind == ThirdPartyKind.PRIVATE

    def has_undertaking_on(self, day: date) -> bool:
        """Whether it had undertaken, on that day, to keep the data safe (policy 11)."""
        started = self.undertaking_from is not None and self.undertaking_from <= day
        ended = self.undertaking_until is not None and self.undertaking_until < day
        return bool(self.undertaking_no) and started and not ended


class Competence(Base):
    """What a third party resolves: a category, everywhere or in one district."""

    __tablename__ = "competence"

    id: Mapped[int] = mapped_column(primary_key=True)
    third_party_id: Mapped[int] = mapped_column(sa.ForeignKey("third_party.id"), index=True)
    category_code: Mapped[str] = mapped_column(sa.ForeignKey("category.code"), index=True)
    district_code: Mapped[str] = mapped_column(sa.String(20), default="")  # "" = the whole city

    third_party: Mapped[ThirdParty] = relationship(back_populates="competences")

    __table_args__ = (sa.UniqueConstraint("third_party_id", "category_code", "district_code"),)

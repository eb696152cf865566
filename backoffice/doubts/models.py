"""A doubt about one value and its end: rows that only grow (policy 5.e)."""

from datetime import datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from backoffice.db import Base, UtcDateTime
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault.models import PersonalValue


class ValueDoubt(Base):
    """A value may be wrong; it ends when it is confirmed, or with the value itself."""

    __tablename__ = "value_doubt"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    appeal_id: Mapped[int] = mapped_column(sa.ForeignKey("appeal.id"), index=True)
    value_id: Mapped[int] = mapped_column(sa.ForeignKey("personal_value.id"), index=True)
    reason: Mapped[str] = mapped_column(sa.String(30))
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    value: Mapped[PersonalValue] = relationship(lazy="select")
    end: Mapped["ValueDoubtEnd | None"] = relationship(lazy="joined", uselist=False)
    appeal: Mapped[Any] = relationship(
        "Appeal", viewonly=True, backref=backref("doubts", viewonly=True, order_by=id)
    )

    __table_args__ = (sa.Index("ix_value_doubt_at_id", "at", "id"),)

    @property
    def stands(self) -> bool:
        """Whether the value is in use and nobody confirmed it: a blocked one is not used."""
        return self.end is None and self.value.state == ValueState.CURRENT


class ValueDoubtEnd(Base):
    """The value is right after all: how that was found out, when, by whom."""

    __tablename__ = "value_doubt_end"
    append_only: ClassVar[bool] = True

    doubt_id: Mapped[int] = mapped_column(sa.ForeignKey("value_doubt.id"), primary_key=True)
    answer: Mapped[str] = mapped_column(sa.String(30))
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

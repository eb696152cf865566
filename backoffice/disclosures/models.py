"""The accounting of disclosures: append-only rows; a later state is a new row (R-9.2, R-10)."""

from datetime import date, datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backoffice.appeals.models import Appeal
from backoffice.db import Base, UtcDateTime
from backoffice.rules.vocabulary.disclosures import DisclosureState
from backoffice.third_parties.models import ThirdParty
from backoffice.vault.models import PersonalValue


class Disclosure(Base):
    """One giving of personal data to one third party (policy 3.3, 9)."""

    __tablename__ = "disclosure"
    subject_kind: ClassVar[str] = "disclosure"
    lifecycle: ClassVar[str] = "disclosure"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    appeal_id: Mapped[int] = mapped_column(sa.ForeignKey("appeal.id"), index=True)
    third_party_id: Mapped[int] = mapped_column(sa.ForeignKey("third_party.id"))
    # What it was called and had undertaken on that day: a signed sheet never changes.
    recipient_name_kk: Mapped[str] = mapped_column(sa.String(200), default="")
    recipient_name_ru: Mapped[str] = mapped_column(sa.String(200), default="")
    recipient_name_en: Mapped[str] = mapped_column(sa.String(200), default="")
    recipient_undertaking_no: Mapped[str] = mapped_column(sa.String(40), default="")
    recipient_undertaking_from: Mapped[date | None]
    category_code: Mapped[str] = mapped_column(sa.String(8))
    purpose: Mapped[str] = mapped_column(sa.String(20))
    legal_basis: Mapped[str] = mapped_column(sa.String(20))
    policy_version_id: Mapped[int] = mapped_column(sa.ForeignKey("policy_version.id"))
    means: Mapped[str] = mapped_column(sa.String(20))
    reference: Mapped[str] = mapped_column(sa.String(60), default="")
    notice_language: Mapped[str] = mapped_column(sa.String(2))
    notice_version: Mapped[int] = mapped_column(default=1)
    beyond_reason: Mapped[str] = mapped_column(sa.String(30), default="")
    outside_reason: Mapped[str] = mapped_column(sa.String(30), default="")
    reason_value_id: Mapped[int | None] = mapped_column(sa.BigInteger)
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    appeal: Mapped[Appeal] = relationship(lazy="select")
    third_party: Mapped[ThirdParty] = relationship(lazy="joined", innerjoin=True)
    items: Mapped[list["DisclosureItem"]] = relationship(lazy="select")
    events: Mapped[list["DisclosureEvent"]] = relationship(
        lazy="select", order_by="DisclosureEvent.id"
    )

    __table_args__ = (
        sa.Index("ix_disclosure_at_id", "at", "id"),
        sa.Index("ix_disclosure_third_party_id_at_id", "third_party_id", "at", "id"),
        sa.Index("ix_disclosure_by_id_at_id", "by_id", "at", "id"),
        sa.Index("ix_disclosure_category_code_at_id", "category_code", "at", "id"),
    )

    @property
    def ref(self) -> str:
        """How audit entries name this disclosure."""
        return str(self.id)

    @property
    def state(self) -> str:
        """Where it stands: the state of its last event."""
        return self.events[-1].state

    def enter(self, state: str) -> None:
        """The state is a new event row, which the action writes; nothing changes here."""

    def moment_of(self, state: str) -> datetime | None:
        """When it first came to a state; None when it never did."""
        return next((event.at for event in self.events if event.state == state), None)

    @property
    def responsible_since(self) -> datetime | None:
        """When responsibility passed to the recipient: on confirmed delivery (policy 10, 11)."""
        return self.moment_of(DisclosureState.DELIVERED)


class DisclosureItem(Base):
    """One field that was given, and the exact value row (architecture 6)."""

    __tablename__ = "disclosure_item"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    disclosure_id: Mapped[int] = mapped_column(sa.ForeignKey("disclosure.id"), index=True)
    field: Mapped[str] = mapped_column(sa.String(30))
    value_id: Mapped[int] = mapped_column(sa.ForeignKey("personal_value.id"), index=True)
    beyond_need: Mapped[bool] = mapped_column(default=False)

    value: Mapped[PersonalValue] = relationship(lazy="select")

    __table_args__ = (sa.Index("ix_disclosure_item_field_disclosure_id", "field", "disclosure_id"),)


class DisclosureEvent(Base):
    """What became of a disclosure, and when; responsibility passes on delivery (policy 10)."""

    __tablename__ = "disclosure_event"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    disclosure_id: Mapped[int] = mapped_column(sa.ForeignKey("disclosure.id"), index=True)
    state: Mapped[str] = mapped_column(sa.String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)  # when it happened
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)  # when it was written down
    by_id: Mapped[int]

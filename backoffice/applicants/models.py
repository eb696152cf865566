"""Plain facts about the applicant, the representative and the consent of one appeal."""

from datetime import date, datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backoffice.db import Base, UtcDateTime
from backoffice.rules.objections import ANY_RECIPIENT, stands_against
from backoffice.rules.vocabulary.consent import LegalBasis


class Applicant(Base):
    """Who appeals, as a kind of person (policy 6); names and numbers are personal values."""

    __tablename__ = "applicant"

    appeal_id: Mapped[int] = mapped_column(sa.ForeignKey("appeal.id"), primary_key=True)
    type: Mapped[str] = mapped_column(sa.String(20))
    country: Mapped[str] = mapped_column(sa.String(2), default="KZ")
    legal_provision: Mapped[str] = mapped_column(sa.String(120), default="")
    is_anonymous: Mapped[bool] = mapped_column(default=False)
    number_hidden: Mapped[bool] = mapped_column(default=False)


class Representative(Base):
    """Who appeals for the applicant, and by which document (policy 3.6; R-3.6b)."""

    __tablename__ = "representative"

    appeal_id: Mapped[int] = mapped_column(sa.ForeignKey("appeal.id"), primary_key=True)
    document_kind: Mapped[str] = mapped_column(sa.String(40))
    document_date: Mapped[date | None]
    valid_until: Mapped[date | None]

    def is_valid_on(self, day: date) -> bool:
        """Whether the authority has not expired; an expired one stops disclosure."""
        return self.valid_until is None or self.valid_until >= day


class Consent(Base):
    """How the applicant agreed, to which version of the policy (policy 7, 8; R-7.1).

    `transfer`, `cross_border` and `public` say what was agreed to at the giving (law, article
    8); a later refusal of transfer is an objection. Without `valid_until` it holds till the
    purpose is reached.
    """

    __tablename__ = "consent"

    appeal_id: Mapped[int] = mapped_column(sa.ForeignKey("appeal.id"), primary_key=True)
    policy_version_id: Mapped[int] = mapped_column(sa.ForeignKey("policy_version.id"))
    legal_basis: Mapped[str] = mapped_column(sa.String(20))
    method: Mapped[str] = mapped_column(sa.String(20))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    provision: Mapped[str] = mapped_column(sa.String(120), default="")
    valid_until: Mapped[date | None]
    transfer: Mapped[bool] = mapped_column(default=True)
    cross_border: Mapped[bool] = mapped_column(default=False)
    public: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (sa.Index("ix_consent_given_at_appeal_id", "given_at", "appeal_id"),)

    @property
    def is_in_force(self) -> bool:
        """Whether data may still go to third parties on this ground (R-8.2)."""
        return self.withdrawn_at is None

    @property
    def lets_disclose(self) -> bool:
        """Whether data may go out at all: on this consent, or because a law says so (R-8.2)."""
        return self.is_in_force or self.legal_basis == LegalBasis.LAW

    def has_ended_on(self, day: date) -> bool:
        """Whether its term has run out; one without a day ends with its purpose (law, art. 8)."""
        return self.valid_until is not None and self.valid_until < day


class FieldObjection(Base):
    """What the applicant does not want to be given, to whom; append-only (policy 8; R-8.3).

    A row with `lifts_id` says that an earlier one no longer stands: nothing is ever changed.
    """

    __tablename__ = "field_objection"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    appeal_id: Mapped[int] = mapped_column(sa.ForeignKey("appeal.id"), index=True)
    field: Mapped[str] = mapped_column(sa.String(30))
    third_party_id: Mapped[int | None] = mapped_column(sa.ForeignKey("third_party.id"))
    reason: Mapped[str] = mapped_column(sa.String(30))
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    lifts_id: Mapped[int | None] = mapped_column(sa.ForeignKey("field_objection.id"), unique=True)

    third_party: Mapped[Any] = relationship("ThirdParty", lazy="joined", viewonly=True)

    @property
    def recipient(self) -> str:
        """Code of the third party that may not get it; empty: nobody may."""
        return self.third_party.code if self.third_party else ANY_RECIPIENT

    def is_against(self, field: str, recipient: str) -> bool:
        """Whether it forbids giving a field to a third party."""
        return stands_against(
            objected=self.field, to=self.recipient, field=field, recipient=recipient
        )

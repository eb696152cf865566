"""Plain facts about the applicant, the representative and the consent of one appeal."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from backoffice.db import Base, UtcDateTime
from backoffice.rules.vocabulary import LegalBasis


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
    """How the applicant agreed, to which version of the policy (policy 7, 8; R-7.1)."""

    __tablename__ = "consent"

    appeal_id: Mapped[int] = mapped_column(sa.ForeignKey("appeal.id"), primary_key=True)
    policy_version_id: Mapped[int] = mapped_column(sa.ForeignKey("policy_version.id"))
    legal_basis: Mapped[str] = mapped_column(sa.String(20))
    method: Mapped[str] = mapped_column(sa.String(20))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def is_in_force(self) -> bool:
        """Whether data may still go to third parties on this ground (R-8.2)."""
        return self.withdrawn_at is None

    @property
    def lets_disclose(self) -> bool:
        """Whether data may go out at all: on this consent, or because a law says so (R-8.2)."""
        return self.is_in_force or self.legal_basis == LegalBasis.LAW

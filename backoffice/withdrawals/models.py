"""One withdrawal of consent: written once, never edited (domain 2.3)."""

from datetime import date, datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backoffice.appeals.models import Appeal
from backoffice.db import Base, UtcDateTime
from backoffice.rules.vocabulary.consent import WithdrawalOutcome


class Withdrawal(Base):
    """How the consent of an appeal was withdrawn, and what the law makes of it."""

    __tablename__ = "withdrawal"
    subject_kind: ClassVar[str] = "withdrawal"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    appeal_id: Mapped[int] = mapped_column(sa.ForeignKey("appeal.id"), unique=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)  # when it was said or came in
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int]
    channel: Mapped[str] = mapped_column(sa.String(20))
    party: Mapped[str] = mapped_column(sa.String(20))  # applicant or representative
    outcome: Mapped[str] = mapped_column(sa.String(20))
    article: Mapped[str] = mapped_column(sa.String(60), default="")
    act: Mapped[str] = mapped_column(sa.String(120), default="")
    # By when the data is to be destroyed; for a legal duty its end, if one is known.
    due_on: Mapped[date | None] = mapped_column(index=True)
    evidence_value_id: Mapped[int] = mapped_column(sa.BigInteger)

    appeal: Mapped[Appeal] = relationship(lazy="select")

    __table_args__ = (
        sa.CheckConstraint(
            "outcome != 'legal_duty' OR (article != '' AND act != '')", name="duty_is_named"
        ),
        sa.CheckConstraint(
            "outcome = 'legal_duty' OR due_on IS NOT NULL", name="destruction_has_a_day"
        ),
    )

    @property
    def ref(self) -> str:
        """How audit entries name this withdrawal."""
        return str(self.id)

    def lets_destroy_on(self, day: date) -> bool:
        """Whether the data is due: at once, or when the duty to keep it has ended."""
        return not self.keeps_data or (self.due_on is not None and self.due_on <= day)

    @property
    def keeps_data(self) -> bool:
        """Whether a law obliges the Centre to keep the data all the same."""
        return self.outcome == WithdrawalOutcome.LEGAL_DUTY

"""The policy: published versions, the draft of the next one, yearly reviews (policy 1, 12, 13)."""

import hashlib
import json
from datetime import date, datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backoffice.accounts.models import Staff
from backoffice.db import Base, UtcDateTime
from backoffice.rules.vocabulary.policy_versions import DraftState, ReviewOutcome

LONGEST_ORDER, LONGEST_BASIS, LONGEST_NOTE = 40, 200, 200


class PolicyVersion(Base):
    """One edition, append-only: appeals keep the one they were given under (R-1.2, R-12.3).

    The original language rules, the others are translations.
    """

    __tablename__ = "policy_version"
    subject_kind: ClassVar[str] = "policy_version"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    effective_from: Mapped[date]
    approved_by: Mapped[str] = mapped_column(sa.String(120), default="")
    order_no: Mapped[str] = mapped_column(sa.String(LONGEST_ORDER), default="")
    legal_basis: Mapped[str] = mapped_column(sa.String(LONGEST_BASIS), default="")
    original_language: Mapped[str] = mapped_column(sa.String(2), default="kk")
    text_kk: Mapped[str] = mapped_column(sa.Text)
    text_ru: Mapped[str] = mapped_column(sa.Text)
    text_en: Mapped[str] = mapped_column(sa.Text)
    text_hash: Mapped[str] = mapped_column(sa.String(64))  # of the Kazakh text
    text_hash_ru: Mapped[str] = mapped_column(sa.String(64))
    text_hash_en: Mapped[str] = mapped_column(sa.String(64))
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def ref(self) -> str:
        """How audit entries name this version."""
        return str(self.number)

    def text_in(self, language: str) -> str:
        """The text in one of the three languages."""
        return str(getattr(self, f"text_{language}"))

    def hash_in(self, language: str) -> str:
        """SHA-256 of the text in one language, as it was on the day of publication."""
        return self.text_hash if language == "kk" else str(getattr(self, f"text_hash_{language}"))

    def names(self, city: str) -> bool:
        """Whether the ruling text names this city, in whatever case (R-1.3)."""
        return city.casefold() in self.text_in(self.original_language).casefold()


class PolicyDraft(Base):
    """The next edition in the making: proposed by one person, approved by another (R-1.2)."""

    __tablename__ = "policy_draft"
    subject_kind: ClassVar[str] = "policy_draft"
    lifecycle: ClassVar[str] = "policy_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(sa.String(10), default=DraftState.DRAFT)
    based_on: Mapped[int]
    effective_from: Mapped[date | None]
    order_no: Mapped[str] = mapped_column(sa.String(LONGEST_ORDER), default="")
    legal_basis: Mapped[str] = mapped_column(sa.String(LONGEST_BASIS), default="")
    text_kk: Mapped[str] = mapped_column(sa.Text)
    text_ru: Mapped[str] = mapped_column(sa.Text)
    text_en: Mapped[str] = mapped_column(sa.Text)
    proposed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff.id"))
    proposed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff.id"))
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_hash: Mapped[str] = mapped_column(sa.String(64), default="")
    published_number: Mapped[int | None] = mapped_column(unique=True)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    proposed_by: Mapped[Staff | None] = relationship(foreign_keys=[proposed_by_id])
    approved_by: Mapped[Staff | None] = relationship(foreign_keys=[approved_by_id])

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.CheckConstraint(
            "approved_by_id IS NULL OR "
            "(proposed_by_id IS NOT NULL AND approved_by_id <> proposed_by_id)",
            name="two_people",
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'published') OR "
            "(approved_by_id IS NOT NULL AND approved_hash <> '')",
            name="approved_by_somebody",
        ),
    )

    @property
    def ref(self) -> str:
        """How audit entries name this draft."""
        return str(self.id)

    @property
    def digest(self) -> str:
        """SHA-256 of all that an approval covers: three texts, order, legal basis, day."""
        held = (self.order_no, self.legal_basis, str(self.effective_from))
        return sha256(json.dumps([self.text_kk, self.text_ru, self.text_en, *held]))

    def text_in(self, language: str) -> str:
        """The text in one of the three languages."""
        return str(getattr(self, f"text_{language}"))

    def enter(self, state: str) -> None:
        """Take the state the lifecycle leads to; only the door calls this."""
        self.state = state


class LawChange(Base):
    """A change of the law after which the policy has to be reviewed (policy 12; R-12.2)."""

    __tablename__ = "law_change"
    subject_kind: ClassVar[str] = "law_change"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    act_ref: Mapped[str] = mapped_column(sa.String(LONGEST_BASIS))
    in_force_on: Mapped[date]
    noted_by_id: Mapped[int] = mapped_column(sa.ForeignKey("staff.id"))
    noted_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def ref(self) -> str:
        """How audit entries name this change."""
        return str(self.id)


class PolicyReview(Base):
    """One review: when, by whom, why, with what outcome (policy 12; R-12.2)."""

    __tablename__ = "policy_review"
    subject_kind: ClassVar[str] = "policy_review"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    reviewed_on: Mapped[date]
    reviewer_id: Mapped[int] = mapped_column(sa.ForeignKey("staff.id"))
    occasion: Mapped[str] = mapped_column(sa.String(12))
    law_change_id: Mapped[int | None] = mapped_column(sa.ForeignKey("law_change.id"), unique=True)
    policy_number: Mapped[int]
    outcome: Mapped[str] = mapped_column(sa.String(12))
    note: Mapped[str] = mapped_column(sa.String(LONGEST_NOTE), default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    law_change: Mapped[LawChange | None] = relationship()
    reviewer: Mapped[Staff] = relationship()

    __table_args__ = (
        sa.CheckConstraint(
            "(occasion = 'annual' AND law_change_id IS NULL) OR "
            "(occasion = 'law_change' AND law_change_id IS NOT NULL)",
            name="occasion_with_its_act",
        ),
    )

    @property
    def ref(self) -> str:
        """How audit entries name this review."""
        return str(self.id)

    def asks_for_more_than(self, newest: PolicyVersion) -> bool:
        """Whether it found that a version is needed which is not published yet."""
        wanted = self.outcome == ReviewOutcome.NEW_VERSION
        return wanted and newest.published_at < self.recorded_at


def sha256(text: str) -> str:
    """SHA-256 of a text, as it is published beside it."""
    return hashlib.sha256(text.encode()).hexdigest()

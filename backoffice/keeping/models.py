"""Rules of storage and legal holds: each change is a new row, no row is ever changed."""

from datetime import date, datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from backoffice.db import Base, UtcDateTime
from backoffice.rules.retention import RetentionRow
from backoffice.rules.vocabulary.retention import RetentionOutcome


class RetentionRule(Base):
    """What one rule is from a day on (R-5f.1); without a row the table in `rules` holds."""

    __tablename__ = "retention_rule"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    category_code: Mapped[str] = mapped_column(sa.String(8), default="")  # "": every category
    months: Mapped[int]
    outcome: Mapped[str] = mapped_column(sa.String(20))
    ground: Mapped[str] = mapped_column(sa.String(120), default="")
    source: Mapped[str] = mapped_column(sa.String(120), default="")
    follows_general: Mapped[bool] = mapped_column(default=False)  # the category's own rule ends
    valid_from: Mapped[date]
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        sa.CheckConstraint("months BETWEEN 1 AND 1200", name="months_in_reason"),
        sa.CheckConstraint(
            "category_code <> '' OR NOT follows_general", name="general_rule_stands_alone"
        ),
    )

    @property
    def row(self) -> RetentionRow:
        """The rule as the table of rules holds it."""
        return RetentionRow(self.months, RetentionOutcome(self.outcome), self.ground, self.source)


class LegalHold(Base):
    """Nothing of this appeal is destroyed while it stands (R-5f.3)."""

    __tablename__ = "legal_hold"
    subject_kind: ClassVar[str] = "hold"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    appeal_id: Mapped[int] = mapped_column(sa.ForeignKey("appeal.id"), index=True)
    reason: Mapped[str] = mapped_column(sa.String(20))
    reference: Mapped[str] = mapped_column(sa.String(60))
    until: Mapped[date | None]
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    appeal: Mapped[Any] = relationship(
        "Appeal", viewonly=True, backref=backref("holds", viewonly=True, order_by=id.desc())
    )
    end: Mapped["LegalHoldEnd | None"] = relationship(lazy="joined", uselist=False)

    @property
    def ref(self) -> str:
        """How audit entries name this hold."""
        return str(self.id)

    def stands_on(self, day: date) -> bool:
        """Whether it stops destruction on this day."""
        return self.end is None and (self.until is None or self.until >= day)


class LegalHoldEnd(Base):
    """A hold was lifted: when, by whom, by which act."""

    __tablename__ = "legal_hold_end"
    append_only: ClassVar[bool] = True

    hold_id: Mapped[int] = mapped_column(sa.ForeignKey("legal_hold.id"), primary_key=True)
    reference: Mapped[str] = mapped_column(sa.String(60), default="")
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

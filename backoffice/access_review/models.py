"""Changes of the rules, and what was said of a flag: rows that only grow (policy 2)."""

from datetime import datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from backoffice.db import Base, UtcDateTime


class ReadingRule(Base):
    """What one rule is from a moment on; without a row the table in `rules` holds."""

    __tablename__ = "reading_rule"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(20), index=True)
    is_on: Mapped[bool]
    most: Mapped[int]
    per: Mapped[str] = mapped_column(sa.String(10))
    opens: Mapped[int]
    closes: Mapped[int]
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        sa.CheckConstraint("most BETWEEN 1 AND 10000", name="most_in_reason"),
        sa.CheckConstraint(
            "opens BETWEEN 0 AND 23 AND closes BETWEEN 1 AND 24 AND opens < closes",
            name="hours_in_order",
        ),
    )


class ReadingReview(Base):
    """Somebody looked at a flag: what it was, how many entries it had, what they say of it."""

    __tablename__ = "reading_review"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(20))
    staff_id: Mapped[int]
    per: Mapped[str] = mapped_column(sa.String(10))
    begins: Mapped[datetime] = mapped_column(UtcDateTime)
    entries: Mapped[int]
    outcome: Mapped[str] = mapped_column(sa.String(20))
    reason: Mapped[str] = mapped_column(sa.String(30))
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (sa.Index("ix_reading_review_begins", "begins"),)

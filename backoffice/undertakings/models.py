"""Undertakings as they were signed: each is a row, the older ones stay."""

from datetime import date, datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from backoffice.db import Base, UtcDateTime


class StaffUndertaking(Base):
    """A member of staff signed to keep what they learn at work secret (2.6)."""

    __tablename__ = "staff_undertaking"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(sa.ForeignKey("staff.id"), index=True)
    signed_on: Mapped[date]
    valid_until: Mapped[date]  # by the term of the day it was signed on
    reference: Mapped[str] = mapped_column(sa.String(60))
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (sa.CheckConstraint("valid_until >= signed_on", name="ends_after_signing"),)

"""Changes of a term: each is a new row, the older ones say what held before."""

from datetime import date, datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from backoffice.db import Base, UtcDateTime


class LegalTerm(Base):
    """What one term is from a day on (R-2.0); without a row the table in `rules` holds."""

    __tablename__ = "legal_term"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(40), index=True)
    value: Mapped[int]
    unit: Mapped[str] = mapped_column(sa.String(20))
    article: Mapped[str] = mapped_column(sa.String(60), default="")
    source: Mapped[str] = mapped_column(sa.String(120))
    valid_from: Mapped[date]
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (sa.CheckConstraint("value BETWEEN 1 AND 1200", name="value_in_reason"),)

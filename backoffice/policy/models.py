"""Versions of the policy: appeals keep the one they were given under (R-1.2, R-12.3)."""

from datetime import date, datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from backoffice.db import Base, UtcDateTime


class PolicyVersion(Base):
    """One edition, append-only; the original language rules, the others are translations."""

    __tablename__ = "policy_version"
    subject_kind: ClassVar[str] = "policy_version"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    effective_from: Mapped[date]
    approved_by: Mapped[str] = mapped_column(sa.String(120), default="")
    order_no: Mapped[str] = mapped_column(sa.String(40), default="")
    original_language: Mapped[str] = mapped_column(sa.String(2), default="kk")
    text_kk: Mapped[str] = mapped_column(sa.Text)
    text_ru: Mapped[str] = mapped_column(sa.Text)
    text_en: Mapped[str] = mapped_column(sa.Text)
    text_hash: Mapped[str] = mapped_column(sa.String(64))
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def ref(self) -> str:
        """How audit entries name this version."""
        return str(self.number)

    def text_in(self, language: str) -> str:
        """The text in one of the three languages."""
        return str(getattr(self, f"text_{language}"))

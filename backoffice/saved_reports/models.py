"""Saved settings of reports, and the monthly reports that were made by them."""

from datetime import date, datetime
from typing import ClassVar
from urllib.parse import parse_qsl

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backoffice.accounts.models import Staff
from backoffice.db import Base, UtcDateTime

_STANDS = sa.literal_column("removed_at IS NULL", sa.Boolean)


class SavedReport(Base):
    """The filters of one report under a name; removed ones stay, as their files name them."""

    __tablename__ = "saved_report"
    subject_kind: ClassVar[str] = "saved_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(sa.ForeignKey("staff.id"))
    report: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[str] = mapped_column(sa.String(60))
    filters: Mapped[str] = mapped_column(sa.String(500))  # as an address writes them, codes only
    language: Mapped[str] = mapped_column(sa.String(2))
    shared: Mapped[bool] = mapped_column(default=False)
    monthly_since: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    owner: Mapped[Staff] = relationship(lazy="joined", innerjoin=True, viewonly=True)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        sa.Index(
            "uq_saved_report_owner_id_name",
            "owner_id",
            "name",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
    )

    @property
    def ref(self) -> str:
        """How audit entries name these settings."""
        return str(self.id)

    @property
    def asked(self) -> dict[str, str]:
        """The filters by name."""
        return dict(parse_qsl(self.filters))

    @property
    def stands(self) -> bool:
        """Whether nobody removed them."""
        return self.removed_at is None

    def is_open_to(self, staff_id: int) -> bool:
        """Whether this person may see them at all."""
        return self.shared or self.owner_id == staff_id


class ReportMonth(Base):
    """One monthly report that was made: how many rows it has, and what its file must hash to."""

    __tablename__ = "report_month"
    subject_kind: ClassVar[str] = "report_month"

    id: Mapped[int] = mapped_column(primary_key=True)
    saved_report_id: Mapped[int] = mapped_column(sa.ForeignKey("saved_report.id"))
    month: Mapped[date]  # its first day
    rows: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    file: Mapped[str] = mapped_column(sa.String(80))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    saved_report: Mapped[SavedReport] = relationship(lazy="joined", innerjoin=True, viewonly=True)

    __table_args__ = (sa.UniqueConstraint("saved_report_id", "month"),)

    @property
    def ref(self) -> str:
        """How audit entries name this file."""
        return str(self.id)

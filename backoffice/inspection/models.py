"""Each approval of the inventory by an order: append-only rows (law, article 25(2)1; 2.22)."""

from datetime import date, datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from backoffice.db import Base, UtcDateTime


class InventoryApproval(Base):
    """The text of codes that an order approved, whole, with its hash."""

    __tablename__ = "inventory_approval"
    subject_kind: ClassVar[str] = "inventory"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    order_no: Mapped[str] = mapped_column(sa.String(40))
    order_date: Mapped[date]
    content: Mapped[str] = mapped_column(sa.Text)
    content_hash: Mapped[str] = mapped_column(sa.String(64))
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (sa.UniqueConstraint("order_no", "order_date"),)

    @property
    def ref(self) -> str:
        """How audit entries name this approval."""
        return str(self.id)

"""Orders to take a report out: what was asked for, and what became of it (policy 9).

Rows are only ever added; that an order lapsed is told by the clock.
"""

import json
from datetime import datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backoffice import clock
from backoffice.db import Base, UtcDateTime
from backoffice.exports.period import midnight_after
from backoffice.rules.export_terms import DECIDE_DAYS, START_DAYS
from backoffice.rules.vocabulary.export_orders import ExportState

_ENDED = {ExportState.REFUSED, ExportState.DONE}


class ExportOrder(Base):
    """One report somebody wants as a file; codes and numbers only."""

    __tablename__ = "export_order"
    subject_kind: ClassVar[str] = "export"
    lifecycle: ClassVar[str] = "export"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(16), unique=True)
    report: Mapped[str] = mapped_column(sa.String(40))
    filters: Mapped[str] = mapped_column(sa.Text)  # the question, settled: codes as JSON
    format: Mapped[str] = mapped_column(sa.String(10))
    language: Mapped[str] = mapped_column(sa.String(2))
    reason: Mapped[str] = mapped_column(sa.String(30))
    fields: Mapped[str] = mapped_column(sa.String(500))  # personal columns, by commas
    rows: Mapped[int]
    upto: Mapped[int] = mapped_column(sa.BigInteger)  # rows above this number came later
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    events: Mapped[list["ExportEvent"]] = relationship(lazy="selectin", order_by="ExportEvent.id")

    __table_args__ = (
        sa.UniqueConstraint("id", "by_id"),
        sa.Index("ix_export_order_by_id_id", "by_id", "id"),
    )

    @property
    def ref(self) -> str:
        """How audit entries and people name this order."""
        return str(self.id)

    @property
    def state(self) -> str:
        """The state of its last event; whether its time is over, `has_lapsed` says."""
        return self.events[-1].state

    def enter(self, state: str) -> None:
        """The state is a new event row, which the action writes; nothing changes here."""

    @property
    def personal(self) -> tuple[str, ...]:
        """Keys of the personal columns asked for."""
        return tuple(self.fields.split(",")) if self.fields else ()

    @property
    def question(self) -> dict[str, str]:
        """The filters and the days, as the form of the report takes them."""
        told: dict[str, str] = json.loads(self.filters)
        return told

    def first(self, state: str) -> "ExportEvent | None":
        """How it first came to a state; None when it never did."""
        return next((event for event in self.events if event.state == state), None)

    @property
    def lasts_until(self) -> datetime:
        """The moment after which it can be neither decided on nor started."""
        if self.state == ExportState.ASKED:
            return midnight_after(self.at, days=DECIDE_DAYS)
        approved = self.first(ExportState.APPROVED)
        return midnight_after(approved.at if approved else self.at, days=START_DAYS)

    @property
    def has_lapsed(self) -> bool:
        """Whether its time is over: nobody decided on it, or started it, any more."""
        return self.state not in _ENDED and clock.now() >= self.lasts_until


class ExportEvent(Base):
    """A state an order came to. The database itself refuses an approval by who asked."""

    __tablename__ = "export_event"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(index=True)
    asked_by_id: Mapped[int]
    state: Mapped[str] = mapped_column(sa.String(20))
    reason: Mapped[str] = mapped_column(sa.String(20), default="")
    rows: Mapped[int] = mapped_column(default=0)
    total: Mapped[int | None]  # what the report counts besides its rows
    size: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    digest: Mapped[str] = mapped_column(sa.String(64), default="")
    millis: Mapped[int] = mapped_column(default=0)  # how long the file took
    entry: Mapped[int] = mapped_column(sa.BigInteger, default=0)  # what the log says of the file
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["order_id", "asked_by_id"], ["export_order.id", "export_order.by_id"]
        ),
        sa.CheckConstraint("state <> 'approved' OR by_id <> asked_by_id", name="two_people"),
        sa.Index("ix_export_event_by_id_at", "by_id", "at"),
        sa.Index("ix_export_event_state_at", "state", "at"),
    )

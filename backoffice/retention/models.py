"""Destruction acts: what was proposed, what became of it, and when (R-5f.2, 2.15).

Rows are only ever added; a later state of an act and the result of an item are new rows.
"""

from datetime import date, datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backoffice.appeals.models import Appeal
from backoffice.db import Base, UtcDateTime


class DestructionAct(Base):
    """An act of destruction: proposed by one person, approved by another."""

    __tablename__ = "destruction_act"
    subject_kind: ClassVar[str] = "act"
    lifecycle: ClassVar[str] = "act"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(12), unique=True)
    year: Mapped[int]
    serial: Mapped[int]
    proposed_by_id: Mapped[int]  # 0: the nightly command
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    events: Mapped[list["DestructionActEvent"]] = relationship(
        lazy="selectin", order_by="DestructionActEvent.id"
    )

    __table_args__ = (
        sa.UniqueConstraint("year", "serial"),
        sa.UniqueConstraint("id", "proposed_by_id"),
    )

    @property
    def ref(self) -> str:
        """How audit entries and people name this act."""
        return self.number

    @property
    def state(self) -> str:
        """Where it stands: the state of its last event."""
        return self.events[-1].state

    def enter(self, state: str) -> None:
        """The state is a new event row, which the action writes; nothing changes here."""

    def event(self, state: str) -> "DestructionActEvent | None":
        """How it came to a state; None when it never did."""
        return next((event for event in self.events if event.state == state), None)


class DestructionActItem(Base):
    """One appeal or one deleted value the act speaks of, and why its time has come."""

    __tablename__ = "destruction_act_item"
    subject_kind: ClassVar[str] = "act_item"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(sa.ForeignKey("destruction_act.id"))
    place: Mapped[int]
    reason: Mapped[str] = mapped_column(sa.String(20))
    appeal_id: Mapped[int] = mapped_column(sa.ForeignKey("appeal.id"), index=True)
    value_id: Mapped[int | None] = mapped_column(sa.BigInteger, index=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    category_code: Mapped[str] = mapped_column(sa.String(8))
    months: Mapped[int]  # 0: not by a rule of storage
    outcome: Mapped[str] = mapped_column(sa.String(20))
    due_on: Mapped[date]
    appeal_version: Mapped[int]

    act: Mapped[DestructionAct] = relationship()
    appeal: Mapped[Appeal] = relationship(lazy="select")
    result: Mapped["DestructionActResult | None"] = relationship(lazy="joined", uselist=False)

    __table_args__ = (sa.UniqueConstraint("act_id", "place"),)

    @property
    def ref(self) -> str:
        """How audit entries name this item."""
        return f"{self.act.number}/{self.place}"


class DestructionActResult(Base):
    """What became of one item; the key says that it happens once."""

    __tablename__ = "destruction_act_result"
    append_only: ClassVar[bool] = True

    item_id: Mapped[int] = mapped_column(sa.ForeignKey("destruction_act_item.id"), primary_key=True)
    act_id: Mapped[int] = mapped_column(sa.ForeignKey("destruction_act.id"), index=True)
    result: Mapped[str] = mapped_column(sa.String(20))
    records: Mapped[int]
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class DestructionActEvent(Base):
    """A state an act came to. The database itself refuses an approval by the proposer."""

    __tablename__ = "destruction_act_event"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int]
    proposed_by_id: Mapped[int]
    state: Mapped[str] = mapped_column(sa.String(20))
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    # The generation of keys in force when the last item went; final when it is forgotten.
    generation: Mapped[int | None]

    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["act_id", "proposed_by_id"], ["destruction_act.id", "destruction_act.proposed_by_id"]
        ),
        sa.UniqueConstraint("act_id", "state"),
        sa.CheckConstraint(
            "state <> 'approved' OR (by_id <> proposed_by_id AND by_id <> 0)",
            name="two_people",
        ),
    )

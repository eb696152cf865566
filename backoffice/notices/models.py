"""A notice and what became of it: append-only rows; a later state is a new row (R-5e.2)."""

from datetime import datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backoffice.appeals.models import Appeal
from backoffice.db import Base, UtcDateTime
from backoffice.rules.vocabulary.notices import NoticeState
from backoffice.third_parties.models import ThirdParty

SETTLED = (NoticeState.ACKNOWLEDGED, NoticeState.WAIVED)


class Notice(Base):
    """One notice to one third party: all its data of an appeal that one deed has touched."""

    __tablename__ = "notice"
    subject_kind: ClassVar[str] = "notice"
    lifecycle: ClassVar[str] = "notice"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    appeal_id: Mapped[int] = mapped_column(sa.ForeignKey("appeal.id"), index=True)
    third_party_id: Mapped[int] = mapped_column(sa.ForeignKey("third_party.id"), index=True)
    cause: Mapped[str] = mapped_column(sa.String(20))
    language: Mapped[str] = mapped_column(sa.String(2))
    by_id: Mapped[int]
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)

    appeal: Mapped[Appeal] = relationship(lazy="select")
    third_party: Mapped[ThirdParty] = relationship(lazy="joined", innerjoin=True)
    items: Mapped[list["NoticeItem"]] = relationship(lazy="select", order_by="NoticeItem.id")
    events: Mapped[list["NoticeEvent"]] = relationship(lazy="select", order_by="NoticeEvent.id")

    @property
    def ref(self) -> str:
        """How audit entries name this notice."""
        return str(self.id)

    @property
    def state(self) -> str:
        """Where it stands: the state of its last event."""
        return self.events[-1].state

    @property
    def is_open(self) -> bool:
        """Whether an answer is still waited for."""
        return self.state not in SETTLED

    @property
    def fields(self) -> list[str]:
        """Which fields it is about, each once."""
        return list(dict.fromkeys(item.field for item in self.items))

    def enter(self, state: str) -> None:
        """The state is a new event row, which the action writes; nothing changes here."""


class NoticeItem(Base):
    """One value the third party was given, by which disclosure and when."""

    __tablename__ = "notice_item"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(sa.ForeignKey("notice.id"), index=True)
    disclosure_id: Mapped[int] = mapped_column(sa.ForeignKey("disclosure.id"))
    field: Mapped[str] = mapped_column(sa.String(30))
    value_id: Mapped[int] = mapped_column(sa.ForeignKey("personal_value.id"), index=True)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)


class NoticeEvent(Base):
    """What became of a notice: when it happened, and when it was written down."""

    __tablename__ = "notice_event"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(sa.ForeignKey("notice.id"))
    state: Mapped[str] = mapped_column(sa.String(20))
    reason: Mapped[str] = mapped_column(sa.String(30), default="")  # of a waiver
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int]

    __table_args__ = (sa.Index("ix_notice_event_notice_id_id", "notice_id", "id"),)

"""An incident and what became of it: rows are only added; a correction is a new row (2.19)."""

from datetime import datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backoffice.appeals.models import Appeal
from backoffice.db import Base, UtcDateTime
from backoffice.rules.vocabulary.incidents import IncidentState


class Incident(Base):
    """One breach of the protection of personal data."""

    __tablename__ = "incident"
    subject_kind: ClassVar[str] = "incident"
    lifecycle: ClassVar[str] = "incident"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    facts: Mapped[list["IncidentFacts"]] = relationship(
        lazy="selectin", order_by="IncidentFacts.no"
    )
    events: Mapped[list["IncidentEvent"]] = relationship(
        lazy="selectin", order_by="IncidentEvent.id"
    )

    @property
    def ref(self) -> str:
        """How audit entries and people name this incident."""
        return str(self.id)

    @property
    def known(self) -> "IncidentFacts":
        """What is known of it today."""
        return self.facts[-1]

    @property
    def version(self) -> int:
        """How often its facts were written down: what a form was drawn from."""
        return self.known.no

    @property
    def state(self) -> str:
        """Where it stands: the state of its last event."""
        return self.events[-1].state

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.state != IncidentState.CLOSED

    def enter(self, state: str) -> None:
        """The state is a new event row, which the action writes; nothing changes here."""

    def first(self, state: str) -> "IncidentEvent | None":
        """How it first came to a state; None when it never did."""
        return next((event for event in self.events if event.state == state), None)

    def last(self, state: str) -> "IncidentEvent | None":
        """How it last came to a state; None when it never did."""
        return next((event for event in reversed(self.events) if event.state == state), None)


class IncidentFacts(Base):
    """What was known of an incident at a moment; the last row holds, earlier ones stay."""

    __tablename__ = "incident_facts"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(sa.ForeignKey("incident.id"))
    no: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(20))
    found_how: Mapped[str] = mapped_column(sa.String(20))
    detected_at: Mapped[datetime] = mapped_column(UtcDateTime)
    happened_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    happened_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    measures: Mapped[str] = mapped_column(sa.String(200))  # codes, by commas
    reference: Mapped[str] = mapped_column(sa.String(60))
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (sa.UniqueConstraint("incident_id", "no"),)

    @property
    def measure_codes(self) -> list[str]:
        """The measures taken, each by its code."""
        return self.measures.split(",") if self.measures else []


class IncidentCase(Base):
    """One appeal whose data an incident concerns, and how it came to the list (2.20)."""

    __tablename__ = "incident_case"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(sa.ForeignKey("incident.id"))
    appeal_id: Mapped[int] = mapped_column(sa.ForeignKey("appeal.id"), index=True)
    source: Mapped[str] = mapped_column(sa.String(20))
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    appeal: Mapped[Appeal] = relationship(lazy="select")

    __table_args__ = (sa.Index("ix_incident_case_incident_id_id", "incident_id", "id"),)


class IncidentCaseEnd(Base):
    """A case that was listed by mistake; the key says that it is taken out once."""

    __tablename__ = "incident_case_end"
    append_only: ClassVar[bool] = True

    case_id: Mapped[int] = mapped_column(sa.ForeignKey("incident_case.id"), primary_key=True)
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class IncidentEvent(Base):
    """A step: when it happened, by which document, and when it was written down."""

    __tablename__ = "incident_event"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(sa.ForeignKey("incident.id"), index=True)
    state: Mapped[str] = mapped_column(sa.String(20))
    reference: Mapped[str] = mapped_column(sa.String(60), default="")
    outcome: Mapped[str] = mapped_column(sa.String(20), default="")
    cases: Mapped[int]  # how many were listed at that moment
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int]

"""A request of a data subject, the decisions on it and what was done: rows that only grow.

What was said, proposed and shown is sealed as values of the appeal; here stand their ids.
"""

from datetime import date, datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from backoffice.appeals.models import Appeal
from backoffice.db import Base, UtcDateTime
from backoffice.rules.vocabulary.requests import RequestOutcome, RequestState
from backoffice.third_parties.models import ThirdParty


class SubjectRequest(Base):
    """What somebody asks for about one appeal; without an appeal nothing is held (law 24)."""

    __tablename__ = "subject_request"
    subject_kind: ClassVar[str] = "request"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(12), unique=True)
    year: Mapped[int]
    serial: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(20))
    appeal_id: Mapped[int | None] = mapped_column(sa.ForeignKey("appeal.id"), index=True)
    field: Mapped[str] = mapped_column(sa.String(30), default="")
    third_party_id: Mapped[int | None] = mapped_column(sa.ForeignKey("third_party.id"))
    asker: Mapped[str] = mapped_column(sa.String(20))
    channel: Mapped[str] = mapped_column(sa.String(20))
    received_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int]
    proof: Mapped[str] = mapped_column(sa.String(20))
    document_kind: Mapped[str] = mapped_column(sa.String(40), default="")
    reference: Mapped[str] = mapped_column(sa.String(60), default="")
    ground: Mapped[str] = mapped_column(sa.String(60), default="")  # article a state body names
    text_value_id: Mapped[int | None] = mapped_column(sa.BigInteger)
    proposed_value_id: Mapped[int | None] = mapped_column(sa.BigInteger)
    evidence_value_id: Mapped[int | None] = mapped_column(sa.BigInteger)
    authority_value_id: Mapped[int | None] = mapped_column(sa.BigInteger)

    appeal: Mapped[Appeal | None] = relationship(
        viewonly=True, backref=backref("requests", viewonly=True, order_by=id.desc())
    )
    third_party: Mapped[ThirdParty | None] = relationship(lazy="select")
    others: Mapped[list["SubjectRequestAppeal"]] = relationship(
        lazy="select", order_by="SubjectRequestAppeal.appeal_id"
    )
    decisions: Mapped[list["RequestDecision"]] = relationship(
        lazy="select", order_by="RequestDecision.place", back_populates="request"
    )

    __table_args__ = (
        sa.UniqueConstraint("year", "serial"),
        sa.Index("ix_subject_request_received_on_id", "received_on", "id"),
        sa.CheckConstraint(
            "appeal_id IS NOT NULL OR (kind = 'access' AND text_value_id IS NULL"
            " AND evidence_value_id IS NULL AND authority_value_id IS NULL)",
            name="without_appeal_holds_nothing",
        ),
        sa.CheckConstraint(
            "asker != 'representative' OR document_kind != ''", name="authority_is_named"
        ),
        sa.CheckConstraint(
            "asker != 'state_body' OR (reference != '' AND ground != '')", name="demand_is_named"
        ),
    )

    @property
    def ref(self) -> str:
        """How audit entries and people name this request."""
        return self.number

    @property
    def decision(self) -> "RequestDecision | None":
        """The decision that holds: the latest."""
        return self.decisions[-1] if self.decisions else None

    @property
    def version(self) -> int:
        """Counts what was decided and done: a form drawn before that is stale."""
        return 1 + sum(1 + bool(one.done) for one in self.decisions)

    @property
    def state(self) -> str:
        """Where it stands: undecided, refused, granted and to be done, done."""
        last = self.decision
        if last is None:
            return RequestState.UNDECIDED
        if last.outcome == RequestOutcome.REFUSED:
            return RequestState.REFUSED
        return RequestState.DONE if last.done else RequestState.TO_DO

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide or to do something."""
        return self.state in (RequestState.UNDECIDED, RequestState.TO_DO)

    @property
    def value_ids(self) -> set[int]:
        """Ids of everything sealed for it, the words of the decisions too."""
        held = {self.text_value_id, self.proposed_value_id, self.evidence_value_id}
        held |= {self.authority_value_id, *(one.answer_value_id for one in self.decisions)}
        return {one for one in held if one is not None}

    def is_valid_on(self, day: date) -> bool:
        """Whether a representative may be heard by its document (R-3.6b).

        That it was in force was seen on the day of receipt; its term is sealed and not asked again.
        """
        return bool(self.document_kind) and day == self.received_on


class SubjectRequestAppeal(Base):
    """A further appeal of the same person that a request for access names."""

    __tablename__ = "subject_request_appeal"
    append_only: ClassVar[bool] = True

    request_id: Mapped[int] = mapped_column(sa.ForeignKey("subject_request.id"), primary_key=True)
    appeal_id: Mapped[int] = mapped_column(sa.ForeignKey("appeal.id"), primary_key=True, index=True)

    appeal: Mapped[Appeal] = relationship(lazy="select")


class RequestDecision(Base):
    """One decision; a later one names the one before, which stays (policy 5.e; law 25)."""

    __tablename__ = "request_decision"
    append_only: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(sa.ForeignKey("subject_request.id"))
    place: Mapped[int]
    replaces_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("request_decision.id"), unique=True
    )
    outcome: Mapped[str] = mapped_column(sa.String(20))
    reasons: Mapped[str] = mapped_column(sa.String(200), default="")
    answer_value_id: Mapped[int | None] = mapped_column(sa.BigInteger)
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    request: Mapped[SubjectRequest] = relationship(lazy="select", back_populates="decisions")
    done: Mapped["RequestDone | None"] = relationship(lazy="select", uselist=False)

    __table_args__ = (
        sa.UniqueConstraint("request_id", "place"),
        sa.CheckConstraint("(place = 1) = (replaces_id IS NULL)", name="later_names_earlier"),
        sa.CheckConstraint("(outcome = 'granted') = (reasons = '')", name="refusal_has_a_reason"),
    )

    @property
    def reason_codes(self) -> list[str]:
        """Why it is refused, whole or in part."""
        return [code for code in self.reasons.split(",") if code]


class RequestDone(Base):
    """That a decision was carried out: written by the very deed that did it."""

    __tablename__ = "request_done"
    append_only: ClassVar[bool] = True

    decision_id: Mapped[int] = mapped_column(
        sa.ForeignKey("request_decision.id"), primary_key=True, autoincrement=False
    )
    action: Mapped[str] = mapped_column(sa.String(40))
    by_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

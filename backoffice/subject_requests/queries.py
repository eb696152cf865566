"""Questions about requests: one, those of a case, what is open and by when (law 25; 2.8, 2.9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from backoffice import clock
from backoffice.audit.door import witness
from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.legal_terms.queries import TermBook, term_book
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.rules.subject_requests import TERM_OF
from backoffice.rules.vocabulary.requests import RequestOutcome, RequestState
from backoffice.subject_requests.models import (
    RequestDecision,
    RequestDone,
    SubjectRequest,
    SubjectRequestAppeal,
)
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import reveal

MOST_OPEN = 2000
_held = aliased(RequestDecision)  # the decision that holds
_LAST = (
    sa.select(sa.func.max(RequestDecision.id))
    .where(RequestDecision.request_id == SubjectRequest.id)
    .correlate(SubjectRequest)
    .scalar_subquery()
)
_IS_DONE = sa.exists().where(RequestDone.decision_id == _held.id)
STANDS: dict[str, sa.ColumnElement[bool]] = {
    RequestState.UNDECIDED: _held.id.is_(None),
    RequestState.TO_DO: sa.and_(_held.outcome != RequestOutcome.REFUSED, ~_IS_DONE),
    RequestState.DONE: sa.and_(_held.outcome != RequestOutcome.REFUSED, _IS_DONE),
    RequestState.REFUSED: _held.outcome == RequestOutcome.REFUSED,
}
OPEN = (RequestState.UNDECIDED, RequestState.TO_DO)


@dataclass(frozen=True)
class OpenRequest:
    """One open request with its last day; both are read, the day is never stored."""

    id: int
    kind: str
    state: str
    due_on: date


@dataclass(frozen=True)
class OpenCount:
    """How many requests wait, and how many of them are late: for the privacy officer's desk."""

    open: int
    overdue: int


def request_by_ref(ref: int) -> SubjectRequest:
    """One request with its case and decisions. Raises NotFound."""
    found = db.session.scalar(
        sa.select(SubjectRequest)
        .where(SubjectRequest.id == ref)
        .options(joinedload(SubjectRequest.appeal), _with_decisions())
    )
    if found is None:
        raise NotFound
    return found


def requests_of(appeal_id: int) -> Sequence[SubjectRequest]:
    """The requests about an appeal, newest first, in one question."""
    named = sa.select(SubjectRequestAppeal.request_id).where(
        SubjectRequestAppeal.appeal_id == appeal_id
    )
    decisions = joinedload(SubjectRequest.decisions).joinedload(RequestDecision.done)
    third_party = joinedload(SubjectRequest.third_party)
    return (
        db.session.scalars(
            sa.select(SubjectRequest)
            .where(sa.or_(SubjectRequest.appeal_id == appeal_id, SubjectRequest.id.in_(named)))
            .order_by(SubjectRequest.id.desc())
            .options(decisions, third_party)
        )
        .unique()
        .all()
    )


def with_requests(requests: Any) -> tuple[ExecutableOption, ...]:
    """Loads the requests of an appeal in the question that loads the appeal.

    Their way back to it is not joined: SQLite would first gather the appeals of all years.
    """
    each = joinedload(requests)
    decisions = each.joinedload(SubjectRequest.decisions).joinedload(RequestDecision.done)
    third_party = each.joinedload(SubjectRequest.third_party)
    return decisions, third_party


def values_of_request(request: SubjectRequest) -> list[PersonalValue]:
    """What is sealed for a request and not destroyed."""
    query = sa.select(PersonalValue).where(PersonalValue.id.in_(request.value_ids))
    return [value for value in db.session.scalars(query.order_by(PersonalValue.id))]


def read_request(request: SubjectRequest, *, by: Actor) -> dict[str, str]:
    """What a request holds in clear, by field, witnessed (R-2.2).

    Of the words of several decisions the latest; those of each stand in `texts_of`.
    """
    values = values_of_request(request)
    texts = texts_of(request, values, by=by)
    return {value.field: texts[value.id] for value in values if value.id in texts}


def texts_of(
    request: SubjectRequest, values: Sequence[PersonalValue], *, by: Actor
) -> dict[int, str]:
    """Clear texts of a request by the id of the value, witnessed (R-2.2)."""
    fields = {value.field for value in values if value.is_readable}
    with witness(Action.REQUEST_VIEW, request, by, fields=fields):
        return reveal(values)


def proposals_about(appeal_id: int, field: str) -> list[PersonalValue]:
    """Values that requests proposed for a field: destroyed with the value itself (policy 3.5)."""
    ids = sa.select(SubjectRequest.proposed_value_id).where(
        SubjectRequest.appeal_id == appeal_id, SubjectRequest.field == field
    )
    query = sa.select(PersonalValue).where(
        PersonalValue.id.in_(ids), PersonalValue.sealed.is_not(None)
    )
    return list(db.session.scalars(query.order_by(PersonalValue.id)))


def due_on(request: SubjectRequest, book: TermBook | None = None) -> date:
    """The last day to decide and to do it, by the term that held on the day of receipt."""
    return (book or term_book()).ends_on(TERM_OF[request.kind], request.received_on)


def open_list() -> list[OpenRequest]:
    """Every open request, the earliest last day first; bounded by the oldest received."""
    columns = (SubjectRequest.id, SubjectRequest.kind, SubjectRequest.received_on, _held.id)
    rows = db.session.execute(
        _standing(*columns)
        .where(sa.or_(*(STANDS[state] for state in OPEN)))
        .order_by(SubjectRequest.received_on, SubjectRequest.id)
        .limit(MOST_OPEN)
    ).all()
    book = term_book()
    found = [
        OpenRequest(ref, kind, _state(decision), book.ends_on(TERM_OF[kind], day))
        for ref, kind, day, decision in rows
    ]
    return sorted(found, key=lambda one: (one.due_on, one.id))


def open_requests() -> OpenCount:
    """How many requests are open, and overdue today."""
    rows, today = open_list(), clock.today()
    return OpenCount(len(rows), sum(one.due_on < today for one in rows))


def requests_with(ids: Sequence[int]) -> list[SubjectRequest]:
    """These requests with case and decisions, in the order given."""
    query = sa.select(SubjectRequest).where(SubjectRequest.id.in_(ids))
    options = (
        joinedload(SubjectRequest.appeal),
        joinedload(SubjectRequest.third_party),
        _with_decisions(),
    )
    found = {one.id: one for one in db.session.scalars(query.options(*options))}
    return [found[ref] for ref in ids if ref in found]


def ids_of(
    *, kind: str, state: str, below: int | None, above: int | None, limit: int
) -> Sequence[int]:
    """Ids of requests by kind and state, newest first; rising when asked from below."""
    query = _standing(SubjectRequest.id)
    if kind:
        query = query.where(SubjectRequest.kind == kind)
    if state:
        query = query.where(STANDS[state])
    if above is not None:
        rising = query.where(SubjectRequest.id > above).order_by(SubjectRequest.id)
        return db.session.scalars(rising.limit(limit)).all()
    if below is not None:
        query = query.where(SubjectRequest.id < below)
    return db.session.scalars(query.order_by(SubjectRequest.id.desc()).limit(limit)).all()


def count_of(*, kind: str, state: str, most: int) -> int:
    """How many requests stand so; bounded."""
    query = _standing(SubjectRequest.id).where(STANDS[state] if state else sa.true())
    if kind:
        query = query.where(SubjectRequest.kind == kind)
    bounded = query.limit(most + 1).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(bounded)) or 0


def _standing(*columns: Any) -> sa.Select[Any]:
    return sa.select(*columns).outerjoin(_held, _held.id == _LAST)


def _with_decisions() -> ExecutableOption:
    return selectinload(SubjectRequest.decisions).joinedload(RequestDecision.done)


def _state(decision_id: int | None) -> str:
    return RequestState.UNDECIDED if decision_id is None else RequestState.TO_DO

"""Questions about incidents: the register, what is overdue, which cases one concerns (2.19)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.incidents.deadlines import Deadlines
from backoffice.incidents.filters import Show
from backoffice.incidents.models import Incident, IncidentCase, IncidentCaseEnd, IncidentEvent
from backoffice.rules.vocabulary.incidents import IncidentState

T = TypeVar("T")
PAGE = 50
_CHUNK = 500
_TAKEN_OUT = sa.exists().where(IncidentCaseEnd.case_id == IncidentCase.id)
_CLOSED = sa.exists().where(
    IncidentEvent.incident_id == Incident.id, IncidentEvent.state == IncidentState.CLOSED
)


@dataclass(frozen=True)
class Counts:
    """How many incidents wait for something, and how many of them are overdue."""

    open: int
    overdue: int


def incident_by_ref(ref: int) -> Incident:
    """One incident. Raises NotFound."""
    found = db.session.get(Incident, ref)
    if found is None:
        raise NotFound
    return found


def page_of_incidents(
    *, before: int = 0, limit: int = PAGE, show: Show = Show.ALL
) -> Sequence[Incident]:
    """Incidents under a heading, newest first, from those older than `before`."""
    query = sa.select(Incident).order_by(Incident.id.desc()).limit(limit)
    if before:
        query = query.where(Incident.id < before)
    if show is Show.OPEN:
        query = query.where(~_CLOSED)
    if show is Show.LATE:
        query = query.where(Incident.id.in_([one.id for one in _late(_open())]))
    return db.session.scalars(query).all()


def count_incidents() -> Counts:
    """The numbers of a desk: open incidents, and those with a term that has ended."""
    found = _open()
    return Counts(len(found), len(_late(found)))


def _open() -> Sequence[Incident]:
    return db.session.scalars(sa.select(Incident).where(~_CLOSED)).all()


def _late(found: Sequence[Incident]) -> list[Incident]:
    deadlines, numbers = Deadlines(), case_counts([incident.id for incident in found])
    return [one for one in found if deadlines.is_overdue(one, numbers.get(one.id, 0))]


def listed(incident_id: int) -> sa.ColumnElement[bool]:
    """The condition that a case stands on the list of an incident."""
    return sa.and_(IncidentCase.incident_id == incident_id, ~_TAKEN_OUT)


def case_counts(incident_ids: Sequence[int]) -> dict[int, int]:
    """How many cases each incident concerns."""
    rows = db.session.execute(
        sa.select(IncidentCase.incident_id, sa.func.count().label("cases"))
        .where(IncidentCase.incident_id.in_(incident_ids), ~_TAKEN_OUT)
        .group_by(IncidentCase.incident_id)
    )
    return {row.incident_id: row.cases for row in rows}


def count_cases(incident_id: int) -> int:
    """How many cases it concerns."""
    return case_counts([incident_id]).get(incident_id, 0)


def page_of_cases(
    incident_id: int, *, before: int = 0, limit: int = PAGE
) -> Sequence[IncidentCase]:
    """The cases on the list, the last added first."""
    query = (
        sa.select(IncidentCase)
        .where(listed(incident_id))
        .options(joinedload(IncidentCase.appeal))
        .order_by(IncidentCase.id.desc())
        .limit(limit)
    )
    return db.session.scalars(query.where(IncidentCase.id < before) if before else query).all()


def listed_appeals(incident_id: int) -> set[int]:
    """Ids of the appeals on the list."""
    query = sa.select(IncidentCase.appeal_id).where(listed(incident_id))
    return set(db.session.scalars(query))


def listed_cases(incident_id: int, appeal_ids: set[int]) -> list[int]:
    """Ids of the rows by which these appeals stand on the list."""
    query = sa.select(IncidentCase.id, IncidentCase.appeal_id).where(listed(incident_id))
    return [row.id for row in db.session.execute(query) if row.appeal_id in appeal_ids]


def changed_since(incident: Incident, state: str) -> bool:
    """Whether a case was listed or taken out after the incident last came to a state."""
    last = [event for event in incident.events if event.state == state][-1:]
    if not last:
        return True
    added = sa.select(sa.func.max(IncidentCase.at)).where(IncidentCase.incident_id == incident.id)
    ended = (
        sa.select(sa.func.max(IncidentCaseEnd.at))
        .join(IncidentCase, IncidentCase.id == IncidentCaseEnd.case_id)
        .where(IncidentCase.incident_id == incident.id)
    )
    moments = [db.session.scalar(added), db.session.scalar(ended)]
    return any(moment is not None and moment > last[0].recorded_at for moment in moments)


def in_chunks(ids: Sequence[T]) -> Iterator[Sequence[T]]:
    """Keys a few hundred at a time: no question grows beyond what a database takes."""
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]


def listed_case_ids(incident_id: int) -> list[int]:
    """Ids of the rows on the list, in the order they were added."""
    query = sa.select(IncidentCase.id).where(listed(incident_id)).order_by(IncidentCase.id)
    return list(db.session.scalars(query))

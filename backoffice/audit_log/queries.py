"""Questions to the log: one page by number, and a count that never goes far."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from backoffice.audit.models import AuditEntry, AuditHead
from backoffice.audit_log.conditions import lead_and_rest
from backoffice.audit_log.filters import Filters, Place
from backoffice.db import db

PAGE_SIZE = 50
MOST_COUNTED = 1000
MOST_WALKED = 20_000  # entries one page looks through for what no index holds


@dataclass(frozen=True)
class LogPage:
    """Entries of one page, newest first, and where the neighbouring pages begin.

    `looked_to` is the entry at which a page stopped looking although it has room left, on its
    way to older entries or, when it is `upwards`, to newer ones.
    """

    entries: Sequence[AuditEntry]
    newer: Place | None
    older: Place | None
    looked_to: int | None = None
    upwards: bool = False


@dataclass(frozen=True)
class Count:
    """How many entries match; `is_whole` is false when there may be more."""

    number: int
    is_whole: bool


def log_page(filters: Filters, place: Place, *, most_walked: int = MOST_WALKED) -> LogPage:
    """One page of the log; found by number, so that the millionth costs what the first does."""
    if place.above is not None:
        return _page_above(filters, place.above, most_walked)
    walk = _Walk(filters, place, most_walked)
    found = walk.found(PAGE_SIZE + 1)
    shown = found[:PAGE_SIZE]
    newer = _above(filters, place.upto, most_walked)
    if len(found) > PAGE_SIZE:
        return LogPage(shown, newer, Place(upto=found[-1].seq))
    older = Place(upto=walk.edge) if walk.edge is not None else None
    return LogPage(shown, newer, older, walk.edge)


def _above(filters: Filters, number: int | None, most_walked: int) -> Place | None:
    """Where the newer entries begin; none when it is sure that there are none."""
    if number is None:
        return None
    walk = _Walk(filters, Place(above=number), most_walked)
    return Place(above=number) if walk.edge is not None or walk.count(1) else None


def count_entries(filters: Filters, *, most_walked: int = MOST_WALKED) -> Count:
    """How many entries match, counted no further than a little above `MOST_COUNTED`."""
    if filters == Filters():
        head = db.session.get(AuditHead, 1)
        return Count(head.seq if head else 0, True)
    walk = _Walk(filters, Place(), most_walked)
    counted = min(walk.count(MOST_COUNTED + 1), MOST_COUNTED + 1)
    return Count(min(counted, MOST_COUNTED), counted <= MOST_COUNTED and walk.edge is None)


class _Walk:
    """The entries from a place on, downwards or upwards, and where the walk is broken off."""

    def __init__(self, filters: Filters, place: Place, most_walked: int) -> None:
        self._most = most_walked
        self._upwards = place.above is not None
        lead, self._rest = lead_and_rest(filters)
        if place.upto is not None:
            lead.append(AuditEntry.seq <= place.upto)
        if place.above is not None:
            lead.append(AuditEntry.seq > place.above)
        self._lead = lead
        self.edge = self._edge() if self._rest else None

    def found(self, most: int) -> Sequence[AuditEntry]:
        """What matches, in the order of the walk."""
        return db.session.scalars(self._asked(sa.select(AuditEntry)).limit(most)).all()

    def count(self, most: int) -> int:
        """How many match, counted no further than this."""
        some = self._asked(sa.select(AuditEntry.seq)).limit(most).subquery()
        return db.session.execute(sa.select(sa.func.count()).select_from(some)).scalar_one()

    def _asked(self, question: sa.Select) -> sa.Select:
        query = question.where(*self._lead, *self._rest).order_by(self._order())
        if self.edge is None:
            return query
        inside = AuditEntry.seq < self.edge if self._upwards else AuditEntry.seq > self.edge
        return query.where(inside)

    def _edge(self) -> int | None:
        """The first entry that is not walked over any more; none when the walk comes to its end."""
        walked = sa.select(AuditEntry.seq).where(*self._lead).order_by(self._order())
        return db.session.scalar(walked.limit(1).offset(self._most))

    def _order(self) -> sa.ColumnElement[int]:
        return AuditEntry.seq.asc() if self._upwards else AuditEntry.seq.desc()


def _page_above(filters: Filters, number: int, most_walked: int) -> LogPage:
    walk = _Walk(filters, Place(above=number), most_walked)
    found = walk.found(PAGE_SIZE + 1)
    shown = found[:PAGE_SIZE]
    older = Place(upto=number)
    if len(found) > PAGE_SIZE:
        return LogPage(shown[::-1], Place(above=shown[-1].seq), older)
    newer = Place(above=walk.edge - 1) if walk.edge is not None else None
    return LogPage(shown[::-1], newer, older, walk.edge, upwards=True)

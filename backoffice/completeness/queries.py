"""Questions about what lacks or is doubtful: the queue, its counts, the marks of some cases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple

import sqlalchemy as sa

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.completeness.filters import DOUBTFUL, Filters, Place, Show
from backoffice.completeness.statements import (
    DOUBTED_FIELD,
    Condition,
    doubtful,
    marks,
    missing,
    of_person,
    requirements,
)
from backoffice.db import UtcDateTime, db
from backoffice.doubts.models import ValueDoubt
from backoffice.keeping.queries import day_begins
from backoffice.legal_terms.queries import term
from backoffice.rules.completeness import Required
from backoffice.rules.fields import Field
from backoffice.rules.terms import TermCode
from backoffice.third_parties.queries import working_calendar

PAGE = 50
MOST_COUNTED = 1000
ONE_DAY = timedelta(days=1)
_PARTS = {field: place for place, field in enumerate(Field)}
_DOUBTS = len(Field)  # the place of the doubts among the parts, after every field
_a = Appeal.__table__.c


class Gap(NamedTuple):
    """One row of the queue: what lacks or is doubtful, in which case, since when; no value."""

    number: str
    category_code: str
    registered_by_id: int
    assignee_id: int | None
    since: datetime
    appeal_id: int
    part: int
    doubt_id: int
    field: str
    value_id: int
    reason: str

    @property
    def place(self) -> Place:
        """Where the page after this row begins."""
        return Place(self.since, self.appeal_id, self.part, self.doubt_id)


class Marks(NamedTuple):
    """What the board and the case say of one appeal."""

    lacks: bool
    is_doubted: bool
    is_withdrawn: bool


@dataclass(frozen=True)
class Findings:
    """How many gaps are open, and how many of them past their term; bounded."""

    open: int
    overdue: int


def page_of(
    filters: Filters, after: Place | None, *, own: int | None = None, limit: int = PAGE
) -> list[Gap]:
    """Rows of the queue, first due first; `own` leaves the cases of one person."""
    before = _late_before() if filters.show is Show.OVERDUE else None
    lacking = _missing(_narrowed(filters, own, _a.category_since, before), filters, after, limit)
    doubted = _doubted(_narrowed(filters, own, ValueDoubt.at, before), filters, after, limit)
    return list(islice(merge(lacking, doubted, key=_place_of), limit))


def counts_of(filters: Filters, *, own: int | None = None) -> dict[Show, int]:
    """How many the same filters leave under each heading; bounded.

    What is overdue comes first, so that one look as far as is counted tells both.
    """
    most, before = MOST_COUNTED + 1, _late_before()
    found = page_of(filters.showing(Show.OPEN), None, own=own, limit=most)
    overdue = sum(gap.since < before for gap in found)
    return {Show.OPEN: len(found), Show.OVERDUE: overdue}


def open_findings() -> Findings:
    """What the desk of the privacy officer counts: gaps that are open, and overdue ones."""
    counts = counts_of(Filters())
    return Findings(counts[Show.OPEN], counts[Show.OVERDUE])


def marks_of(ids: Sequence[int], required: Sequence[Required]) -> dict[int, Marks]:
    """The marks of some appeals, in one question."""
    if not ids:
        return {}
    found = db.session.execute(marks(tuple(required)), {"ids": ids})
    return {row.id: Marks(bool(row[1]), bool(row[2]), bool(row[3])) for row in found}


def last_overdue_day(today: date) -> date:
    """The latest day on which a gap arose that is past its term by now."""
    row, calendar, day = term(TermCode.DATA_COMPLETE), working_calendar(), today - ONE_DAY
    while row.ends_on(day, calendar) >= today:
        day -= ONE_DAY
    return day


def _late_before() -> datetime:
    """What arose before this moment is past its term."""
    return day_begins(last_overdue_day(clock.today()) + ONE_DAY)


def _narrowed(
    filters: Filters, own: int | None, since: Any, before: datetime | None
) -> Iterator[Condition]:
    if filters.category:
        yield _a.category_code == filters.category
    if own is not None:
        yield of_person(own)
    if before is not None:
        yield since < before


def _missing(
    narrowed: Iterator[Condition], filters: Filters, after: Place | None, limit: int
) -> Iterator[Gap]:
    """A row for each field that lacks in a case; each case found has at least one."""
    rows = [row for row in requirements() if filters.what in ("", str(row.field))]
    if not rows:
        return
    query = missing(rows).where(*narrowed)
    if after is not None:  # the case itself may have further rows
        since, number = sa.literal(after.since, UtcDateTime()), sa.literal(after.appeal_id)
        query = query.where(
            _a.category_since >= since,
            sa.tuple_(_a.category_since, _a.id) >= sa.tuple_(since, number),
        )
    for *case, since, appeal_id, lacking in db.session.execute(query.limit(limit + 1)):
        for sign, row in enumerate(rows):
            if lacking >> sign & 1:
                place = Place(since, appeal_id, _PARTS[row.field], 0)
                if after is None or place > after:
                    yield Gap._make((*case, *place, str(row.field), 0, ""))


def _doubted(
    narrowed: Iterator[Condition], filters: Filters, after: Place | None, limit: int
) -> Iterator[Gap]:
    if filters.what not in ("", DOUBTFUL):
        return
    place = (ValueDoubt.at, _a.id, sa.literal_column(str(_DOUBTS), sa.Integer), ValueDoubt.id)
    query = doubtful().add_columns(*place, DOUBTED_FIELD, ValueDoubt.value_id, ValueDoubt.reason)
    query = query.where(*narrowed).order_by(ValueDoubt.at, _a.id, ValueDoubt.id).limit(limit)
    if after is not None:
        since = sa.literal(after.since, UtcDateTime())
        here = sa.tuple_(since, *(sa.literal(number) for number in after[1:]))
        query = query.where(ValueDoubt.at >= since, sa.tuple_(*place) > here)
    yield from (Gap(*row) for row in db.session.execute(query))


def _place_of(gap: Gap) -> Place:
    return gap.place

"""Questions about what lacks or is doubtful: the queue, its counts, the marks of some cases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.completeness.filters import DOUBTFUL, Filters, Place, Show
from backoffice.completeness.statements import (
    DOUBTED_FIELD,
    Query,
    doubtful,
    marks,
    missing,
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
_DOUBTS = len(Field)  # the place of the doubts among the parts, after every field
_a = Appeal.__table__.c
_ORDER = ("since", "appeal_id", "part", "doubt_id")


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
    parts = [_placed(part, after).limit(limit) for part in _parts(filters, own)]
    if not parts:
        return []
    merged = sa.union_all(*(sa.select(part.subquery()) for part in parts)).subquery()
    query = sa.select(merged).order_by(*(merged.c[name] for name in _ORDER)).limit(limit)
    return [Gap(*row) for row in db.session.execute(query)]


def counts_of(filters: Filters, *, own: int | None = None) -> dict[Show, int]:
    """How many the same filters leave under each heading; bounded."""
    return {show: _count(filters.showing(show), own) for show in Show}


def open_findings() -> Findings:
    """What the desk of the privacy officer counts: gaps that are open, and overdue ones."""
    counts = counts_of(Filters())
    return Findings(counts[Show.OPEN], counts[Show.OVERDUE])


def marks_of(ids: Sequence[int], required: Sequence[Required]) -> dict[int, Marks]:
    """The marks of some appeals, in one question."""
    if not ids:
        return {}
    found = db.session.execute(marks(ids, required))
    return {row.id: Marks(bool(row[1]), bool(row[2]), bool(row[3])) for row in found}


def last_overdue_day(today: date) -> date:
    """The latest day on which a gap arose that is past its term by now."""
    row, calendar, day = term(TermCode.DATA_COMPLETE), working_calendar(), today - ONE_DAY
    while row.ends_on(day, calendar) >= today:
        day -= ONE_DAY
    return day


def _parts(filters: Filters, own: int | None) -> Iterator[Query]:
    """One question for each field that may lack, and one for the doubts."""
    late = filters.show is Show.OVERDUE
    before = day_begins(last_overdue_day(clock.today()) + ONE_DAY) if late else None
    for row in requirements():
        if filters.what in ("", str(row.field)):
            place = list(Field).index(row.field)
            told = _told(_a.category_since, place, 0, sa.literal(str(row.field)), 0, "")
            yield _narrowed(
                missing(row).add_columns(*told), filters, own, _a.category_since, before
            )
    if filters.what in ("", DOUBTFUL):
        yield _narrowed(_doubts(), filters, own, ValueDoubt.at, before)


def _doubts() -> Query:
    told = (DOUBTED_FIELD, ValueDoubt.value_id, ValueDoubt.reason)
    return doubtful().add_columns(*_told(ValueDoubt.at, _DOUBTS, ValueDoubt.id, *told))


def _told(since: Any, part: int, doubt: Any, field: Any, value: Any, reason: Any) -> list[Any]:
    """The rest of a row, under the names the parts share."""
    return [
        sa.type_coerce(since, UtcDateTime()).label("since"),
        _a.id.label("appeal_id"),
        sa.literal_column(str(part), sa.Integer).label("part"),
        _constant(doubt).label("doubt_id"),
        field.label("field"),
        _constant(value).label("value_id"),
        (sa.literal(reason) if isinstance(reason, str) else reason).label("reason"),
    ]


def _constant(number: Any) -> Any:
    return sa.literal_column(str(number), sa.BigInteger) if isinstance(number, int) else number


def _narrowed(
    query: Query, filters: Filters, own: int | None, since: Any, before: datetime | None
) -> Query:
    if filters.category:
        query = query.where(_a.category_code == filters.category)
    if own is not None:
        query = query.where(sa.or_(_a.registered_by_id == own, _a.assignee_id == own))
    return query.where(since < before) if before is not None else query


def _placed(query: Query, after: Place | None) -> Query:
    """In the order of the queue, from a place onwards."""
    columns = {column.name: column for column in query.selected_columns}
    order = [columns[name] for name in _ORDER]
    if after is not None:
        since = sa.literal(after.since, UtcDateTime())
        here = sa.tuple_(since, *(sa.literal(number) for number in after[1:]))
        query = query.where(columns["since"] >= since, sa.tuple_(*order) > here)
    return query.order_by(*order)


def _count(filters: Filters, own: int | None) -> int:
    """Counting no further than is shown."""
    parts: list[Query] = [
        sa.select(sa.literal_column("1")).select_from(part.limit(MOST_COUNTED + 1).subquery())
        for part in _parts(filters, own)
    ]
    if not parts:
        return 0
    found = sa.union_all(*parts).subquery()
    return db.session.execute(sa.select(sa.func.count()).select_from(found)).scalar_one()

"""The lists of what is due, asked of the rules in force: nothing of it is ever stored.

One question for each rule, along an index of the closed appeals whose data is still here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

import sqlalchemy as sa

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.db import UtcDateTime, db
from backoffice.keeping.queries import day_begins, held_appeals
from backoffice.legal_terms.queries import term
from backoffice.retention.models import DestructionAct, DestructionActEvent, DestructionActItem
from backoffice.rules.retention import Group, RetentionRow, RuleBook
from backoffice.rules.terms import TermCode
from backoffice.rules.vocabulary.appeals import AppealState
from backoffice.rules.vocabulary.retention import ActState, RetentionKind
from backoffice.third_parties.queries import working_calendar

PAGE = 50
SOON = timedelta(days=30)
ONE_DAY = timedelta(days=1)
Query = sa.Select[*tuple[Any, ...]]


class DueList(StrEnum):
    """The three lists of appeals whose term of storage ends."""

    NOW = "now"
    SOON = "soon"
    LATE = "late"


class Place(NamedTuple):
    """After which row a page begins."""

    closed_at: datetime
    id: int


@dataclass(frozen=True)
class DueRow:
    """One appeal of a list: by which rule, since when."""

    id: int
    number: str
    category_code: str
    closed_at: datetime
    version: int
    kind: RetentionKind
    row: RetentionRow

    @property
    def due_on(self) -> date:
        """The day its term ends or ended."""
        return self.row.due_on(clock.local(self.closed_at).date())


@dataclass(frozen=True)
class Span:
    """Due after one day (none: since ever) and by another."""

    after: date | None
    by: date


def span_of(which: DueList, today: date) -> Span:
    """The days between which a term must end to stand in a list."""
    if which is DueList.SOON:
        return Span(today, today + SOON)
    return Span(None, today if which is DueList.NOW else last_late_day(today))


def last_late_day(today: date) -> date:
    """The latest end of a term after which destroying is late by now (2.15)."""
    row, calendar, day = term(TermCode.DATA_DESTROY), working_calendar(), today - ONE_DAY
    while row.ends_on(day, calendar) >= today:
        day -= ONE_DAY
    return day


def count_due(book: RuleBook, span: Span) -> int:
    """How many appeals stand in a list, those on hold or in an open act left out."""
    counting = sa.select(sa.func.count()).select_from(Appeal.__table__)
    parts = [counting.where(*_conditions(group, span)).scalar_subquery() for group in book.groups()]
    return sum(db.session.execute(sa.select(*parts)).one())


def page_due(
    book: RuleBook, span: Span, after: Place | None = None, limit: int = PAGE
) -> list[DueRow]:
    """Rows of a list, closed longest ago first, from a place onwards."""
    query, rows = due_query(book, span, after, limit)
    if query is None:
        return []
    found = db.session.execute(query).all()
    return [DueRow(*row[:5], *rows[row.at]) for row in found]


def due_query(
    book: RuleBook, span: Span, after: Place | None, limit: int
) -> tuple[Any, list[tuple[RetentionKind, RetentionRow]]]:
    """The statement of a list, and the rule each of its parts is about."""
    groups = list(book.groups())
    parts = [_part(group, at, span, after, limit) for at, group in enumerate(groups)]
    merged = sa.union_all(*(sa.select(part.subquery()) for part in parts)).subquery()
    query = sa.select(merged).order_by(merged.c.state_at, merged.c.id).limit(limit)
    return query, [(group.kind, group.row) for group in groups]


def _part(group: Group, at: int, span: Span, after: Place | None, limit: int) -> Query:
    t = Appeal.__table__.c
    number: sa.ColumnElement[int] = sa.literal_column(str(at), sa.Integer).label("at")
    query = sa.select(t.id, t.number, t.category_code, t.state_at, t.version, number)
    query = query.where(*_conditions(group, span))
    if after is not None:
        here = sa.tuple_(sa.literal(after.closed_at, UtcDateTime()), sa.literal(after.id))
        query = query.where(sa.tuple_(t.state_at, t.id) > here)
    return query.order_by(t.state_at, t.id).limit(limit)


def _conditions(group: Group, span: Span) -> Iterator[sa.ColumnElement[bool]]:
    """The words of the partial indexes first, so that the database knows them."""
    t = Appeal.__table__.c
    yield t.state == AppealState.CLOSED
    yield t.emptied_at.is_(None)
    went = t.third_party_id
    yield went.is_(None) if group.kind is RetentionKind.CONSULTATION else went.is_not(None)
    yield t.state_at < day_begins(group.row.last_closed_due_by(span.by) + ONE_DAY)
    if span.after is not None:
        yield t.state_at >= day_begins(group.row.last_closed_due_by(span.after) + ONE_DAY)
    if group.category:
        yield t.category_code == group.category
    elif group.without:
        yield t.category_code.not_in(sorted(group.without))
    yield t.id.not_in(held_appeals())
    yield t.id.not_in(in_open_acts())


def open_acts() -> sa.Select[int]:
    """Acts that have not come to an end: what they list is not proposed a second time."""
    ended = sa.exists().where(
        DestructionActEvent.act_id == DestructionAct.id,
        DestructionActEvent.state.in_((ActState.DECLINED, ActState.DONE)),
    )
    return sa.select(DestructionAct.id).where(~ended)


def in_open_acts() -> sa.Select[int]:
    """Appeals that an open act lists whole."""
    return sa.select(DestructionActItem.appeal_id).where(
        DestructionActItem.act_id.in_(open_acts()), DestructionActItem.value_id.is_(None)
    )

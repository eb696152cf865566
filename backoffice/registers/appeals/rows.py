"""Questions to the register of appeals: its rows, its counts, how long answers took."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from backoffice.appeals.models import Appeal
from backoffice.db import db
from backoffice.exports.listing import Condition, Listing
from backoffice.registers.appeals.columns import COLUMNS
from backoffice.registers.appeals.filters import AppealFilters
from backoffice.registers.appeals.terms import (
    DAY,
    hours_taken,
    is_answered,
    seconds_taken,
    standing,
    why_broken,
)
from backoffice.rules.vocabulary.registers import STANDINGS, TermKept
from backoffice.rules.vocabulary.spans import SPAN_ENDS, Span

_PLAIN: dict[str, Any] = {
    "kind": Appeal.kind,
    "channel": Appeal.channel,
    "category": Appeal.category_code,
    "state": Appeal.state,
    "district": Appeal.district_code,
    "why": why_broken,
}


def _narrowed(filters: AppealFilters) -> list[Condition]:
    found: list[Condition] = [
        _PLAIN[name] == value for name, value in filters.narrowed.items() if name in _PLAIN
    ]
    if filters.term:
        found.append(standing.in_([str(one) for one in STANDINGS[TermKept(filters.term)]]))
    if filters.took:
        found += _within(Span(filters.took))
    return found


def _within(span: Span) -> list[Condition]:
    """The conditions of one step; what is not answered yet is in none."""
    steps = list(SPAN_ENDS)
    place = steps.index(span)
    begins = SPAN_ENDS[steps[place - 1]] if place else 0
    ends = SPAN_ENDS[span]
    found: list[Condition] = [seconds_taken >= (begins or 0) * DAY] if begins else []
    if ends is not None:
        found.append(seconds_taken < ends * DAY)
    return found


ROWS = Listing(
    columns=COLUMNS,
    at=Appeal.registered_at,
    key=Appeal.id,
    about=lambda question: question.select_from(Appeal),
    narrowed=_narrowed,
)


def counts(filters: AppealFilters) -> Sequence[Any]:
    """How many appeals share kind, channel, category, term and reason: one reading for all."""
    each = ROWS.asked(
        filters,
        Appeal.kind.label("kind"),
        Appeal.channel.label("channel"),
        Appeal.category_code.label("category"),
        standing.label("term"),
        why_broken.label("why"),
    ).subquery()
    return db.session.execute(
        sa.select(*each.c, sa.func.count().label("times")).group_by(*each.c)
    ).all()


def hours_to_answers(filters: AppealFilters) -> list[tuple[int, int]]:
    """Whole hours from registration to the answer and how many took so long, rising."""
    each = ROWS.asked(filters, hours_taken.label("hours")).where(is_answered).subquery()
    hours = each.c.hours
    question = sa.select(hours, sa.func.count()).group_by(hours).order_by(hours)
    return [(int(row[0]), row[1]) for row in db.session.execute(question)]


def changes(filters: AppealFilters) -> bool:
    """Whether rows come and go while they are read: all but kind and channel may change."""
    return not filters.narrowed.keys() <= {"kind", "channel"}

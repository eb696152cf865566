"""Questions to the register of appeals: its rows, its counts, how long answers took."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from backoffice.appeals.models import Appeal
from backoffice.db import db
from backoffice.exports.elapsed import took_so_long
from backoffice.exports.listing import Condition, Listing
from backoffice.exports.took import Took
from backoffice.registers.appeals.columns import COLUMNS
from backoffice.registers.appeals.filters import AppealFilters
from backoffice.registers.appeals.terms import (
    hours_taken,
    is_answered,
    standing,
    why_broken,
)
from backoffice.rules.vocabulary.registers import STANDINGS, TermKept
from backoffice.rules.vocabulary.spans import Span

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
        found += took_so_long(hours_taken, Span(filters.took))
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


def time_to_answers(filters: AppealFilters) -> Took:
    """How long it took from registration to the answer that counts."""
    each = ROWS.asked(filters, hours_taken.label("hours")).where(is_answered).subquery()
    hours = each.c.hours
    question = sa.select(hours, sa.func.count()).group_by(hours)
    return Took({row[0]: row[1] for row in db.session.execute(question)})


def changes(filters: AppealFilters) -> bool:
    """Whether rows come and go while they are read: all but kind and channel may change."""
    return not filters.narrowed.keys() <= {"kind", "channel"}

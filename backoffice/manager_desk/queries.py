"""What the page counts by itself; what a list or a report counts is asked of it.

The number of statements does not grow with the number of appeals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from backoffice.appeals.models import Appeal
from backoffice.board.filters import OPEN_STATES, Due, due_span
from backoffice.db import db
from backoffice.disclosures.models import Disclosure
from backoffice.exports.elapsed import WholeHours
from backoffice.exports.period import Period
from backoffice.exports.took import Took
from backoffice.registers.appeals.terms import answered_at
from backoffice.rules.vocabulary.appeals import AppealState
from backoffice.web.due import soon_term

STATES = (*OPEN_STATES, AppealState.ANSWERED)  # closed cases wait for nobody


@dataclass(frozen=True)
class Standing:
    """How many appeals of one state and category there are now, and how they keep their term."""

    state: str
    category: str
    count: int
    overdue: int
    soon: int


def standing_now() -> list[Standing]:
    """Every appeal that is not closed, by state and category; one question (policy 4)."""
    t = Appeal.__table__.c
    is_open = t.state.in_(OPEN_STATES)
    rows = db.session.execute(
        sa.select(
            t.state,
            t.category_code,
            sa.func.count(),
            _times(is_open, *_due(Due.OVERDUE)),
            _times(is_open, *_due(Due.SOON)),
        )
        .where(t.state.in_(STATES))
        .group_by(t.state, t.category_code)
    )
    return [Standing(*row) for row in rows]


def _due(due: Due) -> tuple[sa.ColumnElement[bool], ...]:
    """The span of the board's own filter."""
    turn, moment = Appeal.__table__.c.turn_at, Appeal.due_at.type
    begins, ends = due_span(due, soon_term())
    return turn >= sa.literal(begins, moment), turn < sa.literal(ends, moment)


def _times(*conditions: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((sa.and_(*conditions), 1), else_=0)), 0)


def disclosures_in(periods: Sequence[Period]) -> list[int]:
    """How many disclosures each of these periods has: one question, each along the index."""
    counted = [
        sa.select(sa.func.count())
        .select_from(Disclosure)
        .where(*_within(Disclosure.at, period))
        .scalar_subquery()
        for period in periods
    ]
    return list(db.session.execute(sa.select(*counted)).one())


def time_to_disclose(period: Period) -> Took:
    """From registration to each disclosure of the period (policy 9)."""
    hours = WholeHours(Disclosure.at, Appeal.registered_at).label("hours")
    found = (
        sa.select(hours, sa.func.count())
        .select_from(Disclosure)
        .join(Appeal, Appeal.id == Disclosure.appeal_id)
        .where(*_within(Disclosure.at, period))
    )
    return Took({key or 0: times for key, times in _counted(found.group_by(hours)).items()})


def time_to_answer(period: Period) -> tuple[Took, int]:
    """From registration to the answer, of appeals registered in the period; and how many (4).

    The last answer of a closed appeal counts; what was taken up again is not answered yet.
    """
    hours = WholeHours(answered_at, Appeal.registered_at).label("hours")
    found = sa.select(hours, sa.func.count()).where(*_within(Appeal.registered_at, period))
    counted = _counted(found.group_by(hours))
    registered = sum(counted.values())
    return Took({key: times for key, times in counted.items() if key is not None}), registered


def _counted(query: sa.Select[*tuple[Any, ...]]) -> dict[int | None, int]:
    return {row[0]: row[1] for row in db.session.execute(query)}


def _within(moment: Any, period: Period) -> tuple[sa.ColumnElement[bool], ...]:
    return moment >= period.begins, moment < period.ends

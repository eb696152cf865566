"""Which corrected values have been kept long enough: all told, or the longest term over (5.5).

A blocked piece is left alone, and so is an appeal under a hold: both stand over this term.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import values_of
from backoffice.db import db
from backoffice.legal_terms.queries import ends_on, term
from backoffice.notices.models import Notice
from backoffice.notices.queries import notices_of
from backoffice.rules.terms import TermCode
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.third_parties.queries import working_calendar
from backoffice.vault.lineage import rows_of_version
from backoffice.vault.models import PersonalValue


@dataclass(frozen=True)
class DueValue:
    """A corrected value to be destroyed, with its copies, and why: "settled" or "term"."""

    value: PersonalValue
    rows: Sequence[PersonalValue]
    why: str


def superseded_due(today: date, *, held: Collection[int] = ()) -> Iterator[DueValue]:
    """Every corrected value that is to be destroyed by this day; `held` are appeals on hold."""
    waiting = sa.select(PersonalValue).where(
        PersonalValue.state == ValueState.SUPERSEDED, PersonalValue.recipient_copy.is_(False)
    )
    for value in db.session.scalars(waiting.order_by(PersonalValue.id)).all():
        due = why_due(value, today, held=held)
        if due is not None:
            yield due


def why_due(value: PersonalValue, today: date, *, held: Collection[int] = ()) -> DueValue | None:
    """Whether a corrected value is to be destroyed by this day, and why; None: it is kept."""
    values = values_of(value.appeal_id)
    piece = [row.state for row in values if row.lineage_id == value.lineage_id]
    if value.appeal_id in held or ValueState.BLOCKED in piece:
        return None
    rows = rows_of_version(value, values)
    if not _is_waited_for(rows, notices_of(value.appeal_id)):
        return DueValue(value, rows, "settled")
    corrected_on = clock.local(value.changed_at).date()
    if ends_on(TermCode.SUPERSEDED_KEEP, corrected_on) <= today:
        return DueValue(value, rows, "term")
    return None


def _is_waited_for(rows: Sequence[PersonalValue], notices: Sequence[Notice]) -> bool:
    """Whether a third party that got one of these rows has yet to answer a notice about it."""
    ids = {row.id for row in rows}
    return any(item.value_id in ids for one in notices if one.is_open for item in one.items)


def waiting_query(held: sa.Select[int]) -> sa.Select[*tuple[Any, ...]]:
    """Corrected values that wait for their end, with their appeals, corrected longest ago first."""
    other = aliased(PersonalValue)
    blocked = sa.exists().where(
        other.appeal_id == PersonalValue.appeal_id,
        other.lineage_id == PersonalValue.lineage_id,
        other.state == ValueState.BLOCKED,
    )
    return (
        sa.select(PersonalValue.changed_at, Appeal)
        .join(Appeal, Appeal.id == PersonalValue.appeal_id)
        .where(
            PersonalValue.state == sa.literal_column(f"'{ValueState.SUPERSEDED}'"),
            sa.not_(PersonalValue.recipient_copy),
            PersonalValue.appeal_id.not_in(held),
            ~blocked,
        )
        .order_by(PersonalValue.changed_at, PersonalValue.id)
    )


def last_ended_day(today: date) -> date:
    """The latest day of a correction whose longest term has ended by now (5.5)."""
    row, calendar, day = term(TermCode.SUPERSEDED_KEEP), working_calendar(), today
    while row.ends_on(day, calendar) > today:
        day -= timedelta(days=1)
    return day

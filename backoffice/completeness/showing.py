"""Rows of the queue as the page shows them: what, until when, and what this reader may do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from backoffice import clock
from backoffice.completeness.queries import Gap
from backoffice.keeping.queries import held_among
from backoffice.legal_terms.queries import term
from backoffice.rules.actions import Action
from backoffice.rules.calendar import WorkingCalendar
from backoffice.rules.terms import TermCode
from backoffice.web.due import CALM, LATE, SOON, DueMark
from backoffice.web.gate import may
from backoffice.web.labels.completeness import DOUBT_REASONS
from backoffice.web.labels.fields import FIELDS
from backoffice.web.language import show_date

_DEEDS: dict[Action, Any] = {
    Action.VALUE_CORRECT: _l("Correct"),
    Action.VALUE_CONFIRM: _l("Confirm as right"),
    Action.VALUE_DESTROY: _l("Destroy"),
}


@dataclass(frozen=True)
class Step:
    """One way out of a gap."""

    label: Any
    href: str


@dataclass(frozen=True)
class GapRow:
    """One line: no value, and nothing of the person but the number of the case."""

    number: str
    href: str
    category_code: str
    field: Any
    why: Any
    is_missing: bool
    since: date
    due: DueMark
    steps: tuple[Step, ...]


def gap_rows(gaps: Iterable[Gap], calendar: WorkingCalendar) -> list[GapRow]:
    """The lines of a page, for this reader, in the order given."""
    row, today, gaps = term(TermCode.DATA_COMPLETE), clock.today(), list(gaps)
    held = held_among({gap.appeal_id for gap in gaps})
    return [
        _row(
            gap,
            row.ends_on(clock.local(gap.since).date(), calendar),
            today,
            is_held=gap.appeal_id in held,
        )
        for gap in gaps
    ]


def _row(gap: Gap, due_on: date, today: date, *, is_held: bool) -> GapRow:
    return GapRow(
        number=gap.number,
        href=url_for("casefile.show", number=gap.number) if may(Action.CASE_VIEW, gap) else "",
        category_code=gap.category_code,
        field=FIELDS[gap.field],
        why=DOUBT_REASONS.get(gap.reason, ""),
        is_missing=not gap.value_id,
        since=clock.local(gap.since).date(),
        due=_mark(due_on, today),
        steps=tuple(_steps(gap, is_held=is_held)),
    )


def _mark(due_on: date, today: date) -> DueMark:
    """Overdue is said by shape and words, not by colour alone."""
    if due_on < today:
        return DueMark(LATE, str(due_on), _("overdue since %(moment)s", moment=show_date(due_on)))
    tone = SOON if due_on == today else CALM
    return DueMark(tone, str(due_on), _("until %(date)s", date=show_date(due_on)))


def _steps(gap: Gap, *, is_held: bool) -> Iterator[Step]:
    if not gap.value_id:
        if may(Action.VALUE_SUPPLEMENT, gap):
            href = url_for("data_rights.supplement", number=gap.number, field=gap.field)
            yield Step(_("Supplement"), href)
        return
    for action, label in _DEEDS.items():
        if may(action, gap) and not (is_held and action is Action.VALUE_DESTROY):
            deed = action.value.rpartition(".")[2]
            yield Step(label, _of_value(gap, deed))


def _of_value(gap: Gap, deed: str) -> str:
    return url_for("data_rights.value", number=gap.number, value_id=gap.value_id, deed=deed)

"""The head of a case: its deadline in words, and how far it has come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from backoffice import clock
from backoffice.casefile.queries import CaseRecord
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.appeals import AppealState, Urgency
from backoffice.web.due import LATE, DueMark, DueMarks
from backoffice.web.labels.appeals import APPEAL_STATES, CHANNELS
from backoffice.web.language import name_of, show_date, show_moment

STATE_TONES = {
    AppealState.NEW: "info",
    AppealState.ANSWERED: "ok",
    AppealState.CLOSED: "mute",
}
_PATH = tuple(AppealState)


@dataclass(frozen=True)
class Step:
    """One step of the bar: done, now or still to come, with moment and person."""

    label: Any
    state: str
    note: str


def due_mark(record: CaseRecord) -> DueMark | None:
    """Until when an answer is owed and how many working days are left; None when none is."""
    appeal = record.appeal
    if not appeal.is_open:
        return None
    mark = DueMarks().of(appeal.state, appeal.due_at)
    return mark._replace(label=_due_words(record, mark.tone))


def steps(record: CaseRecord) -> list[Step]:
    """The way of the case from registration to closing, with what is known of each step."""
    here = _PATH.index(AppealState(record.appeal.state))
    return [
        Step(_label(state), _progress(place, here) if note or place >= here else "", note)
        for place, (state, note) in enumerate(zip(_PATH, _notes(record), strict=True))
    ]


def _due_words(record: CaseRecord, tone: str) -> str:
    due, now = record.appeal.due_at, clock.now()
    if tone == LATE:
        return _("overdue since %(moment)s", moment=show_moment(due))
    if record.appeal.urgency == Urgency.URGENT:
        hours = int((due - now).total_seconds() // 3600)
        return ngettext(
            "due %(moment)s · %(num)s hour left",
            "due %(moment)s · %(num)s hours left",
            hours,
            moment=show_moment(due),
        )
    days = record.calendar.working_days_between(clock.today(), clock.local(due).date())
    return ngettext(
        "due %(date)s · %(num)s working day left",
        "due %(date)s · %(num)s working days left",
        days,
        date=show_date(due),
    )


def _label(state: AppealState) -> Any:
    return _("Registered") if state is AppealState.NEW else APPEAL_STATES[state]


def _progress(place: int, here: int) -> str:
    if place < here or here == len(_PATH) - 1:
        return "done"
    return "now" if place == here else ""


def _notes(record: CaseRecord) -> Iterator[str]:
    """What stands under each step, in the order of the states; of a step left out, nothing."""
    appeal = record.appeal
    is_taken = record.taken_at is not None or appeal.state == AppealState.IN_WORK
    assignee = appeal.assignee.display_name if appeal.assignee and is_taken else ""
    given = record.disclosures[0] if record.disclosures else None
    answers = [value.created_at for value in record.values if value.field == Field.ANSWER]
    yield _joined(appeal.registered_at, str(CHANNELS.get(appeal.channel, appeal.channel)))
    yield _joined(record.taken_at, assignee)
    yield _joined(given.at if given else None, name_of(given.third_party) if given else "")
    yield show_moment(answers[-1]) if answers and not appeal.is_open else ""
    yield show_moment(appeal.state_at) if appeal.state == AppealState.CLOSED else ""


def _joined(moment: datetime | None, more: str) -> str:
    return " · ".join(part for part in (show_moment(moment), more) if part)

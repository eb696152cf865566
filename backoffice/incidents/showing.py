"""Incidents as pages show them: the clock in words, the steps, how its facts were known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from backoffice.incidents.actions import DEEDS
from backoffice.incidents.deadlines import Deadlines, Duty
from backoffice.incidents.models import Incident, IncidentFacts
from backoffice.rules.actions import Action
from backoffice.rules.lifecycle import INCIDENT_LIFECYCLE, actions_from
from backoffice.rules.vocabulary.incidents import IncidentState
from backoffice.web.due import CALM, DONE, LATE, SOON, DueMark
from backoffice.web.gate import may
from backoffice.web.labels.incidents import INCIDENT_KINDS, INCIDENT_STATES, MEASURES
from backoffice.web.labels.terms import TERMS
from backoffice.web.language import show_date, show_moment

STEPS: dict[Action, Any] = {
    Action.INCIDENT_NOTIFY: _l("Note the notice to the authorised body"),
    Action.INCIDENT_HAND_OVER: _l("Note that the list was handed over"),
    Action.INCIDENT_TELL: _l("Note that the subjects were told"),
    Action.INCIDENT_CLOSE: _l("Close the incident"),
}
MEANINGS: dict[Action, Any] = {
    Action.INCIDENT_NOTIFY: _l(
        "The notice names the responsible person, the measures taken and the subjects concerned."
    ),
    Action.INCIDENT_HAND_OVER: _l(
        "The list of subjects was given to the authorised body, through which they are told."
    ),
    Action.INCIDENT_TELL: _l("The subjects on the list know of the breach from this moment."),
    Action.INCIDENT_CLOSE: _l("A closed incident cannot be changed or opened again."),
}


@dataclass(frozen=True)
class DutyLine:
    """One duty of the law: its name, its last day, and how it stands in words."""

    label: Any
    due_on: str
    mark: DueMark


@dataclass(frozen=True)
class IncidentRow:
    """One line of the register."""

    ref: str
    kind: Any
    detected_at: datetime
    state: Any
    is_open: bool
    cases: int
    marks: tuple[DueMark, ...]


def rows_of(incidents: Sequence[Incident], counts: dict[int, int]) -> list[IncidentRow]:
    """The lines of the register, in the order given."""
    deadlines = Deadlines()
    return [_row(one, counts.get(one.id, 0), deadlines) for one in incidents]


def duty_lines(incident: Incident, cases: int) -> list[DutyLine]:
    """What the law asks, with the clock (2.19, 2.20)."""
    deadlines = Deadlines()
    return [
        DutyLine(TERMS[duty.term], show_date(duty.due_on), mark_of(duty, deadlines))
        for duty in deadlines.duties_of(incident, cases)
    ]


def mark_of(duty: Duty, deadlines: Deadlines) -> DueMark:
    """A duty as a tag: late ones are red and say for how long."""
    at, left = duty.due_on.isoformat(), (duty.due_on - deadlines.today).days
    if duty.is_void:
        return DueMark(CALM, at, _("not needed"))
    if duty.done_at is not None:
        if duty.is_met_late:
            return DueMark(LATE, at, _("done late, %(at)s", at=show_moment(duty.done_at)))
        return DueMark(DONE, at, _("done in time, %(at)s", at=show_moment(duty.done_at)))
    if left < 0:
        return DueMark(LATE, at, ngettext("%(num)d day over", "%(num)d days over", -left))
    if left == 0:
        return DueMark(SOON, at, _("the last day is today"))
    return DueMark(CALM, at, _("until %(day)s", day=show_date(duty.due_on)))


def next_steps(incident: Incident) -> Iterator[tuple[str, Any]]:
    """What this reader may note next: where, and in which words."""
    possible = set(actions_from(INCIDENT_LIFECYCLE, incident.state))
    for word, (action, _do) in DEEDS.items():
        if action in possible and may(action):
            yield url_for("incidents.advance", ref=incident.id, deed=word), STEPS[action]


def measures_in(known: IncidentFacts) -> str:
    """The measures taken, in words."""
    return ", ".join(str(MEASURES.get(code, code)) for code in known.measure_codes)


def _row(incident: Incident, cases: int, deadlines: Deadlines) -> IncidentRow:
    duties = deadlines.duties_of(incident, cases)
    return IncidentRow(
        ref=incident.ref,
        kind=INCIDENT_KINDS[incident.known.kind],
        detected_at=incident.known.detected_at,
        state=INCIDENT_STATES[incident.state],
        is_open=incident.is_open,
        cases=cases,
        marks=tuple(mark_of(duty, deadlines) for duty in duties),
    )


def was_changed_after_list(incident: Incident, is_changed: bool) -> bool:
    """Whether the list that was handed over is not the list of today."""
    return incident.is_open and incident.first(IncidentState.LISTED) is not None and is_changed

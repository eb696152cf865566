"""Recording an incident, correcting it, listing the cases, and the steps the law asks (2.19)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from backoffice import clock
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import Refusal
from backoffice.db import db
from backoffice.incidents.models import (
    Incident,
    IncidentCase,
    IncidentCaseEnd,
    IncidentEvent,
    IncidentFacts,
)
from backoffice.incidents.queries import changed_since, count_cases, listed_appeals, listed_cases
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.incidents import (
    CaseSource,
    IncidentKind,
    IncidentOutcome,
    IncidentState,
)

_MINUTE = timedelta(minutes=1)  # people give minutes


@dataclass(frozen=True)
class Facts:
    """What is known of an incident; moments that are not known are left out."""

    kind: str
    found_how: str
    detected_at: datetime
    happened_from: datetime | None = None
    happened_until: datetime | None = None
    measures: Sequence[str] = ()
    reference: str = ""


@perform(Action.INCIDENT_OPEN)
def open_incident(nothing: None, /, *, by: Actor, facts: Facts) -> Incident:
    """Write down a breach; its terms run from the moment it was found (2.19)."""
    _refuse_impossible(facts, Action.INCIDENT_OPEN)
    now = clock.now()
    incident = Incident(by_id=by.id, at=now)
    incident.events.append(
        IncidentEvent(
            state=IncidentState.OPEN, cases=0, at=facts.detected_at, recorded_at=now, by_id=by.id
        )
    )
    incident.facts.append(_facts_row(facts, by, no=1))
    db.session.add(incident)
    db.session.flush()
    current_deed().note(about=incident, reason=IncidentKind(facts.kind))
    return incident


@perform(Action.INCIDENT_CORRECT)
def correct_incident(incident: Incident, /, *, by: Actor, facts: Facts) -> Incident:
    """Write down what is known now; what was known before stays (2.19)."""
    _refuse_impossible(facts, Action.INCIDENT_CORRECT)
    steps = incident.events[1:]
    if steps and facts.detected_at >= steps[0].at + timedelta(minutes=1):
        raise Refusal("incident.after-step", Action.INCIDENT_CORRECT)
    no = incident.version + 1
    incident.facts.append(_facts_row(facts, by, no=no))
    current_deed().note(reason=IncidentKind(facts.kind), detail=f"facts={no}")
    return incident


@perform(Action.INCIDENT_CASE_ADD)
def add_incident_cases(
    incident: Incident,
    /,
    *,
    by: Actor,
    appeal_ids: Collection[int],
    source: CaseSource,
    told: str = "",
) -> int:
    """List cases the incident concerns, and say how they were found; how many are new (2.20)."""
    new = sorted(set(appeal_ids) - listed_appeals(incident.id))
    if not new:
        raise Refusal("incident.no-cases", Action.INCIDENT_CASE_ADD)
    facts = {"incident_id": incident.id, "source": source, "by_id": by.id, "at": clock.now()}
    db.session.add_all(IncidentCase(appeal_id=appeal_id, **facts) for appeal_id in new)
    current_deed().note(reason=source, detail=f"cases={len(new)}")
    current_deed().note(detail=told)
    return len(new)


@perform(Action.INCIDENT_CASE_DROP)
def drop_incident_cases(incident: Incident, /, *, by: Actor, appeal_ids: Collection[int]) -> int:
    """Take cases out that were listed by mistake; the rows stay, with who did it and when."""
    rows = listed_cases(incident.id, set(appeal_ids))
    if not rows:
        raise Refusal("incident.no-cases", Action.INCIDENT_CASE_DROP)
    at = clock.now()
    db.session.add_all(IncidentCaseEnd(case_id=row, by_id=by.id, at=at) for row in rows)
    current_deed().note(detail=f"cases={len(rows)}")
    return len(rows)


@perform(Action.INCIDENT_NOTIFY)
def notify_incident(incident: Incident, /, *, by: Actor, at: datetime, reference: str) -> Incident:
    """The authorised body was told, with the measures taken (2.19)."""
    return _come_on(incident, by, at, reference=reference)


@perform(Action.INCIDENT_HAND_OVER)
def hand_over_incident(
    incident: Incident, /, *, by: Actor, at: datetime, reference: str
) -> Incident:
    """The list of subjects went to the authorised body, which tells them (2.20)."""
    if not count_cases(incident.id):
        raise Refusal("incident.list-empty", Action.INCIDENT_HAND_OVER)
    return _come_on(incident, by, at, reference=reference)


@perform(Action.INCIDENT_TELL)
def tell_incident(incident: Incident, /, *, by: Actor, at: datetime, reference: str) -> Incident:
    """The subjects on the list were told (2.20)."""
    if changed_since(incident, IncidentState.LISTED):
        raise Refusal("incident.not-listed", Action.INCIDENT_TELL)
    return _come_on(incident, by, at, reference=reference)


@perform(Action.INCIDENT_CLOSE)
def close_incident(
    incident: Incident, /, *, by: Actor, at: datetime, reference: str, outcome: str
) -> Incident:
    """End an incident: not before the law was obeyed, unless it was none at all (2.19, 2.20)."""
    if outcome != IncidentOutcome.NOT_CONFIRMED:
        if incident.first(IncidentState.NOTIFIED) is None:
            raise Refusal("incident.not-notified", Action.INCIDENT_CLOSE)
        if count_cases(incident.id) and changed_since(incident, IncidentState.LISTED):
            raise Refusal("incident.not-listed", Action.INCIDENT_CLOSE)
    return _come_on(incident, by, at, reference=reference, outcome=IncidentOutcome(outcome))


# The steps by the word in their address.
DEEDS: Mapping[str, tuple[Action, Callable[..., Any]]] = {
    "notify": (Action.INCIDENT_NOTIFY, notify_incident),
    "hand-over": (Action.INCIDENT_HAND_OVER, hand_over_incident),
    "tell": (Action.INCIDENT_TELL, tell_incident),
    "close": (Action.INCIDENT_CLOSE, close_incident),
}


def _facts_row(facts: Facts, by: Actor, *, no: int) -> IncidentFacts:
    told = {**asdict(facts), "measures": ",".join(facts.measures)}
    told["reference"] = facts.reference.strip()
    return IncidentFacts(no=no, by_id=by.id, at=clock.now(), **told)


def _refuse_impossible(facts: Facts, action: Action) -> None:
    """Raises Refusal for moments that cannot be."""
    began, ended, now = facts.happened_from, facts.happened_until, clock.now()
    if facts.detected_at > now or (ended is not None and ended > now):
        raise Refusal("incident.future", action)
    if began is not None and began > facts.detected_at:
        raise Refusal("incident.after-detection", action)
    if began is not None and ended is not None and ended < began:
        raise Refusal("incident.order", action)


def _come_on(
    incident: Incident, by: Actor, at: datetime, *, reference: str, outcome: str = ""
) -> Incident:
    """Add the state as a new row: when it happened, and when it was written down."""
    deed, last, now = current_deed(), incident.events[-1], clock.now()
    if at > now:
        raise Refusal("incident.future", deed.action)
    if at + _MINUTE <= incident.known.detected_at:
        raise Refusal("incident.before-detection", deed.action)
    if last.state != IncidentState.OPEN and at + _MINUTE <= last.at:
        raise Refusal("incident.too-early", deed.action)
    state, cases = str(deed.next_state), count_cases(incident.id)
    deed.note(reason=outcome, detail=f"{last.state}>{state};cases={cases}")
    incident.events.append(
        IncidentEvent(
            state=state,
            reference=reference.strip(),
            outcome=outcome,
            cases=cases,
            at=max(at, incident.known.detected_at),
            recorded_at=now,
            by_id=by.id,
        )
    )
    return incident

"""The one-working-day clock of an incident: what is due when, and whether it came in time.

The day of detection is day 0; both terms are counted from it (2.19, 2.20).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from backoffice import clock
from backoffice.incidents.models import Incident
from backoffice.legal_terms.queries import ends_on
from backoffice.rules.terms import TermCode
from backoffice.rules.vocabulary.incidents import IncidentOutcome, IncidentState

DUTIES = (
    (TermCode.INCIDENT_NOTIFY, IncidentState.NOTIFIED),
    (TermCode.INCIDENT_TELL_SUBJECTS, IncidentState.LISTED),
)


@dataclass(frozen=True)
class Duty:
    """One thing the law asks after an incident: by when, and when it was done."""

    term: TermCode
    due_on: date
    done_at: datetime | None
    is_void: bool  # nothing has to be done: not confirmed, or nobody's data

    @property
    def is_met_late(self) -> bool:
        """Whether it was done after its last day."""
        return self.done_at is not None and clock.local(self.done_at).date() > self.due_on


@dataclass
class Deadlines:
    """Terms of one page: each is looked up once for each day of detection."""

    today: date = field(default_factory=clock.today)
    _ends: dict[tuple[TermCode, date], date] = field(default_factory=dict)

    def duties_of(self, incident: Incident, cases: int) -> Iterator[Duty]:
        """What had to be done about an incident that concerns so many cases."""
        is_nothing = incident.events[-1].outcome == IncidentOutcome.NOT_CONFIRMED
        detected = clock.local(incident.known.detected_at).date()
        for term, state in DUTIES:
            event = incident.first(state)
            is_void = is_nothing or (
                state == IncidentState.LISTED and self._is_empty(incident, cases)
            )
            is_owed_again = state == IncidentState.LISTED and self._is_other_list(incident, cases)
            done_at = event.at if event and not is_owed_again else None
            yield Duty(term, self._end(term, detected), done_at, is_void)

    def is_overdue(self, incident: Incident, cases: int) -> bool:
        """Whether a term has ended and what it asks was not done."""
        return any(self.is_late(duty) for duty in self.duties_of(incident, cases))

    def is_late(self, duty: Duty) -> bool:
        """Whether this is not done although its last day has passed."""
        return not duty.is_void and duty.done_at is None and duty.due_on < self.today

    def _is_empty(self, incident: Incident, cases: int) -> bool:
        """Nobody's data: known only once the incident is closed."""
        return not cases and not incident.is_open

    def _is_other_list(self, incident: Incident, cases: int) -> bool:
        """The list that was handed over is not the list of today: it has to go again."""
        handed = incident.last(IncidentState.LISTED)
        return incident.is_open and handed is not None and handed.cases != cases

    def _end(self, term: TermCode, detected: date) -> date:
        key = (term, detected)
        if key not in self._ends:
            self._ends[key] = ends_on(term, detected)
        return self._ends[key]

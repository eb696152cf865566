"""Since when an unanswered notice is late, and since when it is the manager's (issue 3, 5).

Computed from the terms each time it is asked, so a change of a term holds at once.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime, time

from backoffice import clock
from backoffice.legal_terms.queries import terms_in_force
from backoffice.notices.models import Notice
from backoffice.rules.calendar import WorkingCalendar
from backoffice.rules.terms import TermCode, TermRow

_LONGEST = 40_000  # days: more than the longest term that can be set


@dataclass(frozen=True)
class Chase:
    """Days of today: what last moved before `late_before` is late; opened before the other, the
    manager's."""

    late_before: datetime
    escalated_before: datetime

    def is_late(self, notice: Notice) -> bool:
        """Whether nothing has come of it for longer than the term of reminding."""
        return notice.is_open and notice.events[-1].at < self.late_before

    def is_escalated(self, notice: Notice) -> bool:
        """Whether it is open for so long that it is the manager's concern."""
        return notice.is_open and notice.opened_at < self.escalated_before


def chase_on(day: date, calendar: WorkingCalendar) -> Chase:
    """The two limits on a day, by the terms in force on it."""
    terms = terms_in_force(day)
    late, escalated = (
        _first_running(terms[code].row, day, calendar)
        for code in (TermCode.NOTICE_CHASE, TermCode.NOTICE_ESCALATE)
    )
    return Chase(_midnight(late), _midnight(escalated))


def _first_running(row: TermRow, today: date, calendar: WorkingCalendar) -> date:
    """The earliest day a term could have begun on and not be over today."""
    days = range(today.toordinal() - _LONGEST, today.toordinal() + 1)
    place = bisect_left(
        days, today, key=lambda ordinal: row.ends_on(date.fromordinal(ordinal), calendar)
    )
    return date.fromordinal(days[place])


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.ALMATY)

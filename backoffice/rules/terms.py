"""The terms the law and the Centre set: how long, from which article, by which source (R-2.0).

These are the values an installation starts with. Each can be changed, with its source, by the
privacy officer: a number recalled and not read in a text must never be fixed in code.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from backoffice.rules.calendar import WorkingCalendar


class TermCode(StrEnum):
    """NOUN_VERB of what has to happen within the term."""

    REQUEST_ACCESS = "request.access"
    REQUEST_CORRECT = "request.correct"
    REQUEST_SUPPLEMENT = "request.supplement"
    REQUEST_BLOCK = "request.block"
    REQUEST_UNBLOCK = "request.unblock"
    REQUEST_DESTROY = "request.destroy"
    REQUEST_WITHDRAW = "request.withdraw"
    REQUEST_OBJECT = "request.object"
    NOTICE_CHASE = "notice.chase"
    NOTICE_ESCALATE = "notice.escalate"
    SUPERSEDED_KEEP = "superseded.keep"
    INCIDENT_NOTIFY = "incident.notify"
    INCIDENT_TELL_SUBJECTS = "incident.tell-subjects"
    DATA_COMPLETE = "data.complete"
    DATA_DESTROY = "data.destroy"
    UNDERTAKING_RENEW = "undertaking.renew"


class TermUnit(StrEnum):
    """What a term is counted in."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True)
class TermRow:
    """One term: its length, the article it rests on, the act that says so (none: ours)."""

    value: int
    unit: TermUnit
    article: str
    source: str

    def ends_on(self, start: date, calendar: WorkingCalendar) -> date:
        """The last day of the term when `start` is day 0."""
        if self.unit is TermUnit.WORKING_DAYS:
            return calendar.add_working_days(start, self.value)
        if self.unit is TermUnit.DAYS:
            return start + timedelta(days=self.value)
        return months_after(start, self.value)


def months_after(start: date, months: int) -> date:
    """The same day so many months on; the last of the month where there is no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return date(year, month + 1, min(start.day, last))


_LAW, _OURS = "№ 94-V", ""  # no source: the Centre set it itself
_WORKING, _DAYS, _MONTHS = TermUnit.WORKING_DAYS, TermUnit.DAYS, TermUnit.MONTHS

TERMS: Mapping[TermCode, TermRow] = MappingProxyType(
    {
        TermCode.REQUEST_ACCESS: TermRow(3, _WORKING, "24(1), 25(2)", _LAW),
        TermCode.REQUEST_CORRECT: TermRow(1, _WORKING, "25(2)", _LAW),
        TermCode.REQUEST_SUPPLEMENT: TermRow(1, _WORKING, "25(2)", _LAW),
        TermCode.REQUEST_BLOCK: TermRow(1, _WORKING, "25(2)", _LAW),
        TermCode.REQUEST_UNBLOCK: TermRow(1, _WORKING, "25(2)", _LAW),
        TermCode.REQUEST_DESTROY: TermRow(1, _WORKING, "25(2)", _LAW),
        TermCode.REQUEST_WITHDRAW: TermRow(1, _WORKING, "8, 24", _OURS),
        TermCode.REQUEST_OBJECT: TermRow(1, _WORKING, "25(2)", _OURS),
        TermCode.NOTICE_CHASE: TermRow(3, _WORKING, "", _OURS),
        TermCode.NOTICE_ESCALATE: TermRow(10, _WORKING, "", _OURS),
        TermCode.SUPERSEDED_KEEP: TermRow(90, _DAYS, "", _OURS),
        TermCode.INCIDENT_NOTIFY: TermRow(1, _WORKING, "25", _LAW),
        TermCode.INCIDENT_TELL_SUBJECTS: TermRow(1, _WORKING, "", "481/НҚ"),
        TermCode.DATA_COMPLETE: TermRow(10, _WORKING, "", _OURS),
        TermCode.DATA_DESTROY: TermRow(1, _DAYS, "18", "395/НҚ"),
        TermCode.UNDERTAKING_RENEW: TermRow(12, _MONTHS, "11", _OURS),
    }
)

"""How long the Centre has, by the urgency of a category (policy 4; Code 350-VI, article 76).

The day of receipt is day 0. Times are kept in UTC and counted in the city's own time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from backoffice.rules.calendar import WorkingCalendar
from backoffice.rules.vocabulary.appeals import Urgency

CITY_TIME = ZoneInfo("Asia/Almaty")
END_OF_DAY = time(23, 59, 59)


@dataclass(frozen=True)
class ClockTerm:
    """A term that runs day and night."""

    hours: int


@dataclass(frozen=True)
class WorkingTerm:
    """A term that runs on working days and ends with the last of them."""

    working_days: int


Term = ClockTerm | WorkingTerm

TERMS: Mapping[str, Term] = MappingProxyType(
    {
        Urgency.URGENT: ClockTerm(hours=24),
        Urgency.OPERATIVE: WorkingTerm(working_days=3),
        Urgency.STANDARD: WorkingTerm(working_days=15),
    }
)


def deadline(
    urgency: str,
    received_at_utc: datetime,
    calendar: WorkingCalendar,
    terms: Mapping[str, Term] = TERMS,
) -> datetime:
    """Say until when an appeal must be answered; an installation may bring its own terms."""
    if received_at_utc.tzinfo is None:
        raise ValueError("the moment of receipt must carry its time zone")
    term = terms[urgency]
    if isinstance(term, ClockTerm):
        return received_at_utc.astimezone(UTC) + timedelta(hours=term.hours)
    return working_days_deadline(received_at_utc, term.working_days, calendar)


def working_days_deadline(
    received_at_utc: datetime, working_days: int, calendar: WorkingCalendar
) -> datetime:
    """Give the last second of a due day, counted from the city's date of receipt."""
    received_on = received_at_utc.astimezone(CITY_TIME).date()
    due_on = calendar.add_working_days(received_on, working_days)
    return datetime.combine(due_on, END_OF_DAY, CITY_TIME).astimezone(UTC)

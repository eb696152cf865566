"""The working calendar: Monday to Friday without holidays and moved days off (policy 4).

The days themselves are data: the Government moves them, an administrator edits them.
"""

from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class WorkingCalendar:
    """Weekdays off and weekend days worked; every other day follows the week."""

    days_off: frozenset[date]
    working_days: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Tell whether the offices work on this day."""
        if day in self.working_days:
            return True
        return day.weekday() < SATURDAY and day not in self.days_off

    def add_working_days(self, start: date, count: int) -> date:
        """Count working days on from a day; the day itself is day 0, working or not."""
        if count < 0:
            raise ValueError("a term cannot run backwards")
        day = start
        while count:
            day += ONE_DAY
            count -= self.is_working(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and with `end`; negative if it is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        days = (start + ONE_DAY * step for step in range(1, (end - start).days + 1))
        return sum(self.is_working(day) for day in days)

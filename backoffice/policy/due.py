"""When the policy is to be reviewed again (policy 12; R-12.1)."""

from dataclasses import dataclass
from datetime import date, timedelta

WARNED_BEFORE = timedelta(days=30)


@dataclass(frozen=True)
class ReviewDue:
    """The day of the next review, the last one, and whether a change of the law calls for it."""

    on: date
    last: date | None = None
    by_law: bool = False

    def tone_on(self, today: date) -> str:
        """`bad` once the day has passed, `warn` from 30 days before, "" while there is time.

        A change of the law is told from the moment it is noted.
        """
        if today > self.on:
            return "bad"
        return "warn" if self.by_law or self.on - today <= WARNED_BEFORE else ""


def review_due(last: date | None, *, begun: date, law_from: date | None) -> ReviewDue:
    """A year after the last review or the first publication, or when a new law comes sooner."""
    yearly = year_after(last or begun)
    if law_from is not None and law_from <= yearly:
        return ReviewDue(law_from, last, by_law=True)
    return ReviewDue(yearly, last)


def year_after(day: date) -> date:
    """The same day of the next year; the 28th for a leap day."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if is_leap_day else day.day)

"""The days a report speaks of: presets, their moments in Astana time, and how they read."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from babel.dates import format_date

from backoffice import clock

EARLIEST = date(2000, 1, 1)
LATEST = date(2099, 12, 31)

# Pattern of the year a date may need, per language: CLDR's short forms are not used (trust 9).
_WITH_YEAR = {"kk": "y 'ж.' d MMMM", "ru": "d MMMM y 'г.'", "en": "d MMM y"}
_WITHOUT_YEAR = {"kk": "d MMMM", "ru": "d MMMM", "en": "d MMM"}


class Preset(StrEnum):
    """A period people ask for by name."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    LAST_MONTH = "last-month"
    LAST_QUARTER = "last-quarter"


_BEFORE = {Preset.LAST_MONTH: Preset.MONTH, Preset.LAST_QUARTER: Preset.QUARTER}


@dataclass(frozen=True)
class Period:
    """Whole days, both ends included."""

    first: date
    last: date

    @property
    def begins(self) -> datetime:
        """The first moment of the first day in Astana."""
        return _midnight(self.first)

    @property
    def ends(self) -> datetime:
        """The first moment after the last day in Astana."""
        return _midnight(self.last + timedelta(days=1))


def period_of(preset: Preset, today: date) -> Period:
    """The calendar day, week, month, quarter or year that `today` stands in, or the one before."""
    if preset in _BEFORE:
        this = period_of(_BEFORE[preset], today)
        return period_of(_BEFORE[preset], this.first - timedelta(days=1))
    if preset is Preset.TODAY:
        return Period(today, today)
    if preset is Preset.WEEK:
        monday = today - timedelta(days=today.weekday())
        return Period(monday, monday + timedelta(days=6))
    if preset is Preset.YEAR:
        return Period(date(today.year, 1, 1), date(today.year, 12, 31))
    if preset is Preset.QUARTER:
        opening = (today.month - 1) // 3 * 3 + 1
        return _months(today.year, opening, opening + 2)
    return _months(today.year, today.month, today.month)


def months_of(period: Period) -> list[Period]:
    """The calendar months a period touches, cut to it, in their order."""
    found, first = [], period.first
    while first <= period.last:
        whole = period_of(Preset.MONTH, first)
        found.append(Period(first, min(whole.last, period.last)))
        first = whole.last + timedelta(days=1)
    return found


def named(period: Period, today: date) -> Preset | None:
    """The preset that means these days today; None for days of one's own."""
    return next((preset for preset in Preset if period_of(preset, today) == period), None)


def ends_in_words(period: Period, language: str) -> tuple[str, str]:
    """First and last day as people write them; the year is said once when it is the same."""
    same_year = period.first.year == period.last.year
    year_first = language == "kk"
    first_has_year = year_first or not same_year
    last_has_year = not year_first or not same_year
    return (
        day_in_words(period.first, language, with_year=first_has_year),
        day_in_words(period.last, language, with_year=last_has_year),
    )


def day_in_words(day: date, language: str, *, with_year: bool = True) -> str:
    """One day as people write it in a heading."""
    patterns = _WITH_YEAR if with_year else _WITHOUT_YEAR
    return str(format_date(day, patterns[language], locale=language))


def _months(year: int, opening: int, closing: int) -> Period:
    return Period(date(year, opening, 1), date(year, closing, monthrange(year, closing)[1]))


def midnight_after(moment: datetime, *, days: int = 0) -> datetime:
    """The end of the day in Astana that lies so many days after this moment."""
    return _midnight(clock.local(moment).date() + timedelta(days=days + 1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.ALMATY).astimezone(UTC)

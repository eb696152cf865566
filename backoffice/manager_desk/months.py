"""The twelve months a manager compares: whole calendar months of the city."""

from collections.abc import Sequence
from datetime import date, timedelta

from babel.dates import format_date

from backoffice.exports.period import EARLIEST, LATEST, Period, Preset, period_of

MONTHS = 12


def last_months(until: date) -> Sequence[Period]:
    """The month of this day and the eleven before it, oldest first."""
    found: list[Period] = []
    day = until
    while len(found) < MONTHS and EARLIEST <= day <= LATEST:
        month = period_of(Preset.MONTH, day)
        found.insert(0, month)
        day = month.first - timedelta(days=1)
    return found


def short_name(month: Period, language: str) -> str:
    """The name of a month where there is little room."""
    return str(format_date(month.first, "LLL", locale=language)).rstrip(".")


def full_name(month: Period, language: str) -> str:
    """A month and its year, as a heading names them."""
    pattern = {"kk": "y 'ж.' LLLL", "ru": "LLLL y 'г.'"}.get(language, "LLLL y")
    name = str(format_date(month.first, pattern, locale=language))
    return name if language == "en" else name.lower()  # only English writes months large

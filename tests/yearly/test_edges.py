"""A year of the summary is the year of clocks in Astana, to the minute, for each number (12)."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from backoffice import clock
from backoffice.yearly.summary import sections, year_of
from tests.given import Given
from tests.yearly.edges import ONCE, happens

# Midnight of the New Year in Astana is 19:00 of the day before in UTC.
AROUND = {
    2025: datetime(2025, 12, 31, 18, 59, tzinfo=UTC),
    2026: datetime(2025, 12, 31, 19, 0, tzinfo=UTC),
}
AT_THE_END = {
    2026: datetime(2026, 12, 31, 18, 59, tzinfo=UTC),
    2027: datetime(2026, 12, 31, 19, 0, tzinfo=UTC),
}
READ = datetime(2027, 1, 20, 5, 0, tzinfo=UTC)


def told(app: Flask, year: int) -> dict[str, int]:
    """Every number of a year by its code."""
    with clock.running_at(lambda: READ), app.test_request_context():
        found = sections(year_of(year, "en"))
        return {one.code: one.count for part in found for one in part.numbers}


@pytest.mark.parametrize("moments", [AROUND, AT_THE_END], ids=["beginning", "end"])
def test_each_number_counts_the_minutes_of_its_own_year(app: Flask, given: Given, moments):
    for moment in moments.values():
        before = {year: told(app, year) for year in moments}
        happens(given, moment)
        own = clock.local(moment).year
        for year, numbers in before.items():
            now = told(app, year)
            grown = {code: now.get(code, 0) - numbers.get(code, 0) for code in ONCE}
            assert grown == (ONCE if year == own else dict.fromkeys(ONCE, 0)), (moment, year)

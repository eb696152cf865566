"""The term of an appeal runs by its urgency, in the city's own time (policy 4, R-3.9)."""

import csv
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from backoffice.rules.calendar import WorkingCalendar
from backoffice.rules.deadlines import CITY_TIME, TERMS, WorkingTerm, deadline
from backoffice.rules.vocabulary.appeals import Urgency

VECTORS = Path(__file__).parent / "vectors" / "working_days_vectors.csv"
CATALOGUE = Path(__file__).parents[2] / "backoffice" / "catalogues" / "calendar.csv"


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CALENDAR = WorkingCalendar(
    frozenset(date.fromisoformat(row["date"]) for row in read_rows(CATALOGUE))
)


def local(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=CITY_TIME)


def test_the_three_terms_are_these() -> None:
    assert set(TERMS) == set(Urgency) == {"urgent", "operative", "standard"}


def test_the_city_is_six_hours_ahead_before_march_2024_and_five_since() -> None:
    assert local(2024, 2, 1).utcoffset() == timedelta(hours=6)
    assert local(2026, 11, 23).utcoffset() == timedelta(hours=5)


def test_an_urgent_appeal_has_a_day_and_a_night_whatever_the_calendar() -> None:
    received = datetime(2026, 12, 31, 20, 15, tzinfo=UTC)
    assert deadline("urgent", received, CALENDAR) == received + timedelta(hours=24)


def test_twenty_four_hours_are_twenty_four_when_the_clocks_change() -> None:
    received = local(2024, 2, 29, 12).astimezone(UTC)
    assert deadline("urgent", received, CALENDAR) - received == timedelta(hours=24)


@pytest.mark.parametrize("row", read_rows(VECTORS), ids=lambda row: row["start"])
@pytest.mark.parametrize(("urgency", "column"), [("operative", "plus_3"), ("standard", "plus_15")])
@pytest.mark.parametrize(("hour", "minute"), [(0, 0), (4, 59), (5, 0), (18, 59), (19, 0), (23, 30)])
def test_a_term_of_working_days_ends_with_its_last_day_whenever_it_was_received(
    row: dict[str, str], urgency: str, column: str, hour: int, minute: int
) -> None:
    day = date.fromisoformat(row["start"])
    received = local(day.year, day.month, day.day, hour, minute).astimezone(UTC)
    due = deadline(urgency, received, CALENDAR)
    assert due.utcoffset() == timedelta(0)
    assert due.astimezone(CITY_TIME).isoformat() == f"{row[column]}T23:59:59+05:00"


def test_an_appeal_received_late_in_the_evening_does_not_slip_to_another_date() -> None:
    received = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
    assert received.astimezone(CITY_TIME) == local(2026, 11, 23, 23, 30)
    assert deadline("operative", received, CALENDAR) == datetime(
        2026, 11, 26, 18, 59, 59, tzinfo=UTC
    )


def test_an_appeal_received_on_a_weekend_starts_with_the_next_working_day() -> None:
    due = deadline("operative", local(2026, 11, 21), CALENDAR)
    assert due.astimezone(CITY_TIME).date() == date(2026, 11, 25)


def test_a_moment_is_the_same_whatever_zone_it_was_written_in() -> None:
    received = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    elsewhere = received.astimezone(timezone(timedelta(hours=-8)))
    for urgency in TERMS:
        assert deadline(urgency, elsewhere, CALENDAR) == deadline(urgency, received, CALENDAR)


def test_an_installation_may_bring_its_own_terms() -> None:
    terms = {"standard": WorkingTerm(working_days=1)}
    due = deadline("standard", local(2026, 11, 23), CALENDAR, terms)
    assert due.astimezone(CITY_TIME).date() == date(2026, 11, 24)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        deadline("urgent", local(2026, 11, 23).replace(tzinfo=None), CALENDAR)


def test_an_unknown_urgency_is_refused() -> None:
    with pytest.raises(KeyError):
        deadline("whenever", local(2026, 11, 23), CALENDAR)

"""Working days are counted as the Centre's calendar tells (domain section 3)."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.rules.calendar import WorkingCalendar

VECTORS = Path(__file__).parent / "vectors" / "working_days_vectors.csv"
CATALOGUE = Path(__file__).parents[2] / "backoffice" / "catalogues" / "calendar.csv"
STEPS = (1, 3, 10, 15)


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CALENDAR = WorkingCalendar(
    frozenset(date.fromisoformat(row["date"]) for row in read_rows(CATALOGUE))
)
COUNTED = [
    (date.fromisoformat(row["start"]), step, date.fromisoformat(row[f"plus_{step}"]))
    for row in read_rows(VECTORS)
    for step in STEPS
]


def test_the_vectors_are_all_there() -> None:
    assert len(COUNTED) == 32


@pytest.mark.parametrize(("start", "step", "end"), COUNTED)
def test_working_days_are_counted_as_the_vectors_tell(start: date, step: int, end: date) -> None:
    assert CALENDAR.add_working_days(start, step) == end
    assert CALENDAR.working_days_between(start, end) == step


def test_weekends_and_days_off_are_not_worked() -> None:
    assert not CALENDAR.is_working(date(2026, 11, 21))
    assert not CALENDAR.is_working(date(2026, 11, 22))
    assert not CALENDAR.is_working(date(2026, 12, 16))
    assert CALENDAR.is_working(date(2026, 11, 23))


def test_a_working_saturday_counts() -> None:
    saturday = date(2026, 11, 28)
    calendar = WorkingCalendar(frozenset(), frozenset({saturday}))
    assert calendar.is_working(saturday)
    assert calendar.add_working_days(date(2026, 11, 27), 1) == saturday


def test_no_days_added_is_the_day_itself_even_on_a_weekend() -> None:
    assert CALENDAR.add_working_days(date(2026, 11, 22), 0) == date(2026, 11, 22)


def test_a_term_never_runs_backwards() -> None:
    with pytest.raises(ValueError, match="backwards"):
        CALENDAR.add_working_days(date(2026, 11, 23), -1)


def test_days_counted_from_the_other_end_are_negative() -> None:
    assert CALENDAR.working_days_between(date(2026, 11, 27), date(2026, 11, 23)) == -4
    assert CALENDAR.working_days_between(date(2026, 11, 23), date(2026, 11, 23)) == 0


@given(st.dates(date(2026, 1, 1), date(2028, 11, 30)), st.integers(1, 60))
def test_counting_on_and_counting_between_agree(start: date, count: int) -> None:
    end = CALENDAR.add_working_days(start, count)
    assert CALENDAR.is_working(end)
    assert CALENDAR.working_days_between(start, end) == count

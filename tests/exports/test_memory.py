"""Memory stays bounded, however many different things a file tells of."""

import tracemalloc

import pytest

from backoffice.exports import columns
from backoffice.exports.columns import Column, Kind, Names, Remembered
from backoffice.exports.csv_file import csv_bytes

NAMES = Names(third_parties={}, codes={}, categories={}, staff={}, policies={})
COLUMN = Column("day", "Day", None, Kind.CODE, 9)


@pytest.fixture
def few(monkeypatch):
    """Three are remembered at a time."""
    monkeypatch.setattr(columns, "_MOST_REMEMBERED", 3)


def test_what_is_remembered_is_bounded_and_told_rightly_all_the_same(few):
    words = Remembered(str)
    assert [words[number] for number in (*range(10), 0, 9)] == [
        str(number) for number in (*range(10), 0, 9)
    ]
    assert len(words) <= 3


def test_a_file_of_many_different_codes_takes_no_memory_for_them(app):
    rows = 60_000
    made = csv_bytes(([(f"{at:020d}",)] for at in range(rows)), [COLUMN], NAMES, ";")
    tracemalloc.start()
    size = sum(len(piece) for piece in made)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > rows * 20
    assert peak < 4_000_000

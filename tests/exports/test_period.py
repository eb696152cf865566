"""The days a report speaks of."""

from datetime import UTC, date, datetime

import pytest

from backoffice.exports.period import Period, Preset, day_in_words, ends_in_words, named, period_of

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("preset", "first", "last"),
    [
        (Preset.TODAY, date(2026, 11, 23), date(2026, 11, 23)),
        (Preset.WEEK, date(2026, 11, 23), date(2026, 11, 29)),
        (Preset.MONTH, date(2026, 11, 1), date(2026, 11, 30)),
        (Preset.QUARTER, date(2026, 10, 1), date(2026, 12, 31)),
        (Preset.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_preset_is_a_whole_calendar_period_around_today(preset, first, last):
    assert period_of(preset, TODAY) == Period(first, last)
    assert named(Period(first, last), TODAY) is preset


def test_a_week_begins_on_monday_and_a_leap_february_ends_on_the_29th():
    assert period_of(Preset.WEEK, date(2026, 11, 29)).first == date(2026, 11, 23)
    assert period_of(Preset.MONTH, date(2028, 2, 10)).last == date(2028, 2, 29)


def test_days_begin_and_end_at_midnight_in_astana():
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    assert october.begins == datetime(2026, 9, 30, 19, tzinfo=UTC)
    assert october.ends == datetime(2026, 10, 31, 19, tzinfo=UTC)


def test_a_day_before_the_change_of_the_clocks_has_the_offset_of_its_time():
    winter = Period(date(2024, 2, 1), date(2024, 3, 31))
    assert winter.begins == datetime(2024, 1, 31, 18, tzinfo=UTC)
    assert winter.ends == datetime(2024, 3, 31, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("en", "1 Oct", "31 Oct 2026"),
        ("ru", "1 октября", "31 октября 2026 г."),
        ("kk", "2026 ж. 1 қазан", "31 қазан"),
    ],
)
def test_a_period_reads_as_people_write_it_with_the_year_said_once(language, first, last):
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    assert ends_in_words(october, language) == (first, last)


def test_over_new_year_both_years_are_said():
    turn = Period(date(2025, 12, 1), date(2026, 1, 31))
    assert ends_in_words(turn, "en") == ("1 Dec 2025", "31 Jan 2026")
    assert ends_in_words(turn, "kk") == ("2025 ж. 1 желтоқсан", "2026 ж. 31 қаңтар")
    assert day_in_words(date(2026, 1, 31), "ru") == "31 января 2026 г."

"""A column of days holds days: Excel can sort and group them, a program can read them."""

import tracemalloc
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from backoffice import clock
from backoffice.data_rights.actions import correct_value
from backoffice.exports.columns import Column, Kind, Names
from backoffice.exports.csv_file import csv_bytes
from backoffice.exports.moments import say_day
from backoffice.notices.actions import deliver_notice
from backoffice.notices.queries import notices_of
from backoffice.retention.actions.holds import place_hold
from backoffice.rules.fields import Field
from tests.exports.taking import book_of, csv_rows, taken
from tests.reports.printed import printed
from tests.subject_requests.asked import asked

NOW = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
AT = datetime(2026, 10, 5, 5, tzinfo=UTC)
TOLD = datetime(2026, 10, 9, 19, 30, tzinfo=UTC)  # the 10th in Astana
NAMES = Names({}, {}, {}, {}, {})
# Of each report: its columns of days, and what two rows of October say in them.
DAYS = {
    "disclosures": {"Recipient told on": [date(2026, 10, 10), None]},
    "consents": {"Term": ["until the purpose is reached", date(2026, 12, 1)]},
    "requests": {
        "Received": [date(2026, 10, 5), date(2026, 10, 5)],
        "Last day": [date(2026, 10, 6), date(2026, 10, 8)],
    },
    "holds": {"Until": ["until lifted", date(2027, 1, 2)]},
}


@pytest.fixture
def manager(given, browser_of):
    """Two rows in each report; a manager reads them in November."""
    officer = given.cast("privacy_officer")
    with clock.running_at(lambda: AT):
        first = given.appeal()
        second = given.appeal(consent_until=date(2026, 12, 1))
        given.disclosure(first)
        given.disclosure(second)
        asked(given, first)
        asked(given, second, "access")
        for until in (None, date(2027, 1, 2)):
            told = {"reason": "court_case", "reference": "2-77", "until": until}
            place_hold(second if until else first, by=officer, **told)
    with clock.running_at(lambda: TOLD):
        told = {"text": "+77015550000", "reason": "inaccurate"}
        correct_value(given.value(first, Field.PHONE), by=officer, **told)
        [notice] = notices_of(first.id)
        deliver_notice(notice, by=given.cast("senior_operator"), at=TOLD)
    with clock.running_at(lambda: NOW):
        yield browser_of("manager")


def path_of(report):
    return f"/reports/{report}?from=2026-10-01&to=2026-10-31"


@pytest.mark.parametrize("report", DAYS)
def test_a_workbook_holds_true_days_and_words_where_there_is_none(manager, report):
    sheet = book_of(taken(manager, "xlsx", path=path_of(report))).worksheets[0]
    head = [cell.value for cell in sheet[1]]
    for name, days in DAYS[report].items():
        cells = [row[head.index(name)] for row in sheet.iter_rows(min_row=2)]
        for cell, day in zip(cells, days, strict=True):
            if isinstance(day, date):
                assert cell.is_date
                assert (cell.value, cell.number_format) == (_midnight(day), "yyyy-mm-dd")
            else:
                assert cell.value == day


def _midnight(day):
    return datetime(day.year, day.month, day.day)


@pytest.mark.parametrize("report", DAYS)
def test_a_csv_holds_days_in_iso_8601(manager, report):
    head, *rows = csv_rows(taken(manager, "csv", path=path_of(report)))
    for name, days in DAYS[report].items():
        said = [row[head.index(name)] for row in rows]
        assert said == ["" if day is None else str(day) for day in days]


@pytest.mark.parametrize("report", ["consents", "requests", "holds"])
def test_pages_and_paper_say_days_as_people_here_write_them(manager, report):
    page = manager.open(path_of(report))
    paper = printed(taken(manager, "pdf", path=path_of(report))).text
    for days in DAYS[report].values():
        for day in days:
            words = f"{day:%d.%m.%Y}" if isinstance(day, date) else day
            assert words in page.select_one("#rows").get_text(" ")
            assert words in paper
            assert f"{day}" not in page.select_one("#rows").get_text(" ") or words == day


def rows_of(count: int) -> Iterator[Sequence[tuple[str]]]:
    """Moments as SQLite hands them over, no two of them alike, in no order of time."""
    first = datetime(2020, 1, 1, tzinfo=UTC)
    for at in range(0, count, 400):
        moments = (
            first + timedelta(hours=7919 * n % 50_000, microseconds=n) for n in range(at, at + 400)
        )
        yield [(f"{moment:%Y-%m-%d %H:%M:%S.%f}",) for moment in moments]


def remembered(count: int) -> int:
    """How many bytes a file of so many days still holds when its last row is written."""
    column = Column("told", "Told", None, Kind.DAY, 12, say_day())
    pieces = csv_bytes(rows_of(count), [column], NAMES, ";")
    tracemalloc.start()
    try:
        for _piece in pieces:
            held = tracemalloc.get_traced_memory()[0]
        return held
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_days_of_a_file(app):
    with app.test_request_context():
        remembered(4_000)
        few, many = remembered(4_000), remembered(40_000)
    assert many - few < 300_000

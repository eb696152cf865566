"""The report of access: who looked at what, how often; every number opens its entries."""

import pytest

from backoffice.access_review.filters import AccessQuestion
from backoffice.access_review.people import count_readers, readers
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.people import STAFF_ROLES, Role
from tests.access_review.looking import (
    asked_of,
    at,
    days_of,
    knocked,
    newest,
    opened,
    prepared,
    revealed,
    searched,
    working_day,
)
from tests.exports.taking import book_of, csv_rows, entry_of, taken, told
from tests.given import NAME, PHONE

PAGE = "/audit/access?period=year"
READERS = {Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR}
HEADS = (
    "Person", "Role", "Open flags", "Cases opened", "Different cases", "Cases of others opened",
    "Requests opened", "Searches", "Values revealed", "Prints", "Exports", "Refused attempts",
    "Readings in all", "Against the median",
)  # fmt: skip


@pytest.fixture
def case(given, cast):
    """A case its operator and a senior operator looked at, and an administrator tried to."""
    appeal, day = given.appeal(), working_day(10)
    for person in ("operator", "senior_operator", "senior_operator"):
        at(day, opened, appeal, cast(person))
    at(day, prepared, appeal, cast("senior_operator"))
    at(day, asked_of, cast("senior_operator"))
    at(day, searched, cast("senior_operator"))
    at(day, revealed, given.value(appeal, Field.PHONE), cast("senior_operator"))
    for _n in range(6):
        at(day, knocked, appeal, cast("administrator"))
    at(day, knocked, appeal, cast("senior_operator"))
    return appeal


def table(browser, part="#rows"):
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all("td")]
        for row in browser.page.select(f"{part} tbody tr")
    ]


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_the_report_opens_to_manager_privacy_officer_and_auditor_alone(browser_of, role):
    browser_of(role).open(PAGE, status=200 if role in READERS else 403)


def test_who_is_flagged_stands_first_then_who_is_above_the_median(browser_of, case, cast):
    reader = browser_of("auditor")
    reader.open(PAGE)
    assert newest().detail.startswith("page=access;from=")
    names = [cast(role).display_name for role in ("administrator", "senior_operator", "operator")]
    assert [row[0] for row in table(reader)] == names
    assert table(reader)[1][2:] == "0 3 1 3 1 1 1 0 0 1 6 +5".split()
    assert table(reader)[0][2:] == "1 0 0 0 0 0 0 0 0 6 0 -1".split()


def test_every_number_opens_as_many_entries(browser_of, case):
    reader = browser_of("auditor")
    reader.open(PAGE)
    cells = [
        (int(cell.get_text()), str(cell.a["href"]))
        for cell in reader.page.select("#rows td.num:has(a)")
    ]
    assert len(cells) == 13
    for count, href in cells:
        reader.open(href)
        shown = reader.page.select("table.log tbody tr, #details tbody tr, #flags tbody tr")
        assert len(shown) == count, href


def test_a_person_leads_to_their_cases_and_a_case_to_its_readers(browser_of, case, cast):
    reader, senior = browser_of("auditor"), cast("senior_operator")
    reader.open(f"{PAGE}&person={senior.id}")
    assert table(reader)[0][-1] == "+5", "the median stays that of everybody"
    [line] = table(reader, "#details")
    assert line[:2] == [case.number, "3"]
    reader.open(str(reader.page.select_one("#details td a")["href"]))
    assert [row[:2] for row in table(reader, "#details")] == [
        [senior.display_name, "3"],
        [cast("operator").display_name, "1"],
    ]


def test_the_report_names_no_personal_value(browser_of, case):
    reader = browser_of("auditor")
    for asked in ("", f"&case={case.number}", "&person=1"):
        reader.open(PAGE + asked)
        for secret in (NAME, PHONE, PHONE[1:]):
            assert secret not in reader.answer.get_data(as_text=True)


def test_the_files_hold_the_rows_of_the_page_and_the_entry_says_how_many(browser_of, case):
    reader, day = browser_of("manager"), working_day(10).date()
    path = f"/audit/access?from={day}&to={day}"
    reader.open(path)
    shown = [[*row[:-1], row[-1].removeprefix("+")] for row in table(reader)]
    head, *lines = csv_rows(taken(reader, "csv", path=path))
    assert tuple(head) == HEADS
    assert [[*line[:-1], line[-1].removeprefix("'")] for line in lines] == shown
    said = told(entry_of(Action.REPORT_EXPORT))
    assert (said["report"], said["format"], said["rows"]) == ("access", "csv", "3")
    sheet = book_of(taken(reader, "xlsx", path=path)).worksheets[0]
    head, *lines = sheet.iter_rows(values_only=True)
    assert tuple(head) == HEADS
    assert [[str(cell) for cell in line] for line in lines] == shown


def test_a_file_holds_nothing_of_what_came_after_its_order(app, case, cast):
    day = working_day(10)
    question = AccessQuestion(days_of(day))
    upto, before = newest().seq, readers(question)
    for _n in range(2):
        at(day, opened, case, cast("operator"))
    at(day, searched, cast("manager"))
    for _n in range(6):
        at(day, knocked, case, cast("senior_operator"))
    assert readers(question, upto=upto) == before
    assert readers(question) != before
    with db.engine.connect() as connection:
        assert count_readers(connection, question, upto=upto) == len(before)
        assert count_readers(connection, question, upto=newest().seq) == len(before) + 1


def test_a_case_number_that_is_none_comes_back_as_it_was_typed(browser_of):
    reader = browser_of("auditor")
    reader.open("/audit/access?case=Сәтбаева", status=422)
    assert reader.page.find(id="case")["value"] == "Сәтбаева"
    assert newest().detail == "page=access"


def test_a_period_without_readings_says_so(browser_of):
    reader = browser_of("auditor")
    reader.open("/audit/access?from=2020-01-01&to=2020-01-02")
    assert "Nobody read anything in this period" in reader.text

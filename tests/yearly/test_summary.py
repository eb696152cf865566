"""The yearly summary: one page of numbers for the review of the policy (policy 12)."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.appeals.actions import answer_appeal, reopen_appeal
from backoffice.audit.models import AuditEntry
from backoffice.data_rights.actions import block_value, correct_value
from backoffice.db import db
from backoffice.disclosures.models import Disclosure, DisclosureItem
from backoffice.policy.reviewing import record_policy_review
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.policy_versions import ReviewOutcome
from tests.data_rights.seen import OTHER_PHONE
from tests.exports.taking import book_of, csv_rows, entry_of, taken, told
from tests.registers.conftest import NOW
from tests.reports.conftest import FEW
from tests.statements import statements_of
from tests.subject_requests.asked import asked, decided

YEAR, EXPORT = "/reports/year/2026", "/reports/year/export"


@pytest.fixture
def now():
    with clock.running_at(lambda: NOW):
        yield NOW


@pytest.fixture
def manager(browser_of, now):
    return browser_of("manager")


@pytest.fixture
def lived(given, now):
    """A year in which something of everything happened, and a January of the year before."""
    with clock.running_at(lambda: datetime(2026, 3, 2, 5, tzinfo=UTC)):
        first, second, third = (given.appeal_in_work() for _ in range(3))
        given.disclosure(first, fields=FEW)
        given.disclosure(first, fields=FEW)
        given.disclosure(second, fields=FEW)
        answer_appeal(third, by=given.cast("operator"), text="Жарық қосылды.")
        officer = given.cast("privacy_officer")
        phone = given.value(first, Field.PHONE)
        correct_value(phone, by=officer, text=OTHER_PHONE, reason="applicant_asked")
        block_value(
            given.value(second, Field.PHONE), by=officer, reason="applicant_asked", until=None
        )
        decided(given, asked(given, third, "access"), "refused", reasons=["identity_not_proved"])
        given.incident(first)
    return first, second, third


def numbers_of(browser):
    """What the page says, by its words: the number and where it leads."""
    found = {}
    for row in browser.page.select(".numbers tr"):
        label = row.th.find(string=True, recursive=False).strip()
        link = row.td.a
        found.setdefault(label, (int(row.td.get_text()), link["href"] if link else ""))
    return found


def test_the_year_is_told_in_numbers_the_database_confirms(manager, lived):
    page = manager.open(YEAR)
    assert page.h1.get_text() == "Yearly summary, 2026"
    told_by = {label: number for label, (number, _href) in numbers_of(manager).items()}
    count = sa.select(sa.func.count())
    assert told_by["Appeals registered"] == 3
    assert told_by["Term: kept"] == 1
    assert told_by["Term: broken"] == 2
    assert told_by["Disclosures"] == db.session.scalar(count.select_from(Disclosure)) == 3
    given = count.where(DisclosureItem.field == Field.PROBLEM_TEXT)
    assert told_by["text of the appeal"] == db.session.scalar(given)
    assert told_by["Requests received"] == told_by["Refused"] == 1
    assert told_by["Incidents opened"] == 1
    for action, label in (
        (Action.VALUE_CORRECT, "Correcting a value"),
        (Action.VALUE_BLOCK, "Blocking a value"),
    ):
        done = count.where(AuditEntry.action == action, AuditEntry.outcome == "done")
        assert told_by[label] == db.session.scalar(done) == 1


def test_every_number_with_a_link_opens_as_many_rows(browser_of, lived):
    officer = browser_of("privacy_officer")
    officer.open(YEAR)
    seen = 0
    for label, (number, href) in numbers_of(officer).items():
        if "/reports/" not in href:
            continue
        officer.open(href)
        rows = officer.page.select("#rows tbody tr")
        assert len(rows) == number, label
        seen += 1
    assert seen > 12
    officer.open(_opened(officer)["Correcting a value"][1])
    assert "109-2026-0000001" in officer.text


def _opened(browser):
    browser.open(YEAR)
    return numbers_of(browser)


def test_the_policy_says_its_version_and_when_it_is_reviewed_again(manager, given, now):
    officer = given.cast("privacy_officer")
    record_policy_review(None, by=officer, outcome=ReviewOutcome.UNCHANGED)
    page = manager.open(YEAR)
    text = page.get_text(" ", strip=True)
    assert "last review: 23.11.2026" in text
    assert "next review due by 23.11.2027" in text
    assert numbers_of(manager)["Reviews recorded"][0] == 1


def test_other_years_are_chosen_by_links_and_none_is_left_out(manager, given, now):
    with clock.running_at(lambda: NOW - timedelta(days=800)):
        given.appeal()
    page = manager.open("/reports/year")
    assert "The year has not ended" in page.get_text()
    links = [a.get_text() for a in page.select("nav[aria-label=Year] a")]
    assert links == ["2026", "2025", "2024"]
    manager.open("/reports/year/2024")
    assert numbers_of(manager)["Appeals registered"][0] == 1
    manager.open("/reports/year/2025")
    assert numbers_of(manager)["Appeals registered"] == (0, "")
    for wrong in ("1999", "2027", "99999999999"):
        manager.open(f"/reports/year/{wrong}", status=404)


def test_a_year_that_is_over_tells_nothing_of_later_years(manager, given, now):
    officer = given.cast("privacy_officer")
    with clock.running_at(lambda: NOW - timedelta(days=400)):
        given.appeal()
        record_policy_review(None, by=officer, outcome=ReviewOutcome.UNCHANGED)
    record_policy_review(None, by=officer, outcome=ReviewOutcome.UNCHANGED)
    page = manager.open("/reports/year/2025")
    text = page.select_one(".sections").get_text(" ", strip=True)
    assert "last review: 19.10.2025" in text
    assert "23.11.2026" not in text
    assert "next review due" not in text


@pytest.mark.parametrize("day", ["", "xxxx"])
def test_what_is_no_day_is_told_in_words_and_leads_to_no_file(manager, given, now, day):
    manager.open(YEAR)
    answer = manager.submit(EXPORT, reason="management", format="csv", **{"from": day})
    assert answer.status_code == 422
    assert "From: Write a date: day, month and year." in manager.text


@pytest.mark.parametrize("day", ["2099-01-01", "1999-01-01"])
def test_a_year_that_has_no_page_has_no_file(manager, given, now, day):
    manager.open(YEAR)
    told = {"from": day, "to": "2099-12-31"}
    answer = manager.submit(EXPORT, reason="management", format="csv", **told)
    assert answer.status_code == 404


def exported(browser, kind):
    return taken(browser, kind, path=YEAR, export=EXPORT, reason="management")


def test_both_files_hold_the_numbers_of_the_page_and_the_log_says_so(manager, lived):
    manager.open(YEAR)
    on_page = [int(cell.get_text()) for cell in manager.page.select(".numbers td")]
    in_csv = csv_rows(exported(manager, "csv"))
    entry = entry_of(Action.REPORT_EXPORT)
    assert (told(entry)["report"], told(entry)["rows"]) == ("year", str(len(in_csv) - 1))
    sheet, made = book_of(exported(manager, "xlsx")).worksheets
    in_book = list(sheet.iter_rows(min_row=2, values_only=True))
    codes = [row[4] for row in in_book]
    assert len(codes) == len(set(codes))
    parameters = {row[0].value: row[1].value for row in made.iter_rows()}
    assert parameters["Report"] == "Yearly summary, 2026"
    by_code = {row[4]: row[2] for row in in_book}
    assert by_code["appeals"] == 3
    assert by_code["disclosures.recipient.K1"] == 3
    # The log itself has grown by looking and taking out; everything else stands as it stood.
    pairs = zip(on_page, in_csv[1:], in_book, codes, strict=True)
    for page_number, line, row, code in pairs:
        if not code.startswith("log"):
            assert page_number == int(line[2]) == row[2], code


def test_an_order_without_a_reason_comes_back(manager, now):
    manager.open(YEAR)
    manager.submit(EXPORT, reason="", format="csv", status=422)
    assert manager.page.select_one(".field.bad")


def test_the_number_of_statements_does_not_grow_with_the_year(manager, given, lived):
    few = statements_of(manager, YEAR)
    for _ in range(4):
        appeal = given.appeal_answered()
        reopen_appeal(appeal, by=given.cast("senior_operator"))
    assert len(statements_of(manager, YEAR)) == len(few) <= 60


@pytest.mark.parametrize("role", ["operator", "senior_operator", "administrator"])
def test_nobody_else_sees_it(browser_of, role):
    browser_of(role).open(YEAR, status=403)


@pytest.mark.parametrize("role", ["auditor", "privacy_officer"])
def test_whoever_may_see_reports_reaches_it_from_them(browser_of, now, role):
    page = browser_of(role).open("/reports/disclosures")
    assert page.find("a", string="Yearly summary")["href"] == "/reports/year"

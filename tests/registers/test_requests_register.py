"""The register of subject requests: terms, decisions, reasons of refusals (law 24, 25)."""

from collections import Counter

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.data_rights.actions import correct_value
from backoffice.db import db
from backoffice.exports import listing
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.subject_requests.carrying import under
from backoffice.subject_requests.models import RequestDecision
from tests.data_rights.seen import OTHER_PHONE
from tests.exports.taking import book_of, csv_rows, entry_of, taken, told
from tests.registers.conftest import NOW, at
from tests.registers.test_appeals_register import rows_of, tiles
from tests.statements import statements_of
from tests.subject_requests.asked import asked, decided, granted

OCTOBER = "/reports/requests?from=2026-10-01&to=2026-10-31"


def carried(given, request):
    phone = given.value(request.appeal, Field.PHONE)
    with under(request):
        correct_value(
            phone,
            by=given.cast("privacy_officer"),
            text=OTHER_PHONE,
            reason="applicant_asked",
        )


@pytest.fixture
def requests(given, now):
    """Of Monday, 5 October: corrections are due on the 6th, access on the 8th."""
    made = {}
    with at(0):
        appeals = [given.appeal_in_work() for _ in range(6)]
        made["kept"] = granted(given, appeals[0])
        made["late"] = granted(given, appeals[1])
        made["to_do"] = granted(given, appeals[2])
        made["refused"] = asked(given, appeals[3])
        made["access"] = asked(given, appeals[4], "access")
        made["partly"] = asked(given, appeals[5], "block")
        carried(given, made["kept"])
        decided(given, made["refused"], "refused", reasons=["data_accurate", "no_documents"])
    with at(48):
        carried(given, made["late"])
        decided(given, made["partly"], "partly", reasons=["others_data"])
    with at(80):
        decided(given, made["access"], "refused", reasons=["identity_not_proved"])
    with clock.running_at(lambda: NOW):
        made["november"] = asked(given, appeals[0], "access")
    return made


def numbers(browser):
    return [row["Request"] for row in rows_of(browser)]


TERMS = {
    "kept": "kept",
    "late": "broken: answered late",
    "to_do": "broken: no answer yet",
    "refused": "kept",
    "access": "kept",
    "partly": "broken: no answer yet",
}


def test_each_request_says_its_last_day_and_how_its_term_stood(manager, requests):
    manager.open(OCTOBER)
    by_number = {row["Request"]: row for row in rows_of(manager)}
    assert {name: by_number[requests[name].number]["Term"] for name in TERMS} == TERMS
    assert by_number[requests["kept"].number]["Last day"] == "06.10.2026"
    assert by_number[requests["access"].number]["Last day"] == "08.10.2026"
    refused = by_number[requests["refused"].number]
    assert refused["Decision"] == "Refused"
    assert refused["Reason of the refusal"] == (
        "The data is accurate; No document confirms the change"
    )
    manager.open("/reports/requests?from=2026-11-01&to=2026-11-30")
    assert [row["Term"] for row in rows_of(manager)] == ["running"]


def test_the_last_day_ends_at_midnight_in_astana(manager, given, now):
    """Due on the 6th: half past eleven in the evening is in time, an hour later is not."""
    with at(0):
        kept, late = (granted(given, given.appeal()) for _ in range(2))
    with at(37.5):
        carried(given, kept)
    with at(38.5):  # still the 6th in UTC
        carried(given, late)
    manager.open(OCTOBER)
    assert {row["Request"]: row["Term"] for row in rows_of(manager)} == {
        kept.number: "kept",
        late.number: "broken: answered late",
    }


def test_the_tiles_and_the_database_count_alike(manager, requests):
    page = manager.open(OCTOBER)
    assert tiles(manager) == [
        "6 requests",
        "3 in time: 50.0 %",
        "3 term broken",
        "2 of them not completed yet",
        "0 term running",
        "2 refused",
    ]
    reasons = db.session.scalars(sa.select(RequestDecision.reasons)).all()
    counted = Counter(code for one in reasons for code in one.split(",") if code)
    on_page = [int(one.get_text()) for one in page.select("#reasons .num")]
    assert sorted(on_page) == sorted(counted.values()) == [1, 1, 1, 1]


def test_every_number_leads_to_exactly_its_rows(manager, requests):
    page = manager.open(OCTOBER)
    links = [(int(link.get_text()), link["href"]) for link in page.select("table.terms a")]
    for name in ("outcomes", "reasons"):
        for row in page.select(f"#{name} tbody tr"):
            links.append((int(row.select_one(".num").get_text()), row.a["href"]))
    links += [(int(t.b.get_text()), t["href"]) for t in page.select("a.kpi")[1:]]
    assert len(links) > 15
    for times, href in links:
        manager.open(href)
        assert len(numbers(manager)) == times, href


NARROWED = {
    "kind=access": ["access"],
    "state=to_do": ["partly", "to_do"],
    "outcome=refused": ["access", "refused"],
    "outcome=partly": ["partly"],
    "refusal=no_documents": ["refused"],
    "term=overdue": ["partly", "to_do"],
    "term=broken&kind=correct": ["to_do", "late"],
    "asker=state_body": [],
}


def test_filters_narrow_rows_and_totals_alike(manager, requests):
    for narrowing, names in NARROWED.items():
        manager.open(f"{OCTOBER}&{narrowing}")
        assert numbers(manager) == [requests[name].number for name in names], narrowing
        assert int(tiles(manager)[0].split()[0]) == len(names), narrowing


def test_pages_narrowed_by_the_term_go_through_all_rows_once_and_back(
    manager, requests, monkeypatch
):
    monkeypatch.setattr(listing, "PAGE", 1)
    monkeypatch.setattr(listing, "CHUNK", 2)
    href, seen = f"{OCTOBER}&term=kept", []
    while href:
        manager.open(href)
        seen += numbers(manager)
        older = manager.page.find("a", rel="next")
        href = older["href"] if older else ""
    assert seen == [requests[name].number for name in ("access", "refused", "kept")]
    manager.open(manager.page.find("a", rel="prev")["href"])
    assert numbers(manager) == [requests["refused"].number]


def exported(browser, kind, path):
    return taken(browser, kind, path=path, reason="inspection")


def test_screen_entry_and_both_files_hold_the_same_rows(manager, requests):
    for narrowing in ("", "&term=broken", "&outcome=refused", "&term=running"):
        path = OCTOBER + narrowing
        manager.open(path)
        on_screen = [(row["Request"], row["Term"]) for row in rows_of(manager)][::-1]
        in_csv = [(row[0], row[-1]) for row in csv_rows(exported(manager, "csv", path))[1:]]
        assert told(entry_of(Action.REPORT_EXPORT))["rows"] == str(len(on_screen))
        sheet = book_of(exported(manager, "xlsx", path)).worksheets[0]
        in_book = [(row[0].value, row[-1].value) for row in sheet.iter_rows(min_row=2)]
        assert on_screen == in_csv == in_book


def test_bad_questions_keep_what_was_typed_and_an_empty_period_says_so(manager, now):
    page = manager.open("/reports/requests?term=lost&kind=access", status=422)
    assert page.select_one(".field.bad")
    assert page.select_one("select[name=kind] option[selected]")["value"] == "access"
    manager.open("/reports/requests?from=2017-01-01&to=2025-12-31")
    assert "No request was received in this period" in manager.text


def test_the_number_of_statements_does_not_grow_with_the_rows(manager, given, now):
    with at(0):
        appeal = given.appeal_in_work()
        asked(given, appeal, "access")
        few = statements_of(manager, OCTOBER)
        for _ in range(5):
            granted(given, appeal, "access")
    assert len(statements_of(manager, OCTOBER)) == len(few) <= 18


def test_whoever_may_not_open_requests_gets_no_way_to_them(browser_of, requests):
    browser = browser_of("auditor")
    browser.open(OCTOBER)
    assert not [a for a in browser.page.select("#rows td a") if "/requests/" in a["href"]]

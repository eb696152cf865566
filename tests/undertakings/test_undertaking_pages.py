"""What a person without an undertaking sees, and where one is recorded (policy 2; 2.6)."""

import pytest

from backoffice import clock
from backoffice.demo import DEMO_PASSWORD
from backoffice.undertakings.queries import undertakings_of
from tests.retention.conftest import days_from_now


def test_without_an_undertaking_one_signs_in_and_reads_why_the_data_is_closed(given, browser_of):
    appeal = given.appeal()
    with days_from_now(370):
        operator = browser_of("operator")
        refused = operator.open(f"/appeals/{appeal.number}", status=403).get_text()
        settings = operator.open("/account").get_text()
    for text in (refused, settings):
        assert "No confidentiality undertaking of yours is in force" in text
        assert "clause 2" in text


def test_without_an_undertaking_no_way_to_data_is_offered(given, browser_of):
    given.appeal()
    with days_from_now(370):
        menu = browser_of("operator").open("/account").select(".nav a")
    assert "/appeals/new" not in {link["href"] for link in menu}


def test_sign_in_tells_from_thirty_days_before_that_it_must_be_renewed(browser_of):
    with days_from_now(340):
        browser = browser_of()
        browser.open("/sign-in")
        browser.submit("/sign-in", username="aigul", password=DEMO_PASSWORD)
        assert "қол қою керек" in browser.open("/board").get_text()
        assert "қол қою керек" not in browser.open("/board").get_text()


def test_the_administrator_is_never_reminded(browser_of):
    with days_from_now(340):
        browser = browser_of()
        browser.open("/sign-in")
        browser.submit("/sign-in", username="timur", password=DEMO_PASSWORD)
        assert "қол қою керек" not in browser.open("/staff").get_text()


def test_a_renewed_undertaking_opens_the_data_again(given, cast, browser_of):
    appeal, ref = given.appeal(), cast("operator").id
    with days_from_now(370):
        admin = browser_of("administrator")
        assert "expired on" in admin.open("/undertakings?show=due").get_text()
        admin.open(f"/undertakings/{ref}")
        typed = {"signed_on": clock.today().isoformat(), "reference": "№ 12"}
        admin.submit(f"/undertakings/{ref}", follow=True, **typed)
        assert "№ 12" in admin.open("/undertakings").get_text()
        browser_of("operator").open(f"/appeals/{appeal.number}")


@pytest.mark.parametrize(
    "typed",
    [
        {"signed_on": "", "reference": "№ 12"},
        {"signed_on": "2026-13-45", "reference": "№ 12"},
        {"signed_on": "2999-01-01", "reference": "№ 12"},
        {"signed_on": "1999-01-01", "reference": "№ 12"},
        {"signed_on": "2026-01-01", "reference": " "},
        {"signed_on": "2026-01-01", "reference": "№" * 61},
    ],
)
def test_bad_input_is_told_and_kept(cast, browser_of, typed):
    ref = cast("operator").id
    browser = browser_of("administrator")
    browser.open(f"/undertakings/{ref}")
    answer = browser.submit(f"/undertakings/{ref}", **typed)
    assert answer.status_code == 422
    assert typed["reference"].strip() in answer.get_data(as_text=True)
    assert len(undertakings_of(ref)) == 1


def test_the_second_officer_sees_what_the_first_recorded(cast, browser_of):
    ref = cast("operator").id
    with days_from_now(100):
        first, second = browser_of("administrator"), browser_of("privacy_officer")
        first.open(f"/undertakings/{ref}")
        second.open(f"/undertakings/{ref}")
        typed = {"signed_on": clock.today().isoformat(), "reference": "№ 12"}
        assert first.submit(f"/undertakings/{ref}", **typed).status_code == 303
        answer = second.submit(f"/undertakings/{ref}", **{**typed, "reference": "№ 13"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "№ 12" in text
    assert "№ 13" in text


def test_the_first_password_page_leads_on_to_the_undertaking(browser_of):
    admin = browser_of("administrator")
    admin.open("/staff/new")
    facts = {"username": "aliya", "display_name": "Әлия", "role": "operator"}
    answer = admin.submit("/staff/new", deed="create", **facts)
    assert "/undertakings/" in answer.get_data(as_text=True)


def test_the_desk_counts_who_has_none(browser_of):
    with days_from_now(370):
        page = browser_of("privacy_officer").open("/privacy")
    tile = page.select_one("a[href='/undertakings?show=due']")
    assert tile.b.get_text() == "5"


def test_ending_asks_first_and_closes_the_data(given, cast, browser_of):
    appeal, officer = given.appeal(), browser_of("privacy_officer")
    page = f"/undertakings/{cast('operator').id}"
    end = officer.open(page).select_one("a[href$='/end']")["href"]
    officer.open(end)
    assert officer.submit(end).status_code == 422
    assert officer.submit(end, understood="y").status_code == 303
    browser_of("operator").open(f"/appeals/{appeal.number}", status=403)

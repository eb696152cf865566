"""Reading, printing and approving the list of personal data (policy 5.3; 2.22)."""

import pytest

from backoffice import clock
from backoffice.db import db
from backoffice.inspection.models import InventoryApproval
from tests.inspection.test_inventory_approve import approved, keep_longer

PAGE = "/inspection/inventory"
FORM = f"{PAGE}/approve"


def typed(**more):
    return {"order_no": "17-Ө", "order_date": clock.today().isoformat(), **more}


def test_until_an_order_approves_it_the_page_says_so(browser_of):
    browser = browser_of("manager")
    browser.open(f"{PAGE}/en")
    assert "No order approves this list yet." in browser.text
    assert "Registering and resolving appeals" in browser.text
    assert "60 months" in browser.text
    row = browser.page.find("td", string="ELEC").parent.get_text(" ")
    assert "Electricity network utility" in row


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("kk", "Дербес деректер тізбесі"),
        ("ru", "Перечень персональных данных"),
        ("en", "List of personal data"),
    ],
)
def test_it_is_printed_in_three_languages(browser_of, language, heading):
    page = browser_of("auditor").open(f"{PAGE}/{language}")
    assert page.html["lang"] == language
    assert page.h1.get_text() == heading


def test_the_privacy_officer_approves_it_on_a_page(browser_of):
    browser = browser_of("privacy_officer")
    browser.open(FORM)
    assert browser.submit(FORM, **typed()).status_code == 303
    browser.open(f"{PAGE}/en")
    assert "Approved by order no. 17-Ө" in browser.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"order_no": ""},
        {"order_no": " "},
        {"order_no": "9" * 41},
        {"order_date": ""},
        {"order_date": "2026-02-30"},
        {"order_date": "2999-01-01"},
    ],
)
def test_a_wrong_order_is_refused_with_what_was_typed_kept(browser_of, wrong):
    browser = browser_of("privacy_officer")
    browser.open(FORM)
    assert browser.submit(FORM, **typed(**wrong)).status_code == 422
    assert browser.page.select_one(".errors, [role=alert]")
    assert not db.session.query(InventoryApproval).count()


def test_a_change_since_the_page_was_opened_is_shown_and_the_text_kept(cast, browser_of):
    approved(cast, "16-Ө")
    browser = browser_of("privacy_officer")
    browser.open(FORM)
    keep_longer(cast)
    assert browser.submit(FORM, **typed()).status_code == 409
    assert browser.page.select_one("#order_no")["value"] == "17-Ө"
    assert "Changed since order no. 16-Ө" in browser.text
    assert browser.submit(FORM).status_code == 303


def test_a_spoilt_mark_of_what_was_seen_approves_nothing(browser_of):
    browser = browser_of("privacy_officer")
    browser.open(FORM)
    assert browser.submit(FORM, **typed(seen_hash="0" * 64)).status_code == 409
    assert browser.submit(FORM, **typed(seen_hash=None)).status_code == 409


def test_the_reports_lead_to_it(browser_of):
    page = browser_of("manager").open("/reports/disclosures")
    assert page.select_one(f'a[href="{PAGE}"]')


@pytest.mark.parametrize("role", ["operator", "senior_operator"])
def test_who_answers_calls_is_not_shown_it(browser_of, role):
    browser_of(role).open(PAGE, status=403)


@pytest.mark.parametrize("role", ["manager", "auditor", "administrator"])
def test_who_only_reads_it_is_offered_no_approval(browser_of, role):
    page = browser_of(role).open(PAGE)
    assert not page.select_one(f'a[href="{FORM}"]')
    browser_of(role).open(FORM, status=403)

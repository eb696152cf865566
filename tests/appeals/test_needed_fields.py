"""Only the fields a category needs are collected (policy 5.3, 5.4; R-5c.1)."""

import pytest

from backoffice.rules.fields import Field
from tests.appeals.calls import NEW, a_call, about_a_bill, appeals, register, stored
from tests.given import ADDRESS

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


def fields_on(browser):
    form = browser.form(NEW)
    return {str(field) for field in Field if form.find(id=str(field))}


@pytest.mark.parametrize(
    ("category", "shown"),
    [
        ("ELEC", {"object_address", "photo", "home_address", "account_no", "email"}),
        ("ROAD", {"object_address", "photo", "email"}),
        ("BILL", {"account_no", "home_address", "iin", "email"}),
        ("HLTH", {"iin", "home_address", "email"}),
    ],
)
def test_the_page_shows_what_the_category_asks_for_and_nothing_else(browser_of, category, shown):
    browser = browser_of("operator")
    browser.open(NEW)
    browser.submit(NEW, category=category, refresh="1")
    always = {"problem_text", "name", "phone", "consent_evidence"}
    representative = {f for f in Field if f.startswith("representative_")}
    assert fields_on(browser) - representative == shown | always


@pytest.mark.parametrize(
    ("applicant_type", "asked"),
    [
        ("person_kz", set()),
        ("person_foreign", {"document_no"}),
        ("org_kz", {"organisation", "bin"}),
        ("org_foreign", {"organisation", "registration_no"}),
        ("other", {"description"}),
    ],
)
def test_the_identifiers_follow_from_who_appeals(browser_of, applicant_type, asked):
    browser = browser_of("operator")
    browser.open(NEW)
    browser.submit(NEW, category="BILL", applicant_type=applicant_type, refresh="1")
    identifiers = {"document_no", "organisation", "bin", "registration_no", "description"}
    assert fields_on(browser) & identifiers == asked


def test_showing_the_fields_keeps_what_was_typed_and_registers_nothing(browser_of):
    browser = browser_of("operator")
    browser.open(NEW)
    assert browser.submit(NEW, **a_call(object_address=None), refresh="1").status_code == 200
    assert not appeals()
    assert browser.form(NEW).find(id="problem_text").get_text().strip()
    assert browser.submit(NEW, object_address=ADDRESS).status_code == 303


def test_htmx_gets_the_parts_alone(browser_of):
    browser = browser_of("operator")
    browser.open(NEW)
    token = browser.form(NEW).find("input", {"name": "csrf_token"})["value"]
    sent = {"csrf_token": token, "category": "ELEC", "channel": "phone", "refresh": "1"}
    answer = browser.send("POST", NEW, data=sent, headers=PART)
    part = answer.get_data(as_text=True)
    assert part.lstrip().startswith('<div id="needed_fields"')
    assert 'id="needed_person" hx-swap-oob="true"' in part
    assert 'id="needed_consent" hx-swap-oob="true"' in part
    assert "<html" not in part
    assert 'id="problem_text"' not in part


def test_the_deadline_shows_once_the_category_is_chosen(browser_of):
    browser = browser_of("operator")
    browser.open(NEW)
    assert "Answer due" not in browser.text
    browser.submit(NEW, category="ROAD", refresh="1")
    assert "Standard, 15 working days Answer due" in browser.text


def test_what_a_new_category_does_not_need_is_named_when_it_goes(browser_of):
    browser = browser_of("operator")
    browser.open(NEW)
    browser.submit(NEW, category="BILL", refresh="1")
    browser.submit(NEW, account_no="7744120", category="ROAD", refresh="1")
    assert "The category does not need: account number." in browser.text
    assert "7744120" not in str(browser.page)


def test_what_a_new_category_needs_too_stays(browser_of):
    browser = browser_of("operator")
    browser.open(NEW)
    browser.submit(NEW, category="BILL", refresh="1")
    browser.submit(NEW, account_no="7744120", category="HEAT", refresh="1")
    assert browser.form(NEW).find(id="account_no")["value"] == "7744120"
    assert "does not need" not in browser.text


def test_the_server_refuses_a_field_that_is_not_on_the_page(browser_of):
    browser = browser_of("operator")
    typed = a_call(category="ROAD", iin="010305390005")
    assert register(browser, typed).status_code == 422
    assert "The category does not need: IIN." in browser.text
    assert not appeals()
    assert browser.submit(NEW).status_code == 303


def test_more_is_collected_only_with_a_reason(browser_of, cast):
    browser = browser_of("operator")
    assert register(browser, about_a_bill(iin="010305390005")).status_code == 422
    assert "State why more data is collected." in browser.text
    browser.submit(NEW, collect_reason="identify_account")
    (appeal,) = appeals()
    assert appeal.collect_reason == "identify_account"
    assert stored(appeal, cast)["iin"] == "010305390005"


def test_a_reason_for_nothing_is_not_kept(browser_of):
    register(browser_of("operator"), a_call(collect_reason="site_access"))
    assert appeals()[0].collect_reason == ""

"""What the page of a disclosure offers and shows, before anything is recorded."""

import pytest

from backoffice.audit.door import deed_of
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from tests.disclosures.desk import BILL, PARTIAL, at, box, entries, ticked
from tests.given import ADDRESS, IIN, NAME, PERSON, PHONE, TEXT
from tests.house_browser import form_data


def test_the_competent_recipient_and_the_needed_fields_are_ticked(given, browser_of):
    appeal = given.appeal()
    browser = browser_of("operator")
    browser.open(at(appeal))
    assert ticked(browser, "recipients") == {"K1"}
    assert ticked(browser, "fields") == {"problem_text", "object_address", "phone"}
    payload = browser.page.find(id="payload").get_text(" ")
    assert TEXT in payload
    assert "+7 (701) 555-45-12" in payload
    assert ADDRESS in payload
    assert NAME not in payload
    assert "Саясаттың 8-тармағы" in payload


def test_opening_the_page_leaves_an_entry_that_names_the_fields_shown(given, browser_of):
    appeal = given.appeal()
    browser_of("operator").open(at(appeal))
    [entry] = entries(Action.DISCLOSURE_PREPARE)
    assert set(entry.field_codes) == {"problem_text", "object_address", "phone"}
    assert entry.appeal_number == appeal.number


def test_an_operator_does_not_even_see_a_value_beyond_need(given, browser_of):
    appeal = given.appeal()
    browser = browser_of("operator")
    browser.open(at(appeal))
    assert box(browser, "fields", "name").has_attr("disabled")
    assert NAME not in browser.text
    assert "A senior operator may add it." in browser.text


def test_a_value_beyond_need_stays_masked_until_it_is_ticked(given, browser_of):
    appeal = given.appeal(by="senior_operator", **BILL)
    browser = browser_of("senior_operator")
    browser.open(at(appeal))
    assert IIN not in browser.text
    assert IIN[-4:] in browser.text
    browser.submit(at(appeal), step="preview", fields=["problem_text", "iin"])
    assert IIN in browser.page.find(id="payload").get_text()


def test_a_field_that_is_never_given_is_named_and_not_offered(given, browser_of):
    appeal = given.appeal(texts={**PERSON, Field.EMAIL: "a@b.kz"}, collect_reason="applicant_asked")
    browser = browser_of("operator")
    browser.open(at(appeal))
    assert box(browser, "fields", "email") is None
    assert "a@b.kz" not in browser.text
    assert "Not allowed to be given: e-mail" in browser.text
    assert "evidence of consent" not in browser.text


def test_a_blocked_field_is_shown_as_blocked_and_cannot_be_ticked(given, browser_of):
    appeal = given.appeal()
    with deed_of(
        Action.VALUE_BLOCK, given.value(appeal, Field.PHONE), given.cast("privacy_officer")
    ):
        pass
    browser = browser_of("operator")
    browser.open(at(appeal))
    assert box(browser, "fields", "phone").has_attr("disabled")
    assert "555-45-12" not in browser.text
    assert "phone" not in ticked(browser, "fields")


@pytest.mark.parametrize("name", ["Су арнасы", "водоканал", "sewer", "СУ АРНАСЫ", "K3"])
def test_a_third_party_is_found_by_its_name_in_each_language(given, browser_of, name):
    appeal = given.appeal(by="senior_operator")
    browser = browser_of("senior_operator")
    browser.open(at(appeal))
    browser.submit(at(appeal), step="find", who=name)
    assert box(browser, "recipients", "K3") is not None
    assert ticked(browser, "recipients") == {"K1"}


def test_a_chosen_third_party_stays_when_the_search_goes_on(given, browser_of):
    appeal = given.appeal(by="senior_operator")
    browser = browser_of("senior_operator")
    browser.open(at(appeal))
    browser.submit(at(appeal), step="find", who="водоканал", recipients=["K3"])
    browser.submit(at(appeal), step="find", who="полиция")
    assert ticked(browser, "recipients") == {"K3"}
    assert box(browser, "recipients", "C1") is not None


def test_search_as_you_type_shows_third_parties_and_reads_nobody(given, browser_of):
    appeal = given.appeal(by="senior_operator")
    browser = browser_of("senior_operator")
    browser.open(at(appeal))
    before = len(entries(Action.DISCLOSURE_PREPARE))
    data = {**form_data(browser.form(at(appeal))), "who": "водо"}
    answer = browser.client.post(f"{at(appeal)}?part=picker", data=data, headers=PARTIAL)
    body = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert body.lstrip().startswith('<div id="picker">')
    assert 'value="K3"' in body
    assert PHONE not in body
    assert len(entries(Action.DISCLOSURE_PREPARE)) == before


def test_the_preview_is_refreshed_as_a_part_of_the_page(given, browser_of):
    appeal = given.appeal()
    browser = browser_of("operator")
    browser.open(at(appeal))
    data = {**form_data(browser.form(at(appeal))), "fields": ["object_address"]}
    answer = browser.client.post(f"{at(appeal)}?part=payload", data=data, headers=PARTIAL)
    body = answer.get_data(as_text=True)
    assert 'id="payload"' in body
    assert "<form" not in body
    assert ADDRESS in body
    assert TEXT not in body


def test_a_change_of_recipients_is_answered_with_the_whole_work(given, browser_of):
    appeal = given.appeal(by="senior_operator")
    browser = browser_of("senior_operator")
    browser.open(at(appeal))
    data = {**form_data(browser.form(at(appeal))), "recipients": ["K3"]}
    answer = browser.client.post(f"{at(appeal)}?part=work", data=data, headers=PARTIAL)
    body = answer.get_data(as_text=True)
    assert 'id="work"' in body
    assert 'name="outside_reason"' in body
    assert "<form" not in body


@pytest.mark.parametrize(
    ("district", "akimat"),
    [
        ("almaty", "A1"),
        ("baikonyr", "A2"),
        ("esil", "A3"),
        ("nura", "A4"),
        ("saryarka", "A5"),
        ("saraishyk", "A6"),
    ],
)
def test_the_akimat_of_the_district_is_suggested(given, browser_of, district, akimat):
    appeal = given.appeal(category="SNOW", district_code=district)
    browser = browser_of("operator")
    browser.open(at(appeal))
    assert ticked(browser, "recipients") == {akimat}
    assert len(browser.page.select("input[name=recipients]")) == 1


def test_without_a_district_no_akimat_is_suggested_and_the_page_says_why(given, browser_of):
    appeal = given.appeal(category="SNOW", district_code=None)
    browser = browser_of("operator")
    browser.open(at(appeal))
    assert ticked(browser, "recipients") == set()
    assert "The district is not known." in browser.text


def test_the_competent_recipient_without_undertaking_is_shown_as_refused(given, browser_of):
    appeal = given.appeal(category="LIFT")
    browser = browser_of("operator")
    browser.open(at(appeal))
    assert box(browser, "recipients", "D1").has_attr("disabled")
    assert "no undertaking" in browser.text
    assert ticked(browser, "recipients") == set()


def test_a_reminder_says_who_has_the_same_data_already(given, browser_of):
    appeal = given.appeal()
    given.disclosure(appeal, edited_text="Қысқаша")
    browser = browser_of("operator")
    browser.open(at(appeal))
    assert "The same data went to Electricity network utility on" in browser.text


def test_the_notice_and_the_labels_are_in_the_language_of_the_recipient(given, browser_of):
    appeal = given.appeal()
    browser = browser_of("operator")
    browser.open(at(appeal))
    browser.submit(at(appeal), step="preview", notice_language="ru")
    sheet = browser.page.select_one("#payload .sheet")
    assert sheet["lang"] == "ru"
    assert "пункт 8 Политики" in sheet.get_text()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_keeps_the_house_rules_in_every_language(given, browser_of, language):
    appeal = given.appeal(by="senior_operator", **BILL)
    browser_of("senior_operator", language=language).open(at(appeal))

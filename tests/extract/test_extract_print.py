"""The person is told what is held, who got it and who looked (law, articles 24, 25; 2.8)."""

import pytest

from backoffice.appeals.actions import add_note
from backoffice.appeals.registration import NewRepresentative
from backoffice.data_rights.actions import block_value, destroy_value
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason
from tests.disclosures.desk import entries
from tests.given import ADDRESS, NAME, PERSON, PHONE, TEXT

LAWYER = "Оспанов Ерлан Маратұлы"


def at(appeal, language=""):
    return f"/appeals/{appeal.number}/extract" + (f"/{language}" if language else "")


def test_every_value_in_force_stands_in_it_whole(given, browser_of):
    appeal = given.appeal()
    browser = browser_of("privacy_officer")
    browser.open(at(appeal, "en"))
    for text in (NAME, PHONE, TEXT, ADDRESS, "call-0001"):
        assert text in browser.text
    assert "told at registration" in browser.text
    assert len(browser.page.find_all("h2")) == 8


def test_it_says_to_whom_which_fields_went_and_how(given, browser_of):
    appeal = given.appeal_in_work()
    given.disclosure(appeal)
    browser = browser_of("senior_operator")
    browser.open(at(appeal, "en"))
    table = browser.page.find("caption", string="To whom it was given").parent.get_text(" ")
    for told in ("Electricity network utility", "phone", "E-mail", "recorded"):
        assert told in table


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("kk", "Дербес деректер туралы"),
        ("ru", "Выписка"),
        ("en", "Extract of personal data"),
    ],
)
def test_its_language_is_the_applicants_and_not_the_readers(given, browser_of, language, heading):
    appeal = given.appeal(language=language)
    page = browser_of("privacy_officer", language="en").open(at(appeal))
    assert page.html["lang"] == language
    assert page.h1.get_text().startswith(heading)


def test_blocked_data_is_named_as_held_and_its_text_is_told_to_nobody(given, cast, browser_of):
    appeal = given.appeal()
    phone = given.value(appeal, Field.PHONE)
    block_value(phone, by=cast("privacy_officer"), reason=RightsReason.INACCURATE, until=None)
    browser = browser_of("privacy_officer")
    browser.open(at(appeal, "en"))
    assert PHONE not in browser.text
    assert "held, but blocked" in browser.text
    assert "phone" not in entries("extract.print")[-1].field_codes


def test_of_destroyed_data_the_field_and_the_day_are_told(given, cast, browser_of):
    appeal = given.appeal()
    name = given.value(appeal, Field.NAME)
    destroy_value(name, by=cast("privacy_officer"), reason=RightsReason.UNLAWFUL)
    browser = browser_of("privacy_officer")
    browser.open(at(appeal, "en"))
    assert NAME not in browser.text
    assert "destroyed beyond recovery" in browser.text
    assert "Destroying a value" in browser.text


def test_data_of_the_representative_is_named_without_its_text(given, browser_of):
    appeal = given.appeal(
        texts={**PERSON, Field.REPRESENTATIVE_NAME: LAWYER},
        representative=NewRepresentative("power_of_attorney"),
    )
    browser = browser_of("privacy_officer")
    browser.open(at(appeal, "en"))
    assert LAWYER not in browser.text
    assert "held about the representative" in browser.text


def test_notes_of_the_staff_are_about_the_person_and_are_told(given, cast, browser_of):
    appeal = given.appeal()
    add_note(appeal, by=cast("operator"), text="Кешке қоңырау шалуды сұрады.")
    browser = browser_of("privacy_officer")
    browser.open(at(appeal))
    assert "Кешке қоңырау шалуды сұрады." in browser.text


def test_who_looked_is_told_by_role_and_never_by_name(given, cast, browser_of):
    appeal = given.appeal()
    browser_of("operator").open(f"/appeals/{appeal.number}")
    browser = browser_of("privacy_officer")
    browser.open(at(appeal, "en"))
    table = browser.page.find("caption", string="Who looked at it").parent.get_text(" ")
    assert "operator Opening a case" in table
    assert cast("operator").display_name not in browser.text


def test_making_it_leaves_an_entry_that_names_fields_and_language(given, browser_of):
    appeal = given.appeal()
    browser_of("privacy_officer").open(at(appeal, "ru"))
    entry = entries("extract.print")[-1]
    assert (entry.appeal_number, entry.detail) == (appeal.number, "language=ru")
    assert set(entry.field_codes) == {str(field) for field in PERSON}


@pytest.mark.parametrize("role", ["operator", "manager", "administrator", "auditor"])
def test_nobody_else_makes_an_extract(given, browser_of, role):
    browser_of(role).open(at(given.appeal()), status=403)
    assert entries("extract.print")[-1].is_refused


def test_the_case_leads_to_it_for_whoever_may_make_it(given, browser_of):
    appeal = given.appeal()
    page = browser_of("senior_operator").open(f"/appeals/{appeal.number}")
    assert page.select_one(f'#consent a[href="{at(appeal)}"]')
    page = browser_of("operator").open(f"/appeals/{appeal.number}")
    assert not page.select_one(f'#consent a[href="{at(appeal)}"]')

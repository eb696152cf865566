"""The transfer sheet: all that was recorded, to print and sign (R-9.2, R-10)."""

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.audit.door import deed_of
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.disclosures.actions import deliver_disclosure, recall_disclosure
from backoffice.disclosures.queries import recording_entry
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.third_parties.actions import Facts, edit_third_party
from backoffice.vault.values import destroy
from backoffice.web.language import show_moment
from tests.given import ADDRESS, NAME, TEXT


def at(disclosure, language="ru"):
    return f"/disclosures/{disclosure.id}/sheet/{language}"


@pytest.mark.parametrize(
    ("language", "recipient", "notice"),
    [
        ("kk", "Электр желілері кәсіпорны", "Саясаттың 11-тармағы"),
        ("ru", "Электросетевое предприятие", "пункт 11 Политики"),
    ],
)
def test_the_sheet_speaks_the_language_of_its_address(
    given, browser_of, language, recipient, notice
):
    disclosure = given.disclosure(given.appeal())
    browser = browser_of("operator")
    page = browser.open(at(disclosure, language))
    assert page.html["lang"] == language
    assert recipient in browser.text
    assert notice in browser.text


def test_the_sheet_has_everything_that_was_recorded(given, cast, browser_of):
    disclosure = given.disclosure(given.appeal(), reference="12-34/5", edited_text="Жарық жоқ.")
    deliver_disclosure(disclosure, by=cast("senior_operator"), at=clock.now())
    browser = browser_of("operator")
    browser.open(at(disclosure))
    seq = recording_entry(disclosure).seq
    for told in (
        disclosure.appeal.number,
        "12-34/5",
        "Жарық жоқ.",
        ADDRESS,
        "+7 (701) 555-45-12",
        "Айгүл Сейітова",
        "Ерлан Төлеуов",
        show_moment(disclosure.at),
        show_moment(disclosure.events[-1].recorded_at),
        str(seq),
    ):
        assert told in browser.text
    assert TEXT not in browser.text
    assert NAME not in browser.text


def test_a_sheet_names_the_recipient_as_it_was_called_on_that_day(given, cast, browser_of):
    disclosure = given.disclosure(given.appeal())
    facts = Facts("utility", "Жаңа атау", "Новое имя", "New name", undertaking_no="M-1")
    party = disclosure.third_party
    edit_third_party(party, by=cast("manager"), facts=facts, competence=[("ELEC", "")])
    browser = browser_of("operator")
    browser.open(at(disclosure))
    assert "Электросетевое предприятие" in browser.text
    assert "Новое имя" not in browser.text
    assert "M-1" not in browser.text
    browser.open(at(given.disclosure(given.appeal()), "kk"))
    assert "Жаңа атау" in browser.text


def test_opening_the_sheet_leaves_an_entry_with_the_fields(given, browser_of):
    disclosure = given.disclosure(given.appeal())
    browser_of("operator").open(at(disclosure))
    entry = db.session.scalar(
        sa.select(AuditEntry).where(AuditEntry.action == Action.DISCLOSURE_PRINT)
    )
    assert set(entry.field_codes) == {"problem_text", "object_address", "phone"}
    assert entry.subject == f"disclosure:{disclosure.id}"
    assert entry.appeal_number == disclosure.appeal.number


def test_a_destroyed_value_is_named_and_gone_with_every_copy(given, cast, browser_of):
    appeal = given.appeal()
    disclosure = given.disclosure(appeal, edited_text="Жарық жоқ.")
    text = given.value(appeal, Field.PROBLEM_TEXT)
    with deed_of(Action.VALUE_DESTROY, text, cast("privacy_officer")):
        destroy([text])
    browser = browser_of("operator")
    browser.open(at(disclosure))
    assert "Жарық жоқ." not in browser.text
    assert ADDRESS in browser.text


def test_a_blocked_piece_is_hidden_in_its_edited_copy_too(given, cast, browser_of):
    appeal = given.appeal()
    disclosure = given.disclosure(appeal, edited_text="Жарық жоқ.")
    with deed_of(
        Action.VALUE_BLOCK, given.value(appeal, Field.PROBLEM_TEXT), cast("privacy_officer")
    ):
        pass
    browser = browser_of("operator")
    browser.open(at(disclosure))
    assert "Жарық жоқ." not in browser.text
    entry = db.session.scalar(
        sa.select(AuditEntry).where(AuditEntry.action == Action.DISCLOSURE_PRINT)
    )
    assert set(entry.field_codes) == {"object_address", "phone"}


def test_a_recalled_sheet_asks_to_destroy_the_data(given, cast, browser_of):
    disclosure = given.disclosure(given.appeal())
    browser = browser_of("operator")
    browser.open(at(disclosure))
    assert not browser.page.select(".note.warn")
    recall_disclosure(disclosure, by=cast("senior_operator"), at=clock.now())
    browser.open(at(disclosure))
    assert browser.page.select(".note.warn")


def test_the_sheet_of_a_colleagues_case_is_not_there(given, browser_of):
    disclosure = given.disclosure(given.appeal(by="senior_operator"), by="senior_operator")
    browser_of("operator").open(at(disclosure), status=404)


@pytest.mark.parametrize("role", ["manager", "administrator", "auditor"])
def test_other_roles_do_not_print(given, browser_of, role):
    browser_of(role).open(at(given.disclosure(given.appeal())), status=403)


def test_there_is_no_sheet_in_another_language(given, browser_of):
    browser_of("operator").open(at(given.disclosure(given.appeal()), "en"), status=404)

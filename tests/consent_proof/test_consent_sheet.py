"""The consent with all the law asks for, to print (law, article 8; policy 7, 8; R-5a)."""

from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.accounts.models import Staff
from backoffice.appeals.registration import NewRepresentative
from backoffice.audit.door import deed_of, witness
from backoffice.audit.refusals import Refusal
from backoffice.consent_proof.content import items_of
from backoffice.consent_proof.queries import consent_record
from backoffice.data_rights.actions import destroy_applicant
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason
from backoffice.vault.values import reveal
from tests.appeals.calls import a_call, appeals, register
from tests.disclosures.desk import entries
from tests.given import NAME, PERSON, PHONE
from tests.objections.test_keep_back import objected

EIGHT = ["operator", "subject", "term", "transfer", "cross_border", "public", "data", "other"]
ORGANISATION = {**PERSON, Field.ORGANISATION: "ЖШС «Жарық»"}
APPEALS = {
    "a person by phone": {},
    "without transfer": {"no_transfer": True},
    "by law": {"legal_basis": "law", "legal_provision": "35-бап"},
    "anonymous": {"is_anonymous": True},
    "an organisation": {
        "category": "LAND",
        "applicant_type": "org_kz",
        "texts": ORGANISATION,
        "collect_reason": "applicant_asked",
    },
    "through a representative": {"representative": NewRepresentative("power_of_attorney")},
}


def at(appeal, language="en"):
    return f"/appeals/{appeal.number}/consent/{language}"


def items_read(number: str, by: Staff):
    record = consent_record(number)
    values = record.to_open
    fields = {value.field for value in values}
    with witness(Action.CONSENT_PRINT, record.appeal, by, fields=fields):
        return {item.code: dict(item.facts) for item in items_of(record, reveal(values))}


@pytest.mark.parametrize("what", APPEALS)
def test_none_of_the_eight_items_is_empty(given, cast, what):
    appeal = given.appeal(**APPEALS[what])
    items = items_read(appeal.number, cast("operator"))
    assert list(items) == EIGHT
    assert all(items.values())
    assert all(str(text).strip() for facts in items.values() for text in facts.values())


def test_none_is_empty_when_everything_about_the_person_is_destroyed(given, cast):
    appeal = given.appeal()
    officer = cast("privacy_officer")
    destroy_applicant(appeal, by=officer, reason=RightsReason.UNLAWFUL)
    items = items_read(appeal.number, officer)
    assert all(text for facts in items.values() for text in facts.values())
    assert "destroyed on" in " ".join(items["subject"].values()) or "жойылды" in str(items)
    assert NAME not in str(items)


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("kk", "Дербес деректерді өңдеуге келісім"),
        ("ru", "Согласие на обработку персональных данных"),
        ("en", "Consent to the processing of personal data"),
    ],
)
def test_the_sheet_speaks_the_language_of_its_address(given, browser_of, language, heading):
    browser = browser_of("operator")
    page = browser.open(at(given.appeal(), language))
    assert page.html["lang"] == language
    assert page.h1.get_text() == heading
    assert len(page.find_all("h2")) == len(EIGHT)
    assert NAME in browser.text


def test_the_sheet_says_what_was_agreed_to_and_what_proves_it(given, browser_of):
    appeal = given.appeal(consent_until=clock.today() + timedelta(days=90))
    objected(given, appeal, to="K3")
    browser = browser_of("operator")
    browser.open(at(appeal))
    entry = entries("appeal.register")[-1]
    for told in (
        "City Monitoring and Rapid Response Centre",
        NAME,
        "until " + (clock.today() + timedelta(days=90)).strftime("%d.%m.%Y"),
        "yes, to those who take part in resolving the appeal",
        "phone; recipient: Water and sewer utility",
        "data stay in Kazakhstan",
        "text of the appeal, address of the problem, name, phone",
        "Script read out by the operator",
        "Evidence: number of the call record",
        "call-0001",
        appeal.number,
        entry.digest,
        consent_record(appeal.number).edition.text_hash,
    ):
        assert told in browser.text, told
    assert PHONE not in browser.text


def test_a_later_refusal_of_transfer_stands_beside_what_was_agreed_to_first(given, browser_of):
    appeal = given.appeal()
    objected(given, appeal, "every_field")
    browser = browser_of("operator")
    browser.open(at(appeal))
    assert "At the giving yes, to those" in browser.text
    assert "Today no: only the text" in browser.text


def test_opening_the_sheet_leaves_an_entry_that_names_what_was_shown(given, browser_of):
    appeal = given.appeal()
    browser_of("manager").open(at(appeal))
    entry = entries("consent.print")[-1]
    assert set(entry.field_codes) == {"name", "consent_evidence"}
    assert entry.appeal_number == appeal.number


def test_a_blocked_name_is_not_printed_and_not_named_in_the_entry(given, cast, browser_of):
    appeal = given.appeal()
    with deed_of(Action.VALUE_BLOCK, given.value(appeal, Field.NAME), cast("privacy_officer")):
        pass
    browser = browser_of("operator")
    browser.open(at(appeal))
    assert NAME not in browser.text
    assert entries("consent.print")[-1].field_codes == ("consent_evidence",)


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_who_reads_no_case_prints_no_consent(given, browser_of, role):
    browser_of(role).open(at(given.appeal()), status=403)


def test_a_colleagues_case_is_not_there(given, browser_of):
    browser_of("operator").open(at(given.appeal(by="senior_operator")), status=404)


def test_the_consent_card_of_the_case_leads_to_the_sheet(given, browser_of):
    appeal = given.appeal(language="ru")
    page = browser_of("operator").open(f"/appeals/{appeal.number}")
    assert page.select_one("#consent p a")["href"] == at(appeal, "ru")
    assert "until the purpose is reached" in page.select_one("#consent").get_text()


@pytest.mark.parametrize("basis", ["law", "contract"])
def test_law_or_contract_without_its_provision_is_no_ground(given, browser_of, basis):
    with pytest.raises(Refusal, match=r"consent\.no-provision"):
        given.appeal(legal_basis=basis)
    browser = browser_of("operator")
    assert register(browser, a_call(legal_basis=basis)).status_code == 422
    browser.submit("/appeals/new", legal_provision="Act 1, article 9")
    assert appeals()[0].consent.provision == "Act 1, article 9"


def test_a_consent_whose_term_is_over_lets_nothing_out(given, cast):
    until = clock.today() + timedelta(days=3)
    appeal = given.appeal(consent_until=until)
    assert given.disclosure(appeal)
    later = clock.now() + timedelta(days=4)
    with clock.running_at(lambda: later), pytest.raises(Refusal, match=r"consent-ended"):
        given.disclosure(appeal)


def test_a_term_that_is_over_already_is_refused_beside_its_box(given, browser_of):
    browser = browser_of("operator")
    assert register(browser, a_call(consent_until="2020-01-01")).status_code == 422
    assert browser.page.select_one("#consent_until-error")
    with pytest.raises(Refusal, match=r"consent\.past-term"):
        given.appeal(consent_until=clock.today())

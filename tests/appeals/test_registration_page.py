"""The registration page as a whole: policy 3.6, 4, 6.1, 6.2, 6.3, 7, 8."""

from datetime import UTC, datetime, timedelta

import pytest

from backoffice import clock
from backoffice.policy.scripts import scripts
from backoffice.rules.vocabulary.appeals import AppealForm, AppealKind, Channel
from backoffice.rules.vocabulary.consent import ConsentMethod
from backoffice.rules.vocabulary.people import ApplicantType, Language
from tests.appeals.calls import (
    NEW,
    a_call,
    about_a_bill,
    appeals,
    confirm,
    last_entry,
    register,
    stored,
)
from tests.given import NAME, TEXT


def test_a_call_is_registered_on_one_page_and_leads_to_the_case(browser_of, cast):
    answer = register(browser_of("operator"), a_call())
    (appeal,) = appeals()
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/appeals/{appeal.number}"
    assert (appeal.channel, appeal.form, appeal.kind) == ("phone", "oral", "appeal")
    assert appeal.assignee_id == appeal.registered_by_id == cast("operator").id
    assert stored(appeal, cast)["phone"] == "+77015554512"


def test_the_clerk_is_told_number_and_deadline(browser_of):
    browser = browser_of("operator")
    register(browser, a_call())
    (appeal,) = appeals()
    with browser.client.session_transaction() as session:
        told = [text for _tone, text in session["_flashes"]]
    due = clock.local(appeal.due_at).strftime("%d.%m.%Y %H:%M")
    assert told == [f"Appeal registered: No. {appeal.number}. The answer is due {due}."]


def test_the_same_form_sent_twice_gives_one_appeal_and_leads_to_it(browser_of):
    browser = browser_of("operator")
    first = register(browser, a_call())
    browser.open(NEW)
    page = browser.page
    second = browser.submit(NEW, **a_call())
    browser.page = page
    third = browser.submit(NEW, **a_call())
    assert len(appeals()) == 2
    assert second.headers["Location"] != first.headers["Location"]
    assert third.status_code == 303
    assert third.headers["Location"] == second.headers["Location"]


@pytest.mark.parametrize("kind", AppealKind)
def test_each_kind_of_the_policy_can_be_registered(browser_of, kind):
    assert register(browser_of("operator"), a_call(kind=kind)).status_code == 303
    assert appeals()[0].kind == kind


@pytest.mark.parametrize(
    ("channel", "form", "method"),
    [
        (Channel.PHONE, AppealForm.ORAL, ConsentMethod.SCRIPT_READ),
        (Channel.IN_PERSON, AppealForm.ORAL, ConsentMethod.SCRIPT_READ),
        (Channel.PAPER, AppealForm.WRITTEN, ConsentMethod.SIGNATURE),
        (Channel.WEBSITE, AppealForm.ELECTRONIC, ConsentMethod.TICK),
        (Channel.MOBILE_APP, AppealForm.ELECTRONIC, ConsentMethod.TICK),
        (Channel.CHAT_BOT, AppealForm.ELECTRONIC, ConsentMethod.MESSAGE),
        (Channel.EMAIL, AppealForm.ELECTRONIC, ConsentMethod.MESSAGE),
        (Channel.SOCIAL_NETWORK, AppealForm.ELECTRONIC, ConsentMethod.MESSAGE),
        (Channel.OTHER, AppealForm.ELECTRONIC, ConsentMethod.MESSAGE),
    ],
)
def test_form_and_kind_of_consent_follow_from_the_channel(browser_of, channel, form, method):
    register(browser_of("operator"), a_call(channel=channel))
    (appeal,) = appeals()
    assert (appeal.form, appeal.consent.method) == (form, method)


def test_the_form_can_be_other_than_the_channel_says(browser_of):
    register(browser_of("operator"), a_call(channel="in_person", form_of_appeal="written"))
    assert appeals()[0].form == AppealForm.WRITTEN


def test_an_oral_appeal_asks_for_the_script_to_be_read_out(browser_of):
    browser = browser_of("operator")
    assert register(browser, a_call(script_read=None)).status_code == 422
    assert "Read the script out" in browser.text
    assert not appeals()


def test_the_script_stands_on_the_page_in_three_languages(browser_of):
    browser = browser_of("operator")
    browser.open(NEW)
    for language in Language:
        assert scripts()[language] in browser.text


def test_a_letter_needs_no_script(browser_of):
    browser = browser_of("operator")
    browser.open(NEW)
    browser.submit(NEW, channel="paper", refresh="1")
    assert browser.page.find(id="script_read") is None
    assert scripts()[Language.KK] not in browser.text


def test_consent_without_evidence_is_not_enough(browser_of):
    browser = browser_of("operator")
    assert register(browser, a_call(consent_evidence="")).status_code == 422
    assert "Write what proves the consent." in browser.text
    assert not appeals()


def test_the_appeal_keeps_the_version_of_the_policy_in_force(browser_of):
    browser = browser_of("operator")
    register(browser, a_call())
    browser.open(NEW)
    assert "Policy No. 1 of 01.01.2024" in browser.text
    assert appeals()[0].consent.policy_version_id == 1


def test_law_as_the_basis_has_to_be_named(browser_of):
    browser = browser_of("operator")
    assert register(browser, a_call(legal_basis="law")).status_code == 422
    browser.submit(NEW, legal_provision="Law 94-V, article 9")
    (appeal,) = appeals()
    assert appeal.consent.legal_basis == "law"
    assert appeal.applicant.legal_provision == "Law 94-V, article 9"


def test_a_refusal_of_transfer_is_recorded(browser_of):
    register(browser_of("operator"), a_call(no_transfer="y"))
    assert appeals()[0].no_transfer


def test_what_was_typed_is_kept_when_something_is_wrong(browser_of):
    browser = browser_of("operator")
    assert register(browser, a_call(problem_text="ау")).status_code == 422
    form = browser.form(NEW)
    assert form.find(id="name")["value"] == NAME
    assert form.find(id="problem_text").get_text().strip() == "ау"
    assert form.find(id="category").find("option", selected=True)["value"] == "ELEC"
    assert browser.submit(NEW, problem_text=TEXT).status_code == 303


@pytest.mark.parametrize("text", ["", "ау", "а" * 4001])
def test_the_text_has_between_4_and_4000_letters(browser_of, text):
    browser = browser_of("operator")
    assert register(browser, a_call(problem_text=text)).status_code == 422
    assert "Write 4 to 4000 letters." in browser.text


def test_a_category_an_akimat_resolves_asks_for_the_district(browser_of):
    browser = browser_of("operator")
    assert register(browser, a_call(category="SNOW", district="")).status_code == 422
    assert browser.submit(NEW, district="nura").status_code == 303


# ---- who appeals (policy 6) ----


def test_a_foreigner_is_asked_for_country_and_document(browser_of, cast):
    browser = browser_of("operator")
    typed = about_a_bill(applicant_type="person_foreign", document_no="ab 123-456")
    assert register(browser, typed).status_code == 422
    assert "Choose a country." in browser.text
    browser.submit(NEW, country="UZ")
    (appeal,) = appeals()
    assert appeal.applicant.country == "UZ"
    assert stored(appeal, cast)["document_no"] == "AB123-456"


def test_an_organisation_is_asked_for_its_name_and_bin(browser_of, cast):
    browser = browser_of("operator")
    typed = about_a_bill(applicant_type="org_kz", organisation="", bin="5506 4090 0001")
    assert register(browser, typed).status_code == 422
    assert "Write the name of the organisation." in browser.text
    browser.submit(NEW, organisation="«Үлгі» ЖШС")
    assert stored(appeals()[0], cast)["bin"] == "550640900001"


def test_a_foreign_organisation_is_asked_for_its_registration_number(browser_of, cast):
    typed = about_a_bill(
        applicant_type="org_foreign",
        country="TR",
        organisation="Örnek A.Ş.",
        registration_no="TR-778-12",
    )
    register(browser_of("operator"), typed)
    (appeal,) = appeals()
    assert appeal.applicant.type == ApplicantType.ORG_FOREIGN
    assert stored(appeal, cast)["registration_no"] == "TR-778-12"


def test_another_person_is_described_with_the_provision_of_law(browser_of, cast):
    browser = browser_of("operator")
    typed = a_call(applicant_type="other", description="")
    assert register(browser, typed).status_code == 422
    assert "Describe the person." in browser.text
    browser.submit(NEW, description="stateless person", legal_provision="Law 2477, article 1")
    (appeal,) = appeals()
    assert stored(appeal, cast)["description"] == "stateless person"
    assert appeal.applicant.legal_provision == "Law 2477, article 1"


def test_a_representative_comes_with_the_document_of_authority(browser_of, cast):
    browser = browser_of("operator")
    assert register(browser, a_call(representative_name="Ибраев Ерік")).status_code == 422
    assert "Choose the document of authority." in browser.text
    browser.submit(
        NEW,
        document_kind="power_of_attorney",
        representative_document="1187",
        document_date="2026-01-10",
        valid_until="2099-01-10",
    )
    (appeal,) = appeals()
    assert appeal.representative.document_kind == "power_of_attorney"
    assert appeal.representative.valid_until.year == 2099
    assert stored(appeal, cast)["representative_document"] == "1187"


def test_no_representative_is_made_up_when_none_was_typed(browser_of):
    register(browser_of("operator"), a_call())
    assert appeals()[0].representative is None


# ---- anonymous and hidden (R-3.3, R-4.3) ----


def test_an_anonymous_urgent_appeal_stores_nobody_and_says_so(browser_of, cast):
    browser = browser_of("operator")
    register(browser, a_call(is_anonymous="y", script_read=None))
    (appeal,) = appeals()
    assert set(stored(appeal, cast)) == {"problem_text", "object_address"}
    assert appeal.applicant.is_anonymous
    with browser.client.session_transaction() as session:
        told = " ".join(text for _tone, text in session["_flashes"])
    assert "Anonymous: not stored: name, phone, evidence of consent." in told


def test_an_anonymous_appeal_that_is_not_urgent_is_recorded_and_not_sent_on(browser_of):
    browser = browser_of("operator")
    assert register(browser, a_call(category="ROAD", is_anonymous="y")).status_code == 422
    assert "recorded, not sent on" in browser.text
    assert confirm(browser).status_code == 303
    assert appeals()[0].stays_here


def test_a_hidden_number_is_no_reason_to_refuse(browser_of, cast):
    register(browser_of("operator"), a_call(phone="", number_hidden="y"))
    (appeal,) = appeals()
    assert appeal.applicant.number_hidden
    assert "phone" not in stored(appeal, cast)


# ---- when it was received ----


def test_a_paper_can_have_come_earlier_and_its_term_runs_from_then(browser_of):
    came = clock.now() - timedelta(days=2)
    typed = clock.local(came).strftime("%d.%m.%Y %H:%M")
    register(browser_of("operator"), a_call(channel="paper", received_at=typed))
    (appeal,) = appeals()
    assert appeal.received_at == came.replace(second=0, microsecond=0)
    assert appeal.due_at == appeal.received_at + timedelta(hours=24)
    assert appeal.registered_at > appeal.received_at


def test_nothing_is_received_in_the_future(browser_of):
    browser = browser_of("operator")
    typed = clock.local(clock.now() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    assert register(browser, a_call(received_at=typed)).status_code == 422
    assert "This moment is in the future." in browser.text


def test_half_past_eleven_in_the_evening_does_not_slip_to_another_day(browser_of):
    with clock.running_at(lambda: datetime(2026, 11, 24, 4, 0, tzinfo=UTC)):
        typed = a_call(category="WAST", received_at="23.11.2026 23:30")
        register(browser_of("operator"), typed)
        (appeal,) = appeals()
    assert clock.local(appeal.due_at).strftime("%d.%m %H:%M") == "26.11 23:59"


# ---- who may ----


@pytest.mark.parametrize("role", ["manager", "privacy_officer", "administrator", "auditor"])
def test_only_operators_register(browser_of, role):
    browser_of(role).open(NEW, status=403)
    assert last_entry().is_refused


def test_no_personal_data_stands_in_an_address_or_in_the_audit(browser_of):
    browser = browser_of("operator")
    answer = register(browser, a_call())
    assert "?" not in answer.headers["Location"]
    entry = last_entry()
    line = " ".join(str(value) for value in vars(entry).values())
    assert NAME not in line
    assert "7015554512" not in line


@pytest.mark.parametrize("year", ["0001", "1066", "9999"])
def test_a_year_that_cannot_be_meant_is_said_and_what_was_typed_stays(browser_of, year):
    browser = browser_of("operator")
    answer = register(browser, a_call(received_at=f"{year}-01-01T00:00"))
    assert answer.status_code == 422
    assert "Write date and time as 23.11.2026 09:14." in browser.text
    assert browser.page.find(id="received_at")["value"].startswith(year)

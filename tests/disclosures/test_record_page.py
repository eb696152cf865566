"""The page on which a disclosure is prepared: what it offers, shows and refuses."""

import pytest
import sqlalchemy as sa
from flask_babel import force_locale

from backoffice.appeals.actions import add_note
from backoffice.audit.door import deed_of
from backoffice.audit.models import AuditEntry
from backoffice.audit.refusals import Stale
from backoffice.data_rights.actions import correct_value
from backoffice.db import db
from backoffice.disclosures import views
from backoffice.disclosures.queries import disclosures_of
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary import RightsReason
from backoffice.web.refusal_words import REFUSALS
from tests.given import ADDRESS, IIN, NAME, PERSON, PHONE, TEXT
from tests.house_browser import form_data

BILL = {
    "category": "BILL",
    "texts": {
        **{field: text for field, text in PERSON.items() if field != Field.OBJECT_ADDRESS},
        Field.ACCOUNT_NO: "1234567",
        Field.IIN: IIN,
    },
    "collect_reason": "identify_account",
}
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


def entries(action):
    return db.session.scalars(
        sa.select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.seq)
    ).all()


def said(code):
    """A refusal in the words of the browser's language."""
    with force_locale("en"):
        return str(REFUSALS[code])


def at(appeal):
    return f"/appeals/{appeal.number}/disclose"


def record(browser, appeal, **typed):
    """Preview these choices, then record them, as a person without script does."""
    browser.submit(at(appeal), step="preview", **typed)
    return browser.submit(at(appeal), step="record")


def ticked(browser, name):
    return {box["value"] for box in browser.page.select(f"input[name={name}][checked]")}


def box(browser, name, value):
    return browser.page.select_one(f"input[name={name}][value={value}]")


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


def test_recording_writes_the_disclosure_and_leads_to_the_case(given, browser_of):
    appeal = given.appeal()
    browser = browser_of("operator")
    browser.open(at(appeal))
    answer = browser.submit(at(appeal), step="record", means="phone", reference="17")
    assert (answer.status_code, answer.location) == (303, f"/appeals/{appeal.number}")
    [disclosure] = disclosures_of(appeal.id)
    assert (disclosure.means, disclosure.reference) == ("phone", "17")
    assert disclosure.notice_language == "kk"


def test_choices_that_were_not_previewed_are_shown_first_and_recorded_then(given, browser_of):
    appeal = given.appeal()
    browser = browser_of("operator")
    browser.open(at(appeal))
    answer = browser.submit(at(appeal), step="record", text="Үйде жарық жоқ.")
    assert answer.status_code == 422
    assert not disclosures_of(appeal.id)
    assert "This preview is new." in browser.text
    assert "Үйде жарық жоқ." in browser.page.find(id="payload").get_text()
    assert browser.submit(at(appeal), step="record").status_code == 303
    assert disclosures_of(appeal.id)


def test_a_mark_of_other_choices_does_not_serve(given, browser_of):
    one, other = given.appeal(), given.appeal()
    browser = browser_of("operator")
    browser.open(at(other))
    foreign = browser.page.select_one("input[name=seen]")["value"]
    for mark in (foreign, "", "ә"):
        browser.open(at(one))
        assert browser.submit(at(one), step="record", seen=mark).status_code == 422


def test_a_form_sent_twice_records_once(given, browser_of):
    appeal = given.appeal()
    browser = browser_of("operator")
    browser.open(at(appeal))
    data = {**form_data(browser.form(at(appeal))), "step": "record"}
    for _ in range(2):
        assert browser.client.post(at(appeal), data=data).status_code == 303
    assert len(disclosures_of(appeal.id)) == 1


def test_several_recipients_get_a_disclosure_each(given, browser_of):
    appeal = given.appeal(by="senior_operator")
    browser = browser_of("senior_operator")
    browser.open(at(appeal))
    recipients = ["K1", "K3", "C2"]
    chosen = {"recipients": recipients, "outside_reason": "joint_resolution"}
    assert record(browser, appeal, **chosen).status_code == 303
    made = disclosures_of(appeal.id)
    assert {one.third_party.code for one in made} == set(recipients)
    entered = [one for one in entries(Action.DISCLOSURE_RECORD) if not one.is_refused]
    assert {one.third_party for one in entered} == set(recipients)
    outside = {one.third_party.code: one.outside_reason for one in made}
    assert outside == {"K1": "", "K3": "joint_resolution", "C2": "joint_resolution"}


def test_when_one_recipient_is_refused_none_gets_anything(given, browser_of):
    appeal = given.appeal(by="senior_operator")
    browser = browser_of("senior_operator")
    browser.open(at(appeal))
    chosen = {"recipients": ["K1", "D1"], "outside_reason": "redirected"}
    assert record(browser, appeal, **chosen).status_code == 422
    assert "Lift company: This private recipient has no valid undertaking." in browser.text
    assert not disclosures_of(appeal.id)


SENTENCES = {
    "disclosure.never": {"fields": ["problem_text", "email"]},
    "disclosure.missing": {"fields": ["problem_text", "photo"]},
    "disclosure.no-fields": {"fields": None},
    "disclosure.no-recipient": {"recipients": None},
    "disclosure.beyond-right": {"fields": ["problem_text", "name"], "beyond_reason": "call_back"},
    "disclosure.outside-right": {"recipients": ["K3"], "outside_reason": "redirected"},
    "disclosure.empty-text": {"text": " "},
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_forged_form_is_refused_in_a_sentence(given, browser_of, code):
    appeal = given.appeal()
    browser = browser_of("operator")
    browser.open(at(appeal))
    answer = browser.submit(at(appeal), step="record", **SENTENCES[code])
    assert answer.status_code == 422
    assert said(code) in browser.text
    assert not disclosures_of(appeal.id)


def test_asking_for_what_the_page_never_offered_is_written_down(given, browser_of):
    appeal = given.appeal()
    browser = browser_of("operator")
    browser.open(at(appeal))
    browser.submit(at(appeal), step="record", fields=["problem_text", "email"])
    [entry] = entries(Action.DISCLOSURE_RECORD)
    assert entry.is_refused
    assert entry.reason == "disclosure.never"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"recipients": ["K3"]}, "disclosure.outside-competence"),
        ({"fields": ["problem_text", "name"]}, "disclosure.beyond-need"),
    ],
)
def test_a_missing_reason_is_asked_for_and_what_was_typed_stays(given, browser_of, typed, code):
    appeal = given.appeal(by="senior_operator")
    browser = browser_of("senior_operator")
    browser.open(at(appeal))
    answer = record(browser, appeal, text="Қысқаша", reference="5", **typed)
    assert answer.status_code == 422
    assert said(code) in browser.text
    assert browser.page.find(id="text").get_text(strip=True) == "Қысқаша"
    assert browser.page.find(id="reference")["value"] == "5"


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


@pytest.mark.parametrize(
    "typed",
    [{"means": ""}, {"means": "pigeon"}, {"notice_language": "xx"}, {"reference": "1" * 61}],
)
def test_what_is_not_of_the_list_or_too_long_is_refused(given, browser_of, typed):
    appeal = given.appeal()
    browser = browser_of("operator")
    browser.open(at(appeal))
    assert browser.submit(at(appeal), step="record", **typed).status_code == 422


def test_a_case_changed_meanwhile_is_shown_again_with_what_was_typed(given, browser_of):
    appeal = given.appeal()
    browser = browser_of("operator")
    browser.open(at(appeal))
    add_note(appeal, by=given.cast("operator"), text="Ескертпе")
    answer = browser.submit(at(appeal), step="record", reference="9")
    assert answer.status_code == 409
    assert said("stale") in browser.text
    assert browser.page.find(id="reference")["value"] == "9"
    assert browser.submit(at(appeal), step="record").status_code == 303


def test_a_case_of_somebody_else_is_not_there(given, browser_of):
    appeal = given.appeal(by="senior_operator")
    browser = browser_of("operator")
    browser.open(at(appeal), status=404)


def test_an_answered_case_cannot_be_disclosed_and_nothing_of_it_is_shown(given, browser_of):
    appeal = given.appeal_answered()
    browser = browser_of("operator")
    browser.open(at(appeal), status=409)
    assert TEXT not in browser.text


@pytest.mark.parametrize("role", ["manager", "privacy_officer", "administrator", "auditor"])
def test_other_roles_do_not_get_the_page(given, browser_of, role):
    browser_of(role).open(at(given.appeal()), status=403)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_keeps_the_house_rules_in_every_language(given, browser_of, language):
    appeal = given.appeal(by="senior_operator", **BILL)
    browser_of("senior_operator", language=language).open(at(appeal))


def test_the_picker_asked_for_a_case_of_somebody_else_is_written_down(given, browser_of):
    own, other = given.appeal(), given.appeal(by="senior_operator")
    browser = browser_of("operator")
    browser.open(at(own))
    typed = form_data(browser.form(at(own)))
    answer = browser.send("POST", at(other) + "?part=picker", data=typed, headers=PARTIAL)
    assert answer.status_code == 404
    [entry] = entries(Action.DISCLOSURE_PREPARE)[1:]
    assert (entry.outcome, entry.appeal_number) == ("refused", other.number)


def test_who_is_left_when_the_case_changed_between_two_recipients_can_be_sent_again(
    given, browser_of, monkeypatch
):
    appeal = given.appeal(by="senior_operator")
    browser = browser_of("senior_operator")
    browser.open(at(appeal))
    both = {"recipients": ["K1", "K3"], "outside_reason": "joint_resolution"}
    browser.submit(at(appeal), step="preview", **both)
    done = views.record_disclosure

    def clash_on_the_second(subject, **facts):
        if disclosures_of(subject.id):
            raise Stale("stale", Action.DISCLOSURE_RECORD)
        return done(subject, **facts)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(views, "record_disclosure", clash_on_the_second)
        assert browser.submit(at(appeal), step="record").status_code == 409
    [left] = ticked(browser, "recipients")
    assert browser.submit(at(appeal), step="record").status_code == 303
    assert {one.third_party.code for one in disclosures_of(appeal.id)} == {"K1", "K3"}
    assert disclosures_of(appeal.id)[0].third_party.code == left


def test_what_was_corrected_after_the_preview_is_not_given_unseen(given, cast):
    appeal = given.appeal()
    phone = given.value(appeal, Field.PHONE)
    previewed = {"phone": phone.id}
    correct_value(phone, by=cast("operator"), text="+77015554513", reason=RightsReason.INACCURATE)
    with pytest.raises(Stale):
        given.disclosure(appeal, fields=("phone",), previewed=previewed)
    assert not disclosures_of(appeal.id)


@pytest.mark.parametrize("reference", [PHONE, "+7 (701) 555-45-12", IIN, "a@example.kz"])
def test_the_reference_takes_no_phone_number_or_e_mail_of_a_person(given, browser_of, reference):
    appeal = given.appeal()
    browser = browser_of("operator")
    browser.open(at(appeal))
    answer = record(browser, appeal, reference=reference)
    assert answer.status_code == 422
    assert "it goes into reports" in browser.text
    assert disclosures_of(appeal.id) == []

"""What the page of a disclosure records and what it refuses."""

import pytest

from backoffice.appeals.actions import add_note
from backoffice.audit.refusals import Stale
from backoffice.data_rights.actions import correct_value
from backoffice.disclosures import views
from backoffice.disclosures.queries import disclosures_of
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason
from tests.disclosures.desk import PARTIAL, SENTENCES, at, entries, record, said, ticked
from tests.given import IIN, PHONE, TEXT
from tests.house_browser import form_data


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
    assert "Lift company: A private recipient gets data only under an undertaking" in browser.text
    assert not disclosures_of(appeal.id)


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


@pytest.mark.parametrize(
    "reference",
    [
        PHONE,
        "+7 (701) 555-45-12",
        "8 701 555 45 12",
        "8(701)555-45-12",
        "т. 7 701 555-45-12",
        IIN,
        "0103 0539 0005",
        "010305-390005",
        "a@example.kz",
    ],
)
def test_the_reference_takes_no_phone_number_or_e_mail_of_a_person(given, browser_of, reference):
    appeal = given.appeal()
    browser = browser_of("operator")
    browser.open(at(appeal))
    answer = record(browser, appeal, reference=reference)
    assert answer.status_code == 422
    assert "it goes into reports" in browser.text
    assert disclosures_of(appeal.id) == []

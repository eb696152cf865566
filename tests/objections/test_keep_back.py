"""What the applicant objects to goes out by no way (policy 8; R-8.3)."""

from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.audit.refusals import Refusal
from backoffice.data_rights.actions import correct_value
from backoffice.disclosures.actions import deliver_disclosure, fail_disclosure, send_disclosure
from backoffice.disclosures.queries import disclosures_of
from backoffice.objections.actions import lift_objection, record_objection
from backoffice.rules.fields import Field
from backoffice.rules.objections import EVERY_FIELD
from backoffice.rules.vocabulary.consent import ObjectionReason
from backoffice.rules.vocabulary.personal_values import RightsReason
from backoffice.third_parties.queries import third_party_by_code
from tests.disclosures.desk import at, box, entries, record, said, ticked
from tests.given import ADDRESS, NAME, PHONE

SHOWN_PHONE = "+7 (701) 555-45-12"
WITHOUT_PHONE = (Field.PROBLEM_TEXT, Field.OBJECT_ADDRESS)
JOINT = {"by": "senior_operator", "outside_reason": "joint_resolution"}


def objected(given, appeal, field=Field.PHONE, *, to=None, by="operator"):
    """The applicant says by phone that this may not be given."""
    party = third_party_by_code(to) if to else None
    reason = ObjectionReason.SAID
    return record_objection(
        appeal, by=given.cast(by), field=field, third_party=party, reason=reason
    )


def lifted(given, appeal, row):
    senior = given.cast("senior_operator")
    lift_objection(appeal, by=senior, objection_id=row.id, reason=ObjectionReason.SAID)


@pytest.mark.parametrize("to", [None, "K1"])
def test_a_field_objected_to_is_not_recorded_and_the_others_are(given, to):
    appeal = given.appeal()
    objected(given, appeal, to=to)
    with pytest.raises(Refusal, match=r"^disclosure\.objected$") as refused:
        given.disclosure(appeal)
    assert refused.value.facts["named"] == Field.PHONE
    assert "8" in refused.value.clause
    assert not disclosures_of(appeal.id)
    assert given.disclosure(appeal, fields=WITHOUT_PHONE)


def test_an_objection_to_one_recipient_leaves_the_others_alone(given):
    appeal = given.appeal()
    objected(given, appeal, to="K3")
    assert given.disclosure(appeal)
    with pytest.raises(Refusal, match=r"^disclosure\.objected$"):
        given.disclosure(appeal, to="K3", **JOINT)


def test_once_lifted_the_field_may_go_again(given):
    appeal = given.appeal()
    row = objected(given, appeal)
    lifted(given, appeal, row)
    assert given.disclosure(appeal)


@pytest.mark.parametrize("when", ["at registration", "later"])
def test_without_transfer_nothing_about_the_person_goes_whenever_it_was_said(given, when):
    appeal = given.appeal(no_transfer=when == "at registration")
    if when == "later":
        objected(given, appeal, EVERY_FIELD)
    assert appeal.no_transfer
    with pytest.raises(Refusal, match=r"^disclosure\.no-transfer$"):
        given.disclosure(appeal)
    assert given.disclosure(appeal, fields=WITHOUT_PHONE)


def test_without_transfer_can_be_lifted_and_the_appeal_says_so(given):
    appeal = given.appeal()
    row = objected(given, appeal, EVERY_FIELD)
    lifted(given, appeal, row)
    assert not appeal.no_transfer
    assert given.disclosure(appeal)


def test_a_field_objected_to_at_registration_goes_to_nobody(given):
    appeal = given.appeal(objected=(Field.PHONE,))
    with pytest.raises(Refusal, match=r"^disclosure\.objected$"):
        given.disclosure(appeal)


def test_the_text_itself_can_be_objected_to_and_no_edited_copy_goes_instead(given):
    appeal = given.appeal()
    objected(given, appeal, Field.PROBLEM_TEXT)
    with pytest.raises(Refusal, match=r"^disclosure\.objected$"):
        given.disclosure(appeal, edited_text="Жарық жоқ.")


@pytest.mark.parametrize(
    "text",
    [
        "Маған 8 701 555 45 12 нөміріне қоңырау шалыңыз.",
        f"Телефон {PHONE}",
        "Жазған: СӘТБАЕВА ӘЛИЯ",
    ],
)
def test_an_edited_text_does_not_tell_what_is_kept_back(given, text):
    appeal = given.appeal(no_transfer=True)
    with pytest.raises(Refusal, match=r"^disclosure\.objected-in-text$"):
        given.disclosure(appeal, fields=WITHOUT_PHONE, edited_text=text)
    assert given.disclosure(appeal, fields=WITHOUT_PHONE, edited_text=f"Жарық жоқ, {ADDRESS}")


def test_what_was_recorded_before_the_objection_is_not_sent_after_it(given, cast):
    appeal = given.appeal()
    disclosure = given.disclosure(appeal)
    objected(given, appeal)
    for step in (send_disclosure, deliver_disclosure):
        with pytest.raises(Refusal, match=r"^disclosure\.objected$"):
            step(disclosure, by=cast("operator"), at=clock.now())
    fail_disclosure(disclosure, by=cast("operator"), at=clock.now())
    with pytest.raises(Refusal, match=r"^disclosure\.objected$"):
        send_disclosure(disclosure, by=cast("operator"), at=clock.now())


def test_a_minute_typed_without_seconds_does_not_slip_under_the_objection(given, cast):
    appeal = given.appeal()
    disclosure = given.disclosure(appeal)
    objected(given, appeal)
    minute = clock.now().replace(second=0, microsecond=0)
    with pytest.raises(Refusal, match=r"^disclosure\.objected$"):
        send_disclosure(disclosure, by=cast("operator"), at=minute)


def test_a_sending_from_before_the_objection_can_still_be_written_down(given, cast):
    made = clock.now() - timedelta(hours=3)
    with clock.running_at(lambda: made):
        appeal = given.appeal()
        disclosure = given.disclosure(appeal)
    objected(given, appeal)
    send_disclosure(disclosure, by=cast("operator"), at=made + timedelta(hours=1))
    assert disclosure.state == "sent"


def test_a_corrected_value_is_kept_back_like_the_one_before(given, cast):
    appeal = given.appeal()
    objected(given, appeal)
    phone = given.value(appeal, Field.PHONE)
    reason = RightsReason.OPERATOR_ERROR
    correct_value(phone, by=cast("operator"), text="+77015554513", reason=reason)
    with pytest.raises(Refusal, match=r"^disclosure\.objected$"):
        given.disclosure(appeal)


def test_the_sheet_of_what_has_not_left_yet_does_not_print_it(given, cast, browser_of):
    appeal = given.appeal()
    waiting, gone = given.disclosure(appeal), given.disclosure(appeal)
    send_disclosure(gone, by=cast("operator"), at=clock.now())
    objected(given, appeal)
    browser = browser_of("operator")
    browser.open(f"/disclosures/{waiting.id}/sheet/ru")
    assert SHOWN_PHONE not in browser.text
    assert set(entries("disclosure.print")[-1].field_codes) == {"problem_text", "object_address"}
    browser.open(f"/disclosures/{gone.id}/sheet/ru")
    assert SHOWN_PHONE in browser.text


def test_the_page_shows_the_field_as_refused_with_the_reason(given, browser_of):
    appeal = given.appeal()
    objected(given, appeal)
    browser = browser_of("operator")
    browser.open(at(appeal))
    assert box(browser, "fields", "phone").has_attr("disabled")
    assert "phone" not in ticked(browser, "fields")
    assert said("disclosure.objected") in browser.text
    assert SHOWN_PHONE not in browser.text
    assert record(browser, appeal).status_code == 303
    assert {item.field for item in disclosures_of(appeal.id)[0].items} == set(WITHOUT_PHONE)


def test_without_transfer_the_page_says_why_person_data_cannot_be_ticked(given, browser_of):
    appeal = given.appeal(no_transfer=True)
    browser = browser_of("senior_operator")
    browser.open(at(appeal))
    assert box(browser, "fields", "phone").has_attr("disabled")
    assert box(browser, "fields", "name").has_attr("disabled")
    assert said("disclosure.no-transfer") in browser.text
    assert NAME not in browser.text


def test_a_forged_sending_is_refused_by_name_of_the_rule_and_written_down(given, browser_of):
    appeal = given.appeal()
    objected(given, appeal)
    browser = browser_of("operator")
    browser.open(at(appeal))
    answer = browser.submit(at(appeal), step="record", fields=["problem_text", "phone"])
    assert answer.status_code == 422
    attempt = [e for e in entries("disclosure.record") if e.is_refused]
    assert [entry.reason for entry in attempt] == ["disclosure.objected"]
    assert "clause 8" in browser.page.select_one(".errors").get_text()


def test_a_text_that_tells_too_much_comes_back_with_what_was_typed(given, browser_of):
    appeal = given.appeal(no_transfer=True)
    browser = browser_of("operator")
    browser.open(at(appeal))
    typed = f"Қоңырау шалыңыз: {PHONE}"
    assert record(browser, appeal, text=typed).status_code == 422
    assert browser.page.find("textarea", {"name": "text"}).get_text().strip() == typed
    assert said("disclosure.objected-in-text") in browser.page.select_one("#text-error").get_text()
    assert not disclosures_of(appeal.id)

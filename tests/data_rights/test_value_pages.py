"""The pages of one value, as staff use them without script."""

import pytest

from backoffice.appeals.queries import values_of
from backoffice.audit.models import AuditEntry
from backoffice.audit.verification import verify
from backoffice.data_rights import actions
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason, ValueState
from backoffice.vault.values import the_vault
from tests.data_rights.seen import NOTE, OTHER_PHONE, last_entry, numbers_found
from tests.given import NAME, PHONE

WHY = RightsReason.APPLICANT_ASKED
MASKED = "+7 (701) ***-**-12"


@pytest.fixture
def phone(given):
    """The phone of a case in work."""
    return given.value(given.appeal_in_work(), Field.PHONE)


def path_of(value, deed: str) -> str:
    return f"/appeals/{value.appeal.number}/values/{value.id}/{deed}"


def state_of(value) -> str:
    db.session.expire_all()
    return value.state


def entries(action: Action) -> int:
    return db.session.query(AuditEntry).filter_by(action=action, outcome="done").count()


def test_correcting_shows_the_value_in_its_box_and_the_entry_says_so(browser_of, phone):
    browser, path = browser_of("operator"), path_of(phone, "correct")
    browser.open(path)
    assert browser.form(path).find(id="text")["value"] == PHONE
    entry = last_entry()
    assert (entry.action, entry.field_codes) == (Action.VALUE_REVEAL, ("phone",))


def test_correcting_leads_back_to_the_case_with_a_confirmation(browser_of, phone):
    browser, path = browser_of("operator"), path_of(phone, "correct")
    browser.open(path)
    browser.submit(path, text="8 701 555 45 13", reason=WHY, note=NOTE)
    assert browser.answer.status_code == 303
    assert browser.answer.location == f"/appeals/{phone.appeal.number}"
    assert state_of(phone) == ValueState.SUPERSEDED
    assert numbers_found(OTHER_PHONE)
    browser.open(browser.answer.location)
    assert "Corrected: phone." in browser.text


def test_the_same_form_sent_twice_corrects_once(browser_of, phone):
    browser, path = browser_of("operator"), path_of(phone, "correct")
    browser.open(path)
    page = browser.page
    for _time in range(2):
        browser.page = page
        browser.submit(path, text=OTHER_PHONE, reason=WHY)
        assert browser.answer.location == f"/appeals/{phone.appeal.number}"
    assert entries(Action.VALUE_CORRECT) == 1


def test_without_a_reason_nothing_is_done_and_what_was_typed_stays(browser_of, phone):
    browser, path = browser_of("operator"), path_of(phone, "correct")
    browser.open(path)
    browser.submit(path, text=OTHER_PHONE, note=NOTE)
    assert browser.answer.status_code == 422
    assert browser.page.select_one(".errors a")["href"] == "#reason"
    assert browser.form(path).find(id="text")["value"] == OTHER_PHONE
    assert NOTE in browser.form(path).find(id="note").text
    assert state_of(phone) == ValueState.CURRENT


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (PHONE, "The new value is the same as the old one."),
        ("", "Write the new value."),
        ("9" * 201, "This is too long."),
    ],
)
def test_what_cannot_be_a_correction_is_told_beside_the_box(browser_of, phone, typed, sentence):
    browser, path = browser_of("operator"), path_of(phone, "correct")
    browser.open(path)
    browser.submit(path, text=typed, reason=WHY)
    assert browser.answer.status_code == 422
    assert sentence in browser.page.find(id="text-error").text


def test_a_doubt_about_the_value_asks_once_more_and_stops_nothing(browser_of, phone):
    browser, path = browser_of("operator"), path_of(phone, "correct")
    browser.open(path)
    assert browser.page.find(id="confirmed") is None
    browser.submit(path, text="12-34", reason=WHY)
    assert browser.answer.status_code == 422
    assert "This is not a complete phone number." in browser.text
    browser.submit(path, confirmed="y")
    assert browser.answer.status_code == 303
    assert state_of(phone) == ValueState.SUPERSEDED


def test_a_long_text_is_put_right_in_a_box_of_many_lines(browser_of, given):
    text = given.value(given.appeal_in_work(), Field.PROBLEM_TEXT)
    browser, path = browser_of("operator"), path_of(text, "correct")
    browser.open(path)
    assert browser.form(path).find(id="text").name == "textarea"


def test_a_value_corrected_meanwhile_is_shown_beside_what_was_typed(browser_of, phone, cast):
    browser, path = browser_of("operator"), path_of(phone, "correct")
    browser.open(path)
    newer = actions.correct_value(phone, by=cast("senior_operator"), text=OTHER_PHONE, reason=WHY)
    browser.submit(path, text="+77015554514", reason=WHY)
    assert browser.answer.status_code == 409
    assert "Somebody changed this since you opened it." in browser.text
    assert "+7 (701) ***-**-13" in browser.text
    renewed = path_of(newer, "correct")
    assert browser.form(renewed).find(id="text")["value"] == "+77015554514"
    browser.submit(renewed)
    assert browser.answer.status_code == 303
    assert numbers_found("+77015554514")


def test_after_a_clash_the_same_form_can_be_sent_again(browser_of, phone, cast):
    browser, path = browser_of("privacy_officer"), path_of(phone, "delete")
    browser.open(path)
    officer = cast("privacy_officer")
    actions.block_value(phone, by=officer, until=None, reason=WHY)
    actions.unblock_value(phone, by=officer, reason=WHY)
    browser.submit(path, reason=WHY, note=NOTE)
    assert browser.answer.status_code == 409
    assert NOTE in browser.form(path).find(id="note").text
    assert state_of(phone) == ValueState.CURRENT
    browser.submit(path)
    assert browser.answer.status_code == 303
    assert state_of(phone) == ValueState.DELETED


def test_a_value_blocked_meanwhile_keeps_what_was_typed_and_offers_no_button(
    browser_of, phone, cast
):
    browser, path = browser_of("operator"), path_of(phone, "correct")
    browser.open(path)
    actions.block_value(phone, by=cast("privacy_officer"), until=None, reason=WHY)
    browser.submit(path, text=OTHER_PHONE, reason=WHY)
    assert browser.answer.status_code == 409
    assert browser.form(path).find(id="text")["value"] == OTHER_PHONE
    assert browser.form(path).find("button") is None
    assert "blocked" in browser.page.find(id="stored").text
    assert MASKED not in browser.text


@pytest.mark.parametrize(
    ("deed", "before", "after"),
    [
        ("block", ValueState.CURRENT, ValueState.BLOCKED),
        ("unblock", ValueState.BLOCKED, ValueState.CURRENT),
        ("delete", ValueState.CURRENT, ValueState.DELETED),
        ("restore", ValueState.DELETED, ValueState.CURRENT),
    ],
)
def test_a_reversible_deed_takes_one_page_with_a_reason(browser_of, phone_in, deed, before, after):
    value = phone_in(before)
    browser, path = browser_of("privacy_officer"), path_of(value, deed)
    browser.open(path)
    assert (MASKED in browser.text) == (before == ValueState.CURRENT)
    assert PHONE not in browser.answer.get_data(as_text=True)
    browser.submit(path, reason=WHY)
    assert browser.answer.status_code == 303
    assert state_of(value) == after


def test_the_day_of_blocking_is_written_as_people_here_write_it(browser_of, phone):
    browser, path = browser_of("privacy_officer"), path_of(phone, "block")
    browser.open(path)
    for wrong in ("soon", "01.01.2020"):
        browser.submit(path, reason=WHY, until=wrong)
        assert browser.answer.status_code == 422
        assert browser.page.select_one(".errors a")["href"] == "#until"
    browser.submit(path, reason=WHY, until="31.12.2099")
    assert browser.answer.status_code == 303
    db.session.expire_all()
    assert phone.blocked_until.isoformat() == "2099-12-31"


def test_destroying_takes_two_pages_and_a_tick(browser_of, phone):
    browser, path = browser_of("privacy_officer"), path_of(phone, "destroy")
    browser.open(path)
    browser.submit(path, reason=WHY, note=NOTE)
    assert browser.answer.status_code == 200
    assert "This destroys 1 record:" in browser.text
    assert state_of(phone) == ValueState.CURRENT
    browser.submit(path)
    assert browser.answer.status_code == 422
    assert "Tick that you understand it." in browser.text
    assert state_of(phone) == ValueState.CURRENT
    browser.submit(path, understood="y")
    assert browser.answer.status_code == 303
    assert state_of(phone) == ValueState.DESTROYED
    entry = last_entry()
    assert (entry.action, entry.reason) == (Action.VALUE_DESTROY, WHY)
    assert entry.field_codes == ("note", "phone")
    assert verify(the_vault().keyring.chain_key).is_ok


def test_a_tick_sent_with_the_first_page_destroys_nothing(browser_of, phone):
    browser, path = browser_of("privacy_officer"), path_of(phone, "destroy")
    browser.open(path)
    browser.submit(path, reason=WHY, understood="y")
    assert browser.answer.status_code == 200
    assert browser.form(path).find(id="understood").get("checked") is None
    assert state_of(phone) == ValueState.CURRENT


def test_the_page_before_destruction_shows_no_value(browser_of, phone):
    browser, path = browser_of("privacy_officer"), path_of(phone, "destroy")
    browser.open(path)
    browser.submit(path, reason=WHY)
    html = browser.answer.get_data(as_text=True)
    assert PHONE not in html
    assert MASKED not in html


def test_a_version_added_after_the_list_was_shown_is_listed_first(browser_of, phone, cast):
    browser, path = browser_of("privacy_officer"), path_of(phone, "destroy")
    browser.open(path)
    browser.submit(path, reason=WHY)
    newer = actions.correct_value(phone, by=cast("operator"), text=OTHER_PHONE, reason=WHY)
    browser.submit(path, understood="y")
    assert browser.answer.status_code == 409
    assert "This destroys 2 records:" in browser.text
    assert state_of(newer) == ValueState.CURRENT
    browser.submit(path, understood="y")
    assert browser.answer.status_code == 303
    assert (state_of(phone), state_of(newer)) == (ValueState.DESTROYED, ValueState.DESTROYED)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_deed_the_state_does_not_allow_answers_409(browser_of, phone_in, method):
    value = phone_in(ValueState.BLOCKED)
    browser = browser_of("privacy_officer")
    if method == "get":
        browser.open(path_of(value, "correct"), status=409)
        return
    browser.open(path_of(value, "delete"))
    token = browser.form(path_of(value, "delete")).find(id="csrf_token")["value"]
    answer = browser.client.post(
        path_of(value, "restore"), data={"csrf_token": token, "reason": WHY}
    )
    assert answer.status_code == 409
    assert state_of(value) == ValueState.BLOCKED


def test_after_the_term_the_page_of_restoring_says_so(browser_of, phone_in, app):
    app.config["RESTORE_DAYS"] = -1
    value = phone_in(ValueState.DELETED)
    browser = browser_of("privacy_officer")
    browser.open(path_of(value, "restore"), status=409)
    assert "The term for restoring has passed." in browser.text


def test_an_unknown_deed_a_value_of_another_case_and_a_copy_are_not_found(browser_of, phone, given):
    browser, other = browser_of("privacy_officer"), given.appeal()
    given.disclosure(other, edited_text="Үйде жарық жоқ.")
    [copy] = [v for v in values_of(other.id) if v.recipient_copy]
    for path in (
        path_of(phone, "forget"),
        f"/appeals/{other.number}/values/{phone.id}/block",
        f"/appeals/{other.number}/values/{copy.id}/block",
        f"/appeals/109-2020-0000009/values/{phone.id}/block",
        f"/appeals/{other.number}/values/17/block",
    ):
        browser.open(path, status=404)


@pytest.mark.parametrize(
    ("role", "deed", "status"),
    [
        ("operator", "block", 403),
        ("operator", "destroy", 403),
        ("senior_operator", "destroy", 403),
        ("senior_operator", "delete", 200),
        ("manager", "correct", 403),
        ("administrator", "correct", 403),
        ("auditor", "correct", 403),
    ],
)
def test_a_page_is_open_only_to_whoever_may_do_its_deed(browser_of, phone, role, deed, status):
    browser_of(role).open(path_of(phone, deed), status=status)
    assert last_entry().is_refused == (status == 403)


def test_the_case_of_a_colleague_answers_like_no_case_at_all(browser_of, given):
    value = given.value(given.appeal(by="senior_operator"), Field.PHONE)
    browser_of("operator").open(path_of(value, "correct"), status=404)
    assert (last_entry().is_refused, last_entry().reason) == (True, "permission.not-own")


def test_an_older_version_of_a_blocked_piece_is_not_shown(browser_of, given, cast):
    old = given.value(given.appeal_in_work(), Field.NAME)
    officer = cast("privacy_officer")
    new = actions.correct_value(old, by=officer, text="Сәтбаева Сәуле", reason=WHY)
    actions.block_value(new, by=officer, until=None, reason=WHY)
    browser = browser_of("privacy_officer")
    browser.open(path_of(old, "destroy"))
    assert NAME not in str(browser.page)
    browser.submit(path_of(old, "destroy"), reason="")
    assert NAME not in str(browser.page)


def test_the_page_of_a_destruction_names_who_was_given_the_data(browser_of, given):
    appeal = given.appeal_in_work()
    disclosure = given.disclosure(appeal)
    browser = browser_of("privacy_officer")
    for field, is_told in ((Field.PHONE, True), (Field.NAME, False)):
        path = path_of(given.value(appeal, field), "destroy")
        browser.open(path)
        browser.submit(path, reason=WHY)
        assert (disclosure.third_party.name_en in browser.text) == is_told
        assert ("It was given to no third party." in browser.text) != is_told

"""The pages for all data of an applicant, and for what a case lacks, without script."""

import pytest

from backoffice.appeals.actions import add_note
from backoffice.appeals.queries import values_of
from backoffice.data_rights import actions
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason, ValueState
from tests.data_rights.seen import NOTE, last_entry
from tests.given import NAME, PERSON, PHONE, TEXT

WHY = RightsReason.CONSENT_WITHDRAWN


@pytest.fixture
def appeal(given):
    """A case in work."""
    return given.appeal_in_work()


def path_of(appeal, deed: str) -> str:
    return f"/appeals/{appeal.number}/applicant/{deed}"


def states(appeal) -> set[str]:
    db.session.expire_all()
    return {value.state for value in values_of(appeal.id)}


def test_all_data_is_blocked_unblocked_deleted_and_restored(browser_of, appeal):
    browser = browser_of("privacy_officer")
    for deed, after in (
        ("block", ValueState.BLOCKED),
        ("unblock", ValueState.CURRENT),
        ("delete", ValueState.DELETED),
        ("restore", ValueState.CURRENT),
    ):
        browser.open(path_of(appeal, deed))
        browser.submit(path_of(appeal, deed), reason=WHY)
        assert browser.answer.location == f"/appeals/{appeal.number}"
        assert states(appeal) == {after}


def test_destroying_all_names_fields_and_numbers_and_asks_for_a_tick(browser_of, appeal):
    browser, path = browser_of("privacy_officer"), path_of(appeal, "destroy")
    browser.open(path)
    assert browser.form(path).find(id="note") is None
    browser.submit(path, reason=WHY)
    assert f"This destroys {len(PERSON)} records:" in browser.text
    rows = [row.th.text for row in browser.page.find("tbody").find_all("tr")]
    assert "phone" in rows
    assert len(rows) == len(PERSON)
    html = browser.answer.get_data(as_text=True)
    assert not [text for text in (NAME, PHONE, TEXT) if text in html]
    browser.submit(path)
    assert browser.answer.status_code == 422
    assert states(appeal) == {ValueState.CURRENT}
    browser.submit(path, understood="y")
    assert browser.answer.status_code == 303
    assert states(appeal) == {ValueState.DESTROYED}
    assert last_entry().action == Action.APPLICANT_DESTROY


def test_a_note_added_after_the_list_was_shown_is_listed_first(browser_of, appeal, cast):
    browser, path = browser_of("privacy_officer"), path_of(appeal, "destroy")
    browser.open(path)
    browser.submit(path, reason=WHY)
    add_note(appeal, by=cast("operator"), text=NOTE)
    browser.submit(path, understood="y")
    assert browser.answer.status_code == 409
    assert f"This destroys {len(PERSON) + 1} records:" in browser.text
    assert states(appeal) == {ValueState.CURRENT}


@pytest.mark.parametrize("deed", ["block", "delete"])
def test_what_was_added_after_the_page_was_opened_is_not_touched_unseen(
    browser_of, appeal, cast, deed
):
    browser, path = browser_of("privacy_officer"), path_of(appeal, deed)
    browser.open(path)
    add_note(appeal, by=cast("operator"), text=NOTE)
    browser.submit(path, reason=WHY, note="why it is done")
    assert browser.answer.status_code == 409
    assert states(appeal) == {ValueState.CURRENT}
    assert "why it is done" in browser.form(path).find(id="note").text
    assert "note" in browser.page.find(id="about").text
    browser.submit(path)
    assert browser.answer.status_code == 303
    assert states(appeal) - {ValueState.CURRENT}


def test_a_form_whose_list_was_taken_away_is_shown_it_again(browser_of, appeal):
    browser, path = browser_of("privacy_officer"), path_of(appeal, "delete")
    browser.open(path)
    browser.submit(path, reason=WHY, listed=None)
    assert browser.answer.status_code == 409
    assert states(appeal) == {ValueState.CURRENT}


def test_a_deed_that_nothing_allows_answers_409(browser_of, appeal):
    browser = browser_of("privacy_officer")
    browser.open(path_of(appeal, "restore"), status=409)
    assert "There is nothing this could be done to." in browser.text
    browser.open(path_of(appeal, "forget"), status=404)


@pytest.mark.parametrize(("role", "status"), [("senior_operator", 403), ("operator", 403)])
def test_only_the_privacy_officer_destroys(browser_of, appeal, role, status):
    browser_of(role).open(path_of(appeal, "destroy"), status=status)


def test_what_the_case_lacks_is_added(browser_of, appeal):
    browser, path = browser_of("operator"), f"/appeals/{appeal.number}/supplement"
    browser.open(path)
    offered = {option["value"] for option in browser.form(path).find(id="kind").find_all("option")}
    assert "email" in offered
    assert not offered & {"phone", "name", "note", "bin"}
    browser.submit(path, kind="email", text="aliya@example.kz", reason=RightsReason.INCOMPLETE)
    assert browser.answer.status_code == 303
    assert last_entry().action == Action.VALUE_SUPPLEMENT
    browser.open(path)
    assert browser.page.find("option", value="email") is None


def test_a_field_that_is_not_offered_is_refused_and_what_was_typed_stays(browser_of, appeal):
    browser, path = browser_of("operator"), f"/appeals/{appeal.number}/supplement"
    browser.open(path)
    browser.submit(path, kind="bin", text="123", reason=RightsReason.INCOMPLETE)
    assert browser.answer.status_code == 422
    assert browser.page.select_one(".errors a")["href"] == "#kind"
    assert "123" in browser.form(path).find(id="text").text


def test_a_doubt_about_what_is_added_asks_once_more(browser_of, appeal):
    browser, path = browser_of("operator"), f"/appeals/{appeal.number}/supplement"
    browser.open(path)
    browser.submit(path, kind="email", text="aliya", reason=RightsReason.INCOMPLETE)
    assert browser.answer.status_code == 422
    assert "This is not a complete e-mail address." in browser.text
    browser.submit(path, confirmed="y")
    assert browser.answer.status_code == 303


def test_a_value_added_by_a_colleague_meanwhile_is_not_added_twice(browser_of, appeal, cast):
    browser, path = browser_of("operator"), f"/appeals/{appeal.number}/supplement"
    browser.open(path)
    facts = {"field": Field.EMAIL, "text": "a@example.kz", "reason": WHY}
    actions.supplement_value(appeal, by=cast("senior_operator"), **facts)
    browser.submit(path, kind="email", text="b@example.kz", reason=RightsReason.INCOMPLETE)
    assert browser.answer.status_code == 422
    assert len([v for v in values_of(appeal.id) if v.field == Field.EMAIL]) == 1

"""The moves of a case through its pages: policy 4, 5.5, 9."""

import pytest

from backoffice.appeals.actions import answer_appeal
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import appeal_by_number
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from tests.appeals.calls import NEW, last_entry, stored
from tests.given import IIN, PERSON


def press(browser, appeal, move, *, version=None):
    """Press a button of the case page."""
    browser.open(NEW)
    sent = {
        "csrf_token": browser.form(NEW).find("input", {"name": "csrf_token"})["value"],
        "form_key": f"{appeal.number}-{move}",
        "form_version": str(version or appeal.version),
    }
    return browser.send("POST", f"/appeals/{appeal.number}/{move}", data=sent)


def now(appeal) -> Appeal:
    """The case as it is stored by now."""
    db.session.expire_all()
    return appeal_by_number(appeal.number)


def test_an_operator_takes_an_appeal_into_work(browser_of, given, cast):
    appeal = given.appeal()
    answer = press(browser_of("operator"), appeal, "take")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/appeals/{appeal.number}"
    assert (now(appeal).state, now(appeal).assignee_id) == ("in_work", cast("operator").id)
    assert last_entry().action == Action.APPEAL_TAKE


def test_an_answered_appeal_is_closed_and_taken_up_again(browser_of, given):
    appeal = given.appeal_answered()
    senior = browser_of("senior_operator")
    assert press(senior, appeal, "close").status_code == 303
    assert now(appeal).state == "closed"
    assert press(senior, now(appeal), "reopen").status_code == 303
    assert now(appeal).state == "in_work"


def test_what_a_third_party_gave_back_is_in_work_again(browser_of, given):
    appeal = given.appeal_in_work()
    given.disclosure(appeal)
    assert press(browser_of("operator"), now(appeal), "return").status_code == 303
    assert now(appeal).state == "in_work"


@pytest.mark.parametrize("version", ["", "-1", "1.0", "٣"])
def test_a_button_whose_version_was_spoilt_does_nothing(browser_of, given, version):
    appeal = given.appeal()
    browser = browser_of("operator")
    browser.open(NEW)
    token = browser.form(NEW).find("input", {"name": "csrf_token"})["value"]
    sent = {"csrf_token": token, "form_key": "k", "form_version": version}
    answer = browser.send("POST", f"/appeals/{appeal.number}/take", data=sent)
    assert answer.status_code == 409
    assert now(appeal).state == "new"


def test_who_holds_the_data_and_does_not_resolve_the_new_category_is_named(browser_of, given):
    appeal = given.appeal_in_work()
    given.disclosure(appeal)
    at = f"/appeals/{appeal.number}/category"
    browser = browser_of("operator")
    browser.open(at)
    browser.submit(at, follow=True, category="BUS", district="")
    assert "does not resolve the new category" in browser.text


def test_a_button_drawn_from_an_older_version_does_nothing(browser_of, given):
    appeal = given.appeal()
    drawn = appeal.version
    given.appeal_moved(appeal)
    answer = press(browser_of("operator"), appeal, "take", version=drawn)
    assert answer.status_code == 409
    assert now(appeal).state == "new"


def test_a_button_pressed_twice_acts_once(browser_of, given):
    appeal = given.appeal()
    browser = browser_of("operator")
    assert press(browser, appeal, "take").status_code == 303
    version = now(appeal).version
    assert press(browser, appeal, "take").status_code == 303
    assert now(appeal).version == version


def test_a_move_the_state_does_not_allow_is_refused(browser_of, given):
    appeal = given.appeal()
    assert press(browser_of("operator"), appeal, "close").status_code == 409
    assert last_entry().is_refused


# ---- assign ----


def test_a_senior_operator_gives_the_case_to_a_colleague(browser_of, given, cast):
    appeal = given.appeal(by="senior_operator")
    browser = browser_of("senior_operator")
    path = f"/appeals/{appeal.number}/assign"
    browser.open(path)
    assert browser.submit(path, assignee=str(cast("operator").id)).status_code == 303
    assert now(appeal).assignee_id == cast("operator").id


@pytest.mark.parametrize("who", ["manager", "auditor"])
def test_a_case_is_given_to_caseworkers_only(browser_of, given, cast, who):
    appeal = given.appeal()
    browser = browser_of("senior_operator")
    path = f"/appeals/{appeal.number}/assign"
    browser.open(path)
    assert browser.submit(path, assignee=str(cast(who).id)).status_code == 422
    assert now(appeal).assignee_id == cast("operator").id


# ---- recategorise ----


def test_a_new_category_counts_the_term_anew(browser_of, given):
    appeal = given.appeal(category="ROAD")
    browser = browser_of("operator")
    path = f"/appeals/{appeal.number}/category"
    browser.open(path)
    assert browser.submit(path, category="MANH", district="nura").status_code == 303
    changed = now(appeal)
    assert (changed.category_code, changed.district_code, changed.urgency) == (
        "MANH",
        "nura",
        "urgent",
    )
    assert (changed.due_at - changed.received_at).total_seconds() == 24 * 3600


def test_data_the_new_category_does_not_need_is_named(browser_of, given):
    said = (Field.PROBLEM_TEXT, Field.NAME, Field.PHONE, Field.CONSENT_EVIDENCE)
    texts = {Field.IIN: IIN, **{field: PERSON[field] for field in said}}
    appeal = given.appeal(category="BILL", collect_reason="identify_account", texts=texts)
    browser = browser_of("operator")
    path = f"/appeals/{appeal.number}/category"
    browser.open(path)
    browser.submit(path, category="ROAD")
    with browser.client.session_transaction() as session:
        told = " ".join(text for _tone, text in session["_flashes"])
    assert "The new category does not need: IIN." in told


def test_an_unknown_category_is_refused(browser_of, given):
    appeal = given.appeal()
    browser = browser_of("operator")
    path = f"/appeals/{appeal.number}/category"
    browser.open(path)
    assert browser.submit(path, category="NONE").status_code == 422


def test_a_clash_shows_what_is_stored_beside_what_was_chosen(browser_of, given):
    appeal = given.appeal()
    browser = browser_of("operator")
    path = f"/appeals/{appeal.number}/category"
    browser.open(path)
    given.appeal_moved(appeal, category="HEAT")
    assert browser.submit(path, category="GAS").status_code == 409
    assert now(appeal).category_code == "HEAT"
    assert "Stored now" in browser.text
    stored_now = browser.page.find(id="stored").get_text()
    assert "Heating" in stored_now
    chosen = browser.form(path).find(id="category").find("option", selected=True)
    assert chosen["value"] == "GAS"
    assert browser.submit(path).status_code == 303
    assert now(appeal).category_code == "GAS"


# ---- answer and note ----


def test_an_answer_is_kept_sealed_and_the_appeal_is_answered(browser_of, given, cast):
    appeal = given.appeal_in_work()
    browser = browser_of("operator")
    path = f"/appeals/{appeal.number}/answer"
    browser.open(path)
    assert browser.submit(path, text="Жарық қосылды.").status_code == 303
    assert now(appeal).state == "answered"
    assert stored(appeal, cast)["answer"] == "Жарық қосылды."


def test_an_answer_too_short_is_refused_and_kept(browser_of, given):
    appeal = given.appeal_in_work()
    browser = browser_of("operator")
    path = f"/appeals/{appeal.number}/answer"
    browser.open(path)
    assert browser.submit(path, text="иә").status_code == 422
    assert browser.form(path).find(id="text").get_text().strip() == "иә"
    assert now(appeal).state == "in_work"


def test_an_answer_is_not_lost_when_somebody_was_quicker(browser_of, given):
    appeal = given.appeal_in_work()
    browser = browser_of("operator")
    path = f"/appeals/{appeal.number}/answer"
    browser.open(path)
    given.appeal_moved(now(appeal))
    assert browser.submit(path, text="Жарық қосылды.").status_code == 409
    assert browser.form(path).find(id="text").get_text().strip() == "Жарық қосылды."
    assert browser.submit(path).status_code == 303


def test_an_answer_is_not_lost_when_the_case_was_answered_meanwhile(browser_of, given):
    appeal = given.appeal_in_work()
    mine = browser_of("operator")
    path = f"/appeals/{appeal.number}/answer"
    mine.open(path)
    theirs = browser_of("senior_operator")
    theirs.open(path)
    assert theirs.submit(path, text="Жарық қосылды.").status_code == 303
    assert mine.submit(path, text="Түнде қосылды.").status_code == 409
    stored_now = mine.page.find(id="stored").get_text()
    assert "Answered" in stored_now
    assert "Жарық қосылды." in stored_now
    seen = last_entry()
    assert (seen.action, seen.field_codes) == (Action.CASE_VIEW, ("answer",))


def test_a_second_answer_can_be_kept_as_a_note_and_not_sent_again(browser_of, given, cast):
    appeal = given.appeal_in_work()
    mine = browser_of("operator")
    path = f"/appeals/{appeal.number}/answer"
    mine.open(path)
    answer_appeal(now(appeal), by=cast("operator"), text="Жарық қосылды.")
    assert mine.submit(path, text="Түнде қосылды.").status_code == 409
    assert mine.page.find("form", action=path) is None
    assert mine.page.find("a", string="Back to the case")["href"] == f"/appeals/{appeal.number}"
    assert mine.submit(f"/appeals/{appeal.number}/note").status_code == 303
    kept = stored(appeal, cast)
    assert (kept["answer"], kept["note"]) == ("Жарық қосылды.", "Түнде қосылды.")


def test_the_page_of_a_move_the_state_does_not_allow_does_not_open(browser_of, given):
    appeal = given.appeal_closed()
    browser = browser_of("operator")
    browser.open(f"/appeals/{appeal.number}/answer", status=409)


def test_notes_only_add_up(browser_of, given, cast):
    appeal = given.appeal_in_work()
    browser = browser_of("operator")
    path = f"/appeals/{appeal.number}/note"
    browser.open(path)
    given.appeal_moved(now(appeal))
    assert browser.submit(path, text="Қайта қоңырау шалды.").status_code == 303
    assert stored(appeal, cast)["note"] == "Қайта қоңырау шалды."


# ---- whose case it is ----


@pytest.mark.parametrize("move", ["category", "answer", "note", "record"])
def test_a_colleagues_case_answers_like_an_unknown_number(browser_of, given, move):
    appeal = given.appeal(by="senior_operator")
    browser = browser_of("operator")
    answers = []
    for number in (appeal.number, "109-2026-9999999"):
        said = browser.open(f"/appeals/{number}/{move}", status=404).main.get_text()
        answers.append(said.rsplit(":", 1)[0])  # the number of the request is its own
    assert answers[0] == answers[1]
    tried = last_entry()
    assert (tried.outcome, tried.appeal_number) == ("refused", appeal.number)


@pytest.mark.parametrize("move", ["take", "return", "close"])
def test_a_colleagues_case_is_not_moved(browser_of, given, move):
    appeal = given.appeal(by="senior_operator")
    assert press(browser_of("operator"), appeal, move).status_code == 404
    assert last_entry().is_refused
    assert now(appeal).state == "new"


@pytest.mark.parametrize("move", ["take", "return", "close", "reopen"])
def test_an_auditor_moves_nothing(browser_of, given, move):
    appeal = given.appeal()
    browser = browser_of("auditor")
    browser.open("/account")
    token = browser.page.find("input", {"name": "csrf_token"})["value"]
    path = f"/appeals/{appeal.number}/{move}"
    assert browser.send("POST", path, data={"csrf_token": token}).status_code == 403
    assert now(appeal).state == "new"

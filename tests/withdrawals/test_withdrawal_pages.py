"""The pages of a withdrawal: form, confirmation, case, answer letter; in three languages."""

import pytest

from backoffice.db import db
from backoffice.rules.fields import Field
from backoffice.withdrawals.queries import withdrawal_of
from tests.given import NAME, PHONE
from tests.notices.held import given_to_two, told
from tests.withdrawals.test_withdraw_consent import EVIDENCE, withdraw


def at(appeal):
    return f"/appeals/{appeal.number}/withdrawal"


def digits(browser):
    return "".join(sign for sign in browser.text if sign.isdigit())


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_withdraw_consent_from_the_case_to_the_answer(given, browser_of, language):
    appeal, _first, _second = given_to_two(given)
    browser = browser_of("senior_operator", language=language)
    case = browser.open(f"/appeals/{appeal.number}")
    browser.open(case.select_one(f"a[href='{at(appeal)}']")["href"])
    assert browser.submit(at(appeal), evidence=EVIDENCE).status_code == 200
    assert len(browser.page.select("form.interrupt li")) == 2
    assert withdrawal_of(appeal.id) is None
    assert browser.submit(at(appeal)).status_code == 422
    assert withdrawal_of(appeal.id) is None
    answer = browser.submit(at(appeal), understood="y")
    assert answer.location.endswith(f"/appeals/{appeal.number}#consent")
    assert len(told(appeal)) == 2
    case = browser.open(f"/appeals/{appeal.number}")
    assert len(case.select("#notices tbody tr")) == 2
    assert not case.select(f"a[href='{at(appeal)}'], a[href$='/disclose']")
    browser.open(case.select_one("#consent a[href*='/withdrawal/letter/']")["href"])
    for code in ("kk", "ru", "en"):
        page = browser.open(f"{at(appeal)}/letter/{code}")
        assert page.html["lang"] == code
        assert NAME in browser.text
        assert PHONE not in browser.text


def test_a_duty_to_keep_is_named_on_every_page(given, browser_of):
    appeal = given.appeal_in_work()
    browser = browser_of("privacy_officer")
    browser.open(at(appeal))
    typed = {"evidence": EVIDENCE, "outcome": "legal_duty", "article": "76", "act": "ӘРПК"}
    browser.submit(at(appeal), **typed)
    assert "kept by law: article 76, ӘРПК" in browser.text
    browser.submit(at(appeal), understood="y")
    browser.open(f"/appeals/{appeal.number}")
    assert "article 76, ӘРПК" in browser.text
    browser.open(f"{at(appeal)}/letter/en")
    assert "obliged by law to keep your data: article 76, ӘРПК." in browser.text


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"evidence": ""}, "evidence"),
        ({"evidence": "x", "at": "2999-01-01T10:00"}, "at"),
        ({"evidence": "x", "outcome": "legal_duty"}, "article"),
        ({"evidence": "x", "party": "representative"}, "party"),
        ({"evidence": "x", "channel": "pigeon"}, "channel"),
    ],
)
def test_what_is_missing_is_told_beside_its_box_and_what_was_typed_stays(
    given, browser_of, typed, box
):
    appeal = given.appeal_in_work()
    browser = browser_of("senior_operator")
    browser.open(at(appeal))
    answer = browser.submit(at(appeal), **typed)
    if answer.status_code == 200:
        answer = browser.submit(at(appeal), understood="y")
    assert answer.status_code == 422
    assert browser.page.select_one(f"#{box}-error")
    assert browser.page.select_one("#evidence")["value"] == typed["evidence"]
    assert withdrawal_of(appeal.id) is None


def test_a_case_that_moved_on_meanwhile_keeps_what_was_typed(given, browser_of):
    appeal = given.appeal_in_work()
    browser = browser_of("senior_operator")
    browser.open(at(appeal))
    browser.submit(at(appeal), evidence=EVIDENCE)
    given.appeal_moved(appeal)
    assert browser.submit(at(appeal), understood="y").status_code == 409
    assert browser.page.select_one("#evidence")["value"] == EVIDENCE
    browser.submit(at(appeal))
    assert browser.submit(at(appeal), understood="y").status_code == 303


def test_of_two_who_record_it_one_wins_and_the_other_is_told(given, browser_of):
    appeal = given.appeal_in_work()
    browser = browser_of("senior_operator")
    browser.open(at(appeal))
    browser.submit(at(appeal), evidence=EVIDENCE)
    withdraw(given, appeal)
    answer = browser.submit(at(appeal), understood="y")
    assert answer.status_code == 409
    db.session.expire_all()
    assert withdrawal_of(appeal.id).by_id == given.cast("privacy_officer").id


def test_an_operator_prints_the_answer_of_an_own_case_and_records_none(given, browser_of):
    appeal = given.appeal_in_work()
    browser = browser_of("operator")
    browser.open(at(appeal), status=403)
    browser.open(f"{at(appeal)}/letter/kk", status=404)
    withdraw(given, appeal)
    browser.open(f"{at(appeal)}/letter/kk")
    browser_of("manager").open(f"{at(appeal)}/letter/kk", status=403)


def test_after_the_destruction_the_answer_names_nobody(given, browser_of):
    appeal = given.appeal_in_work()
    withdraw(given, appeal)
    browser = browser_of("privacy_officer")
    path = f"/appeals/{appeal.number}/applicant/destroy"
    browser.open(path)
    browser.submit(path, reason="consent_withdrawn")
    browser.submit(path, understood="y")
    browser.open(f"{at(appeal)}/letter/kk")
    assert NAME not in browser.text
    assert given.value(appeal, Field.NAME).sealed is None


def test_a_transfer_sheet_hands_nothing_out_any_more(given, browser_of):
    appeal = given.appeal_in_work()
    disclosure = given.disclosure(appeal)
    browser = browser_of("operator")
    browser.open(f"/disclosures/{disclosure.id}/sheet/kk")
    assert PHONE[2:] in digits(browser)
    withdraw(given, appeal)
    browser.open(f"/disclosures/{disclosure.id}/sheet/kk")
    assert PHONE[2:] not in digits(browser)

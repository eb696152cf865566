"""The recipient answers or returns the appeal; the staff see it and act (policy 4, 9)."""

import pytest

from backoffice.appeals.actions import answer_appeal, return_appeal
from backoffice.appeals.models import Appeal
from backoffice.audit.refusals import Refusal, WrongState
from backoffice.db import db
from backoffice.recipients.actions import RecipientActor, return_by_link
from backoffice.recipients.models import RecipientReply
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.web.language import name_of
from tests.recipients.conftest import entries, link_of

WORDS = "Кабель ауыстырылды, жарық қосылды."
WHY = {"reason": "not_competent", "text": "Бұл желі біздің теңгерімде емес."}


def appeal_of(disclosure):
    db.session.expire_all()
    return db.session.get(Appeal, disclosure.appeal_id)


def test_an_answer_is_sealed_in_the_case_and_the_appeal_stays_with_the_third_party(
    given, disclosure, guest
):
    guest.accept()
    assert guest.send("/answer", text=WORDS) == 303
    appeal = appeal_of(disclosure)
    assert (appeal.state, appeal.reply) == ("with_third_party", "answer")
    value = given.value(appeal, Field.RECIPIENT_REPLY)
    assert (value.party, value.created_by_id) == ("case", 0)
    assert WORDS.encode() not in value.sealed
    [entry] = entries(Action.RECIPIENT_ANSWER)
    assert (entry.fields, entry.third_party) == ("recipient_reply", "K1")


def test_the_staff_see_the_answer_on_the_board_and_on_the_case(disclosure, guest, browser_of):
    guest.accept()
    guest.send("/answer", text=WORDS)
    browser = browser_of("operator")
    for page in ("/board", "/board?view=list"):
        assert "third party answered" in browser.open(page).get_text()
    browser.open(f"/appeals/{disclosure.appeal.number}")
    notes = browser.page.select_one("#notes").get_text(" ", strip=True)
    assert WORDS in notes
    assert "reply of the third party" in notes
    assert name_of(disclosure.third_party, "en") in notes


@pytest.mark.parametrize("text", ["", "  ок ", "ж" * 4001])
def test_an_answer_of_no_length_is_refused_with_what_was_typed(disclosure, guest, text):
    guest.accept()
    assert guest.send("/answer", text=text) == 422
    assert guest.browser.page.textarea.get_text().strip() == text.strip()
    assert not entries(Action.RECIPIENT_ANSWER)


def test_who_has_not_confirmed_receipt_is_led_to_it_before_answering(disclosure, guest):
    guest.show()
    answer = guest.browser.send("POST", guest.at("/answer"), data={"text": WORDS})
    assert answer.status_code == 303
    assert "/accept" in answer.location
    assert not entries(Action.RECIPIENT_ANSWER)


def test_a_return_brings_the_appeal_back_into_work_and_closes_the_link(disclosure, guest):
    guest.show()
    assert guest.send("/return", **WHY) == 200
    assert "destroy the data" in guest.browser.text
    appeal = appeal_of(disclosure)
    assert (appeal.state, appeal.reply) == ("in_work", "return")
    assert guest.is_shut_out()
    [entry] = entries(Action.RECIPIENT_RETURN)
    assert entry.reason == "not_competent"


def test_a_return_is_told_to_the_staff_with_its_reason(disclosure, guest, browser_of):
    guest.show()
    guest.send("/return", **WHY)
    browser = browser_of("operator")
    assert "returned by third party" in browser.open("/board").get_text()
    browser.open(f"/appeals/{disclosure.appeal.number}")
    assert WHY["text"] in browser.text
    assert "Not within our competence" in browser.page.select_one("#notes").get_text()
    assert "gave the appeal back at the page of its link" in browser.text


def test_a_return_sent_twice_has_one_effect_and_one_answer(disclosure, guest):
    guest.open("/return")
    page = guest.browser.page
    for _time in range(2):
        guest.browser.page = page
        assert guest.browser.submit(f"/r/{guest.token}/return", **WHY).status_code == 200
    assert db.session.query(RecipientReply).count() == 1


@pytest.mark.parametrize("typed", [{"reason": ""}, {"reason": "because"}, {"text": "-"}])
def test_a_return_needs_a_reason_of_the_list_and_words(disclosure, guest, typed):
    assert guest.send("/return", **{**WHY, **typed}) == 422
    assert appeal_of(disclosure).state == "with_third_party"


def test_the_mark_goes_when_the_staff_move_the_case_on(given, cast, disclosure, guest):
    guest.accept()
    guest.send("/answer", text=WORDS)
    given.disclosure(appeal_of(disclosure))
    assert appeal_of(disclosure).reply == ""
    guest.send("/answer", text=WORDS)
    assert appeal_of(disclosure).reply == "answer"
    answer_appeal(appeal_of(disclosure), by=cast("operator"), text=WORDS)
    assert appeal_of(disclosure).reply == ""


def test_another_recipient_may_still_answer_after_one_gave_it_back(
    given, cast, disclosure, guest, guest_of
):
    other = guest_of(given.link(given.disclosure(disclosure.appeal)))
    guest.send("/return", **WHY)
    other.accept()
    assert other.send("/answer", text=WORDS) == 303
    assert (appeal_of(disclosure).state, appeal_of(disclosure).reply) == ("in_work", "answer")
    other.send("/return", **WHY)
    assert appeal_of(disclosure).reply == "return"


def test_replies_have_an_end(disclosure, guest):
    guest.accept()
    for _time in range(10):
        assert guest.send("/answer", text=WORDS) == 303
    assert guest.send("/answer", text=WORDS) == 409
    assert WORDS in guest.browser.page.textarea.get_text()


def test_what_was_typed_for_a_link_that_closed_meanwhile_is_not_lost(
    given, cast, disclosure, guest
):
    guest.accept()
    guest.open("/answer")
    answer_appeal(appeal_of(disclosure), by=cast("operator"), text="Жауап")
    assert guest.browser.submit(f"/r/{guest.token}/answer", text=WORDS).status_code == 404
    assert WORDS in guest.browser.page.textarea.get_text()


def test_the_deed_itself_refuses_an_ended_case_and_a_closed_link(given, cast, disclosure):
    given.link(disclosure)
    by = RecipientActor(link_of(disclosure))
    given.link(disclosure)
    with pytest.raises(Refusal, match=r"link\.closed"):
        return_by_link(appeal_of(disclosure), by=by, **WHY)
    return_appeal(appeal_of(disclosure), by=cast("operator"))
    answer_appeal(appeal_of(disclosure), by=cast("operator"), text="Жауап")
    with pytest.raises(WrongState):
        return_by_link(appeal_of(disclosure), by=by, **WHY)

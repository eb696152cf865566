"""From a request over its decision to the page of its deed, without script."""

import pytest

from backoffice.data_rights.actions import (
    block_value,
    correct_value,
    delete_value,
    destroy_value,
)
from backoffice.objections.queries import standing_objections
from backoffice.retention.actions.holds import place_hold
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.objections import EVERY_FIELD
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.rules.vocabulary.requests import RequestState
from backoffice.subject_requests.carrying import under
from backoffice.subject_requests.queries import requests_of
from backoffice.withdrawals.queries import withdrawal_of
from tests.data_rights.seen import OTHER_PHONE
from tests.given import NAME, PHONE
from tests.subject_requests.asked import LAWYER, WORDS, asked, entries, granted
from tests.subject_requests.desk import TYPED, grant, page_of, state_of


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_correction_from_the_case_to_the_answer_letter(given, browser_of, language):
    appeal = given.appeal_in_work()
    clerk = browser_of("operator", language=language)
    case = clerk.open(f"/appeals/{appeal.number}")
    clerk.open(case.select_one("#requests a.btn")["href"])
    clerk.open(clerk.page.select_one("a[href$='/request/correct']")["href"])
    typed = {**TYPED, "about": "phone", "proposed": OTHER_PHONE}
    clerk.submit(f"/appeals/{appeal.number}/request/correct", **typed)
    assert clerk.answer.status_code == 303
    (request,) = requests_of(appeal.id)
    officer = browser_of("privacy_officer", language=language)
    officer.open("/requests")
    assert request.number in officer.text
    assert NAME not in officer.text
    deed = grant(officer, request)
    officer.open(deed)
    form = officer.form(deed.split("?")[0])
    assert form.find(id="text")["value"] == OTHER_PHONE
    officer.submit(deed.split("?")[0])
    assert officer.answer.location == page_of(request)
    assert state_of(request) == RequestState.DONE
    assert given.value(appeal, Field.PHONE).state == ValueState.CURRENT
    officer.open(page_of(request))
    for code in ("kk", "ru"):
        letter = officer.open(page_of(request, f"/letter/{code}"))
        assert letter.html["lang"] == code
        assert NAME in officer.text
        assert PHONE not in officer.text


@pytest.mark.parametrize(
    ("kind", "about", "typed"),
    [
        ("supplement", {}, {}),
        ("block", {}, {}),
        ("block", {"field": EVERY_FIELD}, {}),
        ("unblock", {}, {}),
        ("destroy", {}, {"understood": "y"}),
        ("destroy", {"field": EVERY_FIELD}, {"understood": "y"}),
        ("withdraw", {}, {"understood": "y"}),
        ("object", {}, {}),
    ],
)
def test_a_granted_request_is_done_on_the_filled_in_page_of_its_deed(
    given, cast, browser_of, kind, about, typed
):
    appeal = given.appeal_in_work(channel="email")
    if kind == "unblock":
        phone = given.value(appeal, Field.PHONE)
        block_value(phone, by=cast("privacy_officer"), until=None, reason="unlawful")
    request, browser = asked(given, appeal, kind, **about), browser_of("privacy_officer")
    deed = grant(browser, request)
    browser.open(deed)
    browser.submit(deed.split("?")[0])
    if typed:  # what cannot be undone has its confirmation, as on the case page
        assert state_of(request) == RequestState.TO_DO
        browser.submit(deed.split("?")[0], **typed)
    assert browser.answer.location == page_of(request)
    assert state_of(request) == RequestState.DONE
    browser.open(page_of(request))


def test_a_withdrawal_and_an_objection_look_as_those_made_on_the_case_page(given, browser_of):
    appeal, browser = given.appeal_in_work(), browser_of("privacy_officer")
    for kind in ("object", "withdraw"):
        deed = grant(browser, asked(given, appeal, kind)).split("?")[0]
        browser.open(browser.answer.location)
        browser.submit(deed)
        if kind == "withdraw":
            browser.submit(deed, understood="y")
    (objection,) = standing_objections(appeal.id)
    assert (objection.field, objection.reason) == (Field.PHONE, "said")
    withdrawal = withdrawal_of(appeal.id)
    assert (withdrawal.party, withdrawal.channel) == ("applicant", "phone")
    case = browser.open(f"/appeals/{appeal.number}")
    assert case.select_one("#objections")
    assert case.select_one("#consent a[href*='/withdrawal/letter/']")


def test_the_deed_sent_twice_is_done_once(given, browser_of):
    request, browser = asked(given, given.appeal_in_work()), browser_of("privacy_officer")
    deed = grant(browser, request)
    browser.open(deed)
    page = browser.page
    for _time in range(2):
        browser.page = page
        browser.submit(deed.split("?")[0])
    assert browser.answer.status_code == 303
    assert len(entries(Action.VALUE_CORRECT)) == 1


def test_an_access_request_ends_when_the_extract_was_handed_over(given, browser_of):
    request, browser = granted(given, given.appeal(), "access"), browser_of("privacy_officer")
    browser.open(page_of(request))
    path = page_of(request, "/extract")
    browser.open(path)
    assert browser.submit(path, channel="in_person").status_code == 422
    browser.open(f"/appeals/{request.appeal.number}/extract")
    browser.open(path)
    browser.submit(path, channel="in_person")
    assert state_of(request) == RequestState.DONE


@pytest.mark.parametrize("deed", [block_value, delete_value])
def test_what_a_request_proposed_is_hidden_with_the_value_it_became(given, cast, browser_of, deed):
    request, officer = granted(given, given.appeal_in_work()), cast("privacy_officer")
    phone, more = given.value(request.appeal, Field.PHONE), {}
    with under(request):
        phone = correct_value(phone, by=officer, text=OTHER_PHONE, reason="applicant_asked")
    if deed is block_value:
        more = {"until": None}
    deed(phone, by=officer, reason="unlawful", **more)
    browser = browser_of("privacy_officer")
    for path in (page_of(request), f"/appeals/{request.appeal.number}/extract"):
        page = browser.open(path)
        assert OTHER_PHONE[-4:] not in page.get_text(), path


def test_the_document_of_a_representative_is_named_and_not_told(given, browser_of):
    request = asked(given, given.appeal(), asker="representative", document=LAWYER)
    sheet = browser_of("privacy_officer").open(f"/appeals/{request.appeal.number}/extract")
    assert LAWYER.number not in sheet.get_text()


def test_a_deed_that_became_impossible_says_the_rule_and_its_clause(given, cast, browser_of):
    appeal, officer = given.appeal_in_work(), cast("privacy_officer")
    gone, held = granted(given, appeal), granted(given, appeal, "destroy", field=Field.NAME)
    destroy_value(given.value(appeal, Field.PHONE), by=officer, reason="unlawful")
    place_hold(appeal, by=officer, reason="court_case", reference="№ 7", until=None)
    browser = browser_of("privacy_officer")
    browser.open(page_of(gone))
    assert "no longer held in a state" in browser.text
    assert "clause 5, item 5" in browser.text
    browser.open(page_of(held))
    assert "A legal hold stands on this appeal" in browser.text
    assert state_of(held) == RequestState.TO_DO


def test_a_request_of_a_case_emptied_since_says_so_and_can_be_refused(browser_of, emptied):
    (request,) = requests_of(emptied.id)
    browser = browser_of("privacy_officer")
    browser.open(page_of(request))
    assert "The data of this appeal was destroyed" in browser.text
    assert WORDS not in browser.text
    path = page_of(request, "/decision")
    browser.open(path)
    browser.submit(path, outcome="refused", reasons=["data_not_held"], words="Сөз")
    assert browser.page.select_one("#words-error")
    browser.submit(path, words="")
    assert state_of(request) == RequestState.REFUSED
    browser.open(f"/appeals/{emptied.number}/request", status=409)


def test_a_page_of_a_deed_takes_no_request_of_another_case(given, browser_of):
    request, other = granted(given, given.appeal_in_work()), given.appeal_in_work()
    phone, browser = given.value(other, Field.PHONE), browser_of("privacy_officer")
    path = f"/appeals/{other.number}/values/{phone.id}/correct"
    browser.open(f"{path}?request={request.id}", status=404)
    browser.open(f"{path}?request=999999", status=404)
    browser.open(f"{path}?request=%27x", status=404)

"""The pages of requests, as staff use them without script, in three languages."""

import pytest

from backoffice import clock
from backoffice.appeals.queries import values_of
from backoffice.data_rights.actions import block_value, destroy_value
from backoffice.db import db
from backoffice.objections.queries import standing_objections
from backoffice.retention.actions.holds import place_hold
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.objections import EVERY_FIELD
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.rules.vocabulary.requests import RequestKind, RequestState
from backoffice.subject_requests.queries import request_by_ref, requests_of
from backoffice.withdrawals.queries import withdrawal_of
from tests.data_rights.seen import OTHER_PHONE
from tests.given import IIN, NAME, PERSON, PHONE
from tests.subject_requests.asked import EVIDENCE, WORDS, asked, decided, entries, granted

TYPED = {"words": WORDS, "proof": "known_phone", "evidence": EVIDENCE}


def page_of(request, deed=""):
    return f"/requests/{request.id}{deed}"


def state_of(request):
    db.session.expire_all()
    return request_by_ref(request.id).state


def grant(browser, request):
    """Decide on the page; lands on the page of the deed, whose address is returned."""
    browser.open(page_of(request, "/decision"))
    browser.submit(page_of(request, "/decision"), outcome="granted")
    assert browser.answer.status_code == 303
    return browser.answer.location


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


@pytest.mark.parametrize("kind", RequestKind)
def test_every_kind_has_a_form_of_its_own_that_registers_it(given, browser_of, kind):
    appeal = given.appeal_in_work()
    browser, path = browser_of("operator"), f"/appeals/{appeal.number}/request/{kind}"
    browser.open(path)
    boxes = {"about": "email" if kind == "supplement" else "phone", "proposed": "a@b.kz"}
    known = {name: text for name, text in boxes.items() if browser.form(path).find(id=name)}
    browser.submit(path, **TYPED, **known)
    assert browser.answer.status_code == 303
    (request,) = requests_of(appeal.id)
    browser.open(page_of(request))
    assert WORDS in browser.text
    assert EVIDENCE in browser.text


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


def test_of_two_officers_the_second_is_told_and_keeps_the_words_typed(given, browser_of):
    request, browser = asked(given, given.appeal_in_work()), browser_of("privacy_officer")
    path = page_of(request, "/decision")
    browser.open(path)
    decided(given, request, "refused", reasons=["data_accurate"])
    answer = browser.submit(path, outcome="granted", words="Өтінішіңіз қанағаттандырылды.")
    assert answer.status_code == 409
    assert browser.page.select_one("#words").text.strip() == "Өтінішіңіз қанағаттандырылды."
    assert "The data is accurate (law, article 25(2))" in browser.text
    assert len(request_by_ref(request.id).decisions) == 1
    browser.submit(path)
    assert browser.answer.status_code == 303


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


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"about": ""}, "about"),
        ({"proposed": ""}, "proposed"),
        ({"evidence": ""}, "evidence"),
        ({"asker": "representative"}, "document_kind"),
        ({"asker": "state_body"}, "reference"),
        ({"received_on": "2999-01-01"}, "received_on"),
        ({"reference": "010305390005"}, "reference"),
        ({"proof": "eyes"}, "proof"),
    ],
)
def test_what_is_missing_is_told_beside_its_box_and_what_was_typed_stays(
    given, browser_of, typed, box
):
    appeal = given.appeal_in_work()
    browser, path = browser_of("operator"), f"/appeals/{appeal.number}/request/correct"
    browser.open(path)
    browser.submit(path, **{**TYPED, "about": "phone", "proposed": OTHER_PHONE, **typed})
    assert browser.answer.status_code == 422
    assert browser.page.select_one(f"#{box}-error")
    assert WORDS in browser.form(path).find(id="words").text
    assert not requests_of(appeal.id)


def test_a_refusal_needs_a_reason_and_the_letter_names_its_article_and_the_way_of_appeal(
    given, browser_of
):
    request, browser = asked(given, given.appeal_in_work()), browser_of("privacy_officer")
    path = page_of(request, "/decision")
    browser.open(path)
    assert browser.submit(path, outcome="refused").status_code == 422
    assert browser.page.select_one("#reasons-error")
    browser.submit(path, outcome="refused", reasons=["no_documents"], words="Құжат керек.")
    assert browser.answer.location == page_of(request)
    browser.open(page_of(request, "/letter/ru"))
    for told in ("25(2)", "статья 24", "Құжат керек."):
        assert told in browser.text
    entry = entries(Action.REQUEST_PRINT)[-1]
    assert set(entry.field_codes) == {"name", "request_answer"}


def test_access_offers_the_other_appeals_of_the_same_person_and_notes_the_search(given, browser_of):
    texts = {**PERSON, Field.IIN: IIN}
    more = {"texts": texts, "category": "LAND", "collect_reason": "applicant_asked"}
    appeal, same = given.appeal(**more), given.appeal()
    stranger = given.appeal(texts={**PERSON, Field.PHONE: OTHER_PHONE})
    browser, path = browser_of("privacy_officer"), f"/appeals/{appeal.number}/request/access"
    browser.open(path)
    assert same.number in browser.text
    assert stranger.number not in browser.text
    entry = entries(Action.APPEAL_FIND)[-1]
    assert (set(entry.field_codes), entry.detail) == ({"phone", "iin"}, "kind=iin,phone")
    browser.submit(path, **TYPED, others=[same.number])
    (request,) = requests_of(same.id)
    browser.open(page_of(request))
    assert same.number in browser.text


def test_an_access_request_ends_when_the_extract_was_handed_over(given, browser_of):
    request, browser = granted(given, given.appeal(), "access"), browser_of("privacy_officer")
    browser.open(page_of(request))
    path = page_of(request, "/extract")
    browser.open(path)
    browser.submit(path, channel="in_person")
    assert state_of(request) == RequestState.DONE


def test_access_without_an_appeal_begins_at_the_desk_and_is_answered_to_nobody_by_name(
    given, browser_of
):
    browser = browser_of("privacy_officer")
    browser.open("/requests/without")
    browser.submit("/requests/without", reference="№ 88", channel="paper")
    path = browser.answer.location
    browser.open(f"{path}/decision")
    assert not browser.form(f"{path}/decision").find(id="words")
    browser.submit(f"{path}/decision", outcome="refused", reasons=["data_not_held"])
    browser.open(f"{path}/letter/kk")
    assert "№ 88" in browser.text
    assert not browser.page.select("p.right")


def test_from_the_desk_a_number_leads_to_the_appeal_or_is_not_found(given, browser_of):
    appeal, browser = given.appeal(by="senior_operator"), browser_of("privacy_officer")
    browser.open(f"/requests/new?number={appeal.number}", follow=False, status=303)
    assert browser.answer.location == f"/appeals/{appeal.number}/request"
    browser.open("/requests/new?number=109-2026-9999999", status=404)
    browser_of("operator").open(f"/requests/new?number={appeal.number}", status=404)


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


def test_the_list_is_filtered_by_kind_and_state_and_paged_by_the_last_day(given, browser_of):
    appeal = given.appeal_in_work()
    for _time in range(60):
        asked(given, appeal, "block")
    access = asked(given, appeal, "access")
    done = asked(given, appeal, "destroy")
    decided(given, done, "refused", reasons=["law_obliges"])
    browser = browser_of("manager")
    browser.open("/requests")
    assert len(browser.page.select("tbody tr")) == 50
    assert access.number not in browser.text  # three working days come after one
    browser.open(browser.page.select_one("a[rel=next]")["href"])
    assert len(browser.page.select("tbody tr")) == 11
    browser.open(browser.page.select_one("a[rel=prev]")["href"])
    assert len(browser.page.select("tbody tr")) == 50
    browser.open("/requests?kind=access")
    assert [row["id"] for row in browser.page.select("tbody tr")] == [f"request-{access.id}"]
    browser.open("/requests?show=refused")
    assert [row["id"] for row in browser.page.select("tbody tr")] == [f"request-{done.id}"]
    browser.open("/requests?show=all")
    browser.open(browser.page.select_one("a[rel=next]")["href"])
    assert len(browser.page.select("tbody tr")) == 12
    assert "No requests match" in browser.open("/requests?show=done").get_text()


def test_who_may_not_see_requests_is_refused(given, browser_of):
    request = asked(given, given.appeal(by="senior_operator"))
    for role, status in (("auditor", 403), ("administrator", 403), ("operator", 404)):
        browser_of(role).open(page_of(request), status=status)
    browser_of("operator").open("/requests", status=403)
    browser_of("manager").open(page_of(request))
    browser_of("manager").open(page_of(request, "/decision"), status=403)


def test_the_case_lists_its_requests_and_reads_none_of_their_words(given, browser_of):
    appeal = given.appeal_in_work()
    request = asked(given, appeal)
    browser = browser_of("operator")
    browser.open(f"/appeals/{appeal.number}")
    assert request.number in browser.text
    assert WORDS not in browser.text
    shown = entries(Action.CASE_VIEW)[-1].field_codes
    assert not [field for field in shown if field.startswith("request_")]
    assert any(value.field == "request_text" for value in values_of(appeal.id))


def test_an_overdue_request_is_marked_by_words_and_shape(given, browser_of):
    asked(given, given.appeal(), "block", received_on=clock.today().replace(year=2026, month=1))
    browser = browser_of("privacy_officer")
    browser.open("/requests")
    assert "over" in browser.page.select_one("tbody .tag.bad").text
    assert browser.page.select_one("tbody .tag.bad svg")
    assert "1 overdue" in browser.text

"""Pages of notices: the list, the steps, the letter, the counts; no script, three languages."""

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.audit.models import AuditEntry
from backoffice.data_rights.actions import block_value
from backoffice.db import db
from backoffice.notices.actions import acknowledge_notice, deliver_notice
from backoffice.notices.queries import PAGE_LENGTH, notices_of
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from tests.data_rights.seen import OTHER_PHONE
from tests.given import NAME, PHONE
from tests.notices.held import WHY, correct_phone, given_to_two
from tests.notices.test_notice_steps import TUESDAY


def rows(browser):
    return [row.get_text(" ", strip=True) for row in browser.page.select("tbody tr")]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_correct_a_phone_and_see_two_recipients_told(given, browser_of, language):
    appeal, _first, _second = given_to_two(given)
    phone = given.value(appeal, Field.PHONE)
    browser, case = browser_of("operator", language=language), f"/appeals/{appeal.number}"
    form = f"{case}/values/{phone.id}/correct"
    browser.open(form)
    told = {"text": OTHER_PHONE, "reason": "inaccurate"}
    assert browser.submit(form, **told).status_code == 303
    page = browser.open(case)
    card = page.select_one("#notices")
    assert len(card.select("tbody tr")) == 2
    step = card.select_one("a[href$='/send']")["href"]
    browser.open(step)
    assert browser.submit(step).location.endswith(f"{case}#notices")
    states = sorted(notice.state for notice in notices_of(appeal.id))
    assert states == ["prepared", "sent"]
    letter = browser.open(page.select_one("#notices a[href*='/letter/']")["href"])
    assert appeal.number in letter.get_text()


def test_the_list_narrows_by_what_is_waited_for_by_cause_and_by_third_party(
    given, cast, browser_of
):
    appeal, _first, _second = given_to_two(given)
    with clock.running_at(lambda: TUESDAY):
        correct_phone(given, cast, appeal)
    block_value(
        given.value(appeal, Field.PHONE), by=cast("privacy_officer"), until=None, reason=WHY
    )
    notice = next(one for one in notices_of(appeal.id) if one.cause == "block")
    deliver_notice(notice, by=cast("operator"), at=clock.now())
    acknowledge_notice(notice, by=cast("operator"), at=clock.now())
    browser = browser_of("manager")
    counts = {
        "": 3,
        "?show=untold": 3,
        "?show=late": 2,
        "?show=escalated": 2,
        "?show=all": 4,
        "?cause=block": 1,
        "?cause=correction&third_party=K3": 1,
        "?show=nonsense&cause=x&third_party=ZZ": 3,
    }
    for address, count in counts.items():
        browser.open(f"/notices{address}")
        assert len(rows(browser)) == count, address
    browser.open("/notices?third_party=K3")
    assert "Open 1 Not told yet 1 Late 1 With the manager 1 All 2" in browser.text
    assert "with the manager" in rows(browser)[0]


def test_the_list_turns_its_pages_by_place(given, cast, browser_of):
    appeal, _first, _second = given_to_two(given)
    for number in range(PAGE_LENGTH // 2 + 1):
        correct_phone(given, cast, appeal, f"+7701555{4600 + number}")
        given.disclosure(appeal)
        given.disclosure(appeal, by="senior_operator", to="K3", outside_reason="redirected")
    browser = browser_of("senior_operator")
    page = browser.open("/notices")
    assert len(rows(browser)) == PAGE_LENGTH
    first = rows(browser)
    browser.open(page.select_one("a[rel=next]")["href"])
    assert len(rows(browser)) == 2
    browser.open(browser.page.select_one("a[rel=prev]")["href"])
    assert rows(browser) == first


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("cause", ["correct", "block"])
def test_the_letter_names_fields_and_holds_no_name_and_no_value(
    given, cast, browser_of, language, cause
):
    appeal, _first, _second = given_to_two(given)
    if cause == "correct":
        correct_phone(given, cast, appeal)
    else:
        phone = given.value(appeal, Field.PHONE)
        block_value(phone, by=cast("privacy_officer"), until=None, reason=WHY)
    [_second, first] = notices_of(appeal.id)
    browser = browser_of("operator", language="en")
    page = browser.open(f"/notices/{first.id}/letter/{language}")
    assert page.html["lang"] == language
    text = page.get_text(" ")
    assert "телефон" in text.lower()
    assert appeal.number in text
    digits = "".join(sign for sign in text if sign.isdigit())
    for secret in (NAME, PHONE[2:], OTHER_PHONE[2:]):
        assert secret not in text
        assert secret not in digits
    query = sa.select(AuditEntry).where(AuditEntry.action == Action.NOTICE_PRINT)
    assert db.session.scalars(query).one().subject == f"notice:{first.id}"


def test_a_waiver_without_a_reason_is_told_beside_the_box(given, cast, browser_of):
    appeal, _first, _second = given_to_two(given)
    correct_phone(given, cast, appeal)
    notice = notices_of(appeal.id)[0]
    browser, path = browser_of("senior_operator"), f"/notices/{notice.id}/waive"
    browser.open(path)
    assert browser.submit(path, reason="").status_code == 422
    assert browser.page.select_one("#reason-error")
    browser.submit(path, reason="known")
    db.session.expire_all()
    assert notice.state == "waived"
    browser.open(path, status=409)


def test_the_corrected_data_is_offered_to_who_had_the_old(given, cast, browser_of):
    appeal, _first, _second = given_to_two(given)
    correct_phone(given, cast, appeal)
    browser = browser_of("senior_operator")
    page = browser.open(f"/appeals/{appeal.number}")
    browser.open(page.select_one("#notices a[href*='recipients=K1']")["href"])
    assert browser.page.select_one("input[name=recipients][value=K1][checked]")
    ticked = {box["value"] for box in browser.page.select("input[name=fields][checked]")}
    assert ticked == {"phone"}


def test_open_notices_are_counted_on_the_board_and_on_the_page_of_the_third_party(
    given, cast, browser_of
):
    appeal, _first, _second = given_to_two(given)
    correct_phone(given, cast, appeal)
    browser = browser_of("senior_operator")
    link = browser.open("/board").select_one("a[href='/notices']")
    assert link.get_text(" ", strip=True) == "Notices 2"
    browser.open("/third-parties/K1")
    assert "Open notices: 1" in browser.text


def test_who_may_not_see_the_list_gets_neither_list_nor_count(given, cast, browser_of):
    appeal, _first, _second = given_to_two(given)
    correct_phone(given, cast, appeal)
    notice = notices_of(appeal.id)[0]
    operator = browser_of("operator")
    operator.open("/notices", status=403)
    assert not operator.open("/board").select("a[href='/notices']")
    operator.open(f"/notices/{notice.id}/waive", status=403)
    for role in ("administrator", "auditor"):
        browser_of(role).open("/notices", status=403)
        browser_of(role).open(f"/notices/{notice.id}/letter/kk", status=403)


def test_who_answered_is_no_longer_listed_as_holding_an_old_value(given, cast, browser_of):
    appeal = given.appeal_in_work()
    given.disclosure(appeal)
    correct_phone(given, cast, appeal)
    browser = browser_of("privacy_officer")
    assert browser.open(f"/appeals/{appeal.number}").select_one("#holders")
    [notice] = notices_of(appeal.id)
    deliver_notice(notice, by=cast("operator"), at=clock.now())
    acknowledge_notice(notice, by=cast("operator"), at=clock.now())
    assert not browser.open(f"/appeals/{appeal.number}").select_one("#holders")

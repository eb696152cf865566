"""What the policy promises people, done by staff in a browser, in each language (5.e, 5.f, 7)."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from backoffice import clock
from backoffice.appeals.queries import values_of
from backoffice.audit.verification import verify
from backoffice.db import db
from backoffice.notices.queries import notices_of
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.notices import NoticeState
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.third_parties.queries import third_party_by_code
from backoffice.vault.maintenance import check_vault
from backoffice.vault.values import the_vault
from tests.browser import steps
from tests.given import NAME
from tests.notices.held import given_to_two

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("language", ["kk", "ru", "en"]),
]


@pytest.fixture(autouse=True)
def whole_installation(app):
    """Whatever was done, the log and the vault are whole afterwards."""
    yield
    assert verify(the_vault().keyring.chain_key).is_ok
    assert check_vault(the_vault()).is_ok


def test_consent_is_withdrawn_and_answered(given, desk_of, language):
    appeal, _first, _second = given_to_two(given)
    desk = desk_of("senior_operator", language=language)
    desk.open(f"/appeals/{appeal.number}")
    steps.follow(desk, "main a[href$='/withdrawal']")
    steps.send(desk, evidence="call-2026-0417")
    confirm(desk)
    desk.page.wait_for_selector("#notices tbody tr")
    assert desk.page.locator("#notices tbody tr").count() == 2
    assert desk.page.locator("main a[href$='/disclose']").count() == 0
    steps.follow(desk, "#consent a[href*='/withdrawal/letter/']")
    desk.page.wait_for_url("**/withdrawal/letter/**")
    assert NAME in desk.page.inner_text("main")


def test_a_phone_is_put_right_and_two_recipients_are_told(given, desk_of, language):
    appeal, _first, _second = given_to_two(given)
    phone = given.value(appeal, Field.PHONE)
    desk = desk_of("operator", language=language)
    desk.open(f"/appeals/{appeal.number}")
    steps.correct_phone(desk, str(phone.id))
    sends = desk.page.locator("#notices a[href$='/send']")
    for left in (1, 0):
        steps.follow(desk, "#notices a[href$='/send']")
        steps.send(desk)
        expect(desk.page.locator("#notices tbody tr")).to_have_count(2)
        expect(sends).to_have_count(left)
    db.session.rollback()  # read anew what the browser changed
    assert {notice.state for notice in notices_of(appeal.id)} == {NoticeState.SENT}


def test_what_a_year_left_due_is_destroyed_by_two_people(given, desk_of, language):
    long_ago = clock.now() - timedelta(days=400)
    with clock.running_at(lambda: long_ago):
        ids = [given.appeal_closed().id for _case in range(2)]
    officer = desk_of("privacy_officer", language=language)
    officer.open("/retention")
    steps.follow(officer, ".pagehead a.primary")
    steps.send(officer)
    officer.page.wait_for_url("**/retention/acts/*")
    act = officer.page.url.removeprefix(officer.address)
    assert officer.page.locator(f"a[href='{act}/approve']").count() == 0
    manager = desk_of("manager", language=language)
    manager.open(act)
    for deed in ("approve", "execute"):
        steps.follow(manager, f"main a[href='{act}/{deed}']")
        confirm(manager)
        manager.page.wait_for_url(f"**{act}**")
    db.session.rollback()
    states = {value.state for appeal_id in ids for value in values_of(appeal_id)}
    assert states == {ValueState.DESTROYED}
    manager.open(f"{act}/sheet/{language}")
    assert manager.page.get_attribute("html", "lang") == language


def test_a_request_for_access_is_answered_with_the_extract(given, desk_of, language):
    appeal = given.appeal_in_work()
    given.disclosure(appeal)
    desk = desk_of("privacy_officer", language=language)
    desk.open(f"/appeals/{appeal.number}")
    steps.follow(desk, "main a[href$='/request']")
    steps.follow(desk, "main a[href$='/request/access']")
    steps.send(
        desk, words="Менің деректерім кімге берілді?", proof="known_phone", evidence="call-7"
    )
    desk.page.wait_for_url(re.compile(r"/requests/\d+$"))
    request = desk.page.url.removeprefix(desk.address)
    steps.follow(desk, f"main a[href='{request}/decision']")
    desk.page.check("[name=outcome][value=granted]")
    steps.send(desk)
    desk.page.wait_for_url(f"**{request}")
    steps.follow(desk, f"main a[href^='/appeals/{appeal.number}/extract']")
    desk.page.wait_for_url("**/extract**")
    sheet = desk.page.inner_text("main")
    assert NAME in sheet
    assert desk.page.get_attribute("html", "lang") == appeal.language
    assert third_party_by_code("K1").name_kk in sheet
    desk.open(f"{request}/extract")
    steps.send(desk)
    desk.page.wait_for_url(f"**{request}")
    desk.open("/requests?show=all")
    assert desk.page.locator("main tbody tr").count() == 1
    desk.open(f"{request}/letter/ru")
    assert NAME in desk.page.inner_text("main")


def confirm(desk):
    """Tick that it is understood, and press the button of the page that asks."""
    desk.page.wait_for_selector("form.interrupt")
    desk.page.check("[name=understood]")
    desk.page.click("form.interrupt button")

"""A form sent twice, two people at one case, and what is left when somebody has signed out."""

from datetime import UTC, datetime, timedelta

import pytest

from backoffice.appeals.models import Appeal
from backoffice.db import db
from backoffice.rules.fields import Field
from tests.browser.steps import CALL, WHY, number_of, send
from tests.given import NAME

pytestmark = pytest.mark.browser

NOON = datetime(2026, 10, 5, 7, tzinfo=UTC)
ANSWER = "Жарық бүгін кешке дейін қосылады."


def fill_in(desk, *, script=True):
    """A call about electricity, typed but not sent."""
    desk.open("/appeals/new")
    desk.page.select_option("#category", CALL["category"])
    if script:
        desk.page.wait_for_selector("#needed_fields .due-line")
    for name in CALL.keys() - {"category", "district"}:
        desk.page.fill(f"#registration [name={name}]", CALL[name])
    desk.page.check("#script_read")


def lose_the_first_answer(desk):
    """The server gets the form and answers, but the answer is lost on the way."""
    lost = []

    def pass_on(route):
        if lost or route.request.method != "POST":
            return route.continue_()
        lost.append(route.fetch(max_redirects=0))
        return route.abort("aborted")

    desk.page.route("**/appeals/new", pass_on)
    return lost


def test_a_double_click_on_register_gives_one_appeal(app, desk_of):
    desk = desk_of("operator")
    fill_in(desk)
    desk.page.dblclick(".actionbar button")
    number = number_of(desk)
    assert [appeal.number for appeal in db.session.query(Appeal)] == [number]


@pytest.mark.parametrize("script", [True, False])
def test_pressing_again_when_the_answer_was_lost_leads_to_the_one_appeal(app, desk_of, script):
    desk = desk_of("operator", script=script)
    desk.page.clock.install(time=NOON)
    fill_in(desk, script=script)
    lost = lose_the_first_answer(desk)
    if script:  # the lock lasts by the page's clock, however slow the machine
        desk.page.clock.pause_at(NOON + timedelta(hours=1))
    with desk.page.expect_event("requestfailed"):
        desk.page.click(".actionbar button")
    if script:
        desk.page.clock.run_for(1000)
        desk.page.wait_for_selector(".actionbar button:disabled")
        desk.page.clock.fast_forward("00:10")
    desk.page.click(".actionbar button")
    number = number_of(desk)
    assert lost[0].headers["location"].endswith(number)
    assert [appeal.number for appeal in db.session.query(Appeal)] == [number]


def test_whoever_is_late_sees_both_versions_and_keeps_what_was_typed(desk_of, given):
    number = given.appeal_in_work().number
    late, quick = desk_of("operator"), desk_of("senior_operator")
    late.open(f"/appeals/{number}/answer")
    quick.open(f"/appeals/{number}/category")
    send(quick, category="WATR", district="nura")
    number_of(quick)
    category = quick.page.inner_text("h1")
    assert status_of(late, text=ANSWER) == 409
    assert late.page.input_value("#text") == ANSWER
    assert category in late.page.inner_text("#stored")
    assert late.page.evaluate("document.activeElement.hasAttribute('data-focus')")
    late.check_accessibility()
    send(late)
    assert number_of(late) == number
    assert ANSWER in late.page.inner_text("#notes")


def test_a_value_put_right_by_two_people_shows_both_values(desk_of, given):
    appeal = given.appeal_in_work()
    path = f"/appeals/{appeal.number}/values/{given.value(appeal, Field.NAME).id}/correct"
    late, quick = desk_of("operator"), desk_of("privacy_officer")
    late.open(path)
    quick.open(path)
    send(quick, text="Сәтбаева Әлима Нұрланқызы", reason=WHY)
    number_of(quick)
    assert status_of(late, text="Сәтбаева Әсел Нұрланқызы", reason=WHY) == 409
    assert late.page.input_value("#text") == "Сәтбаева Әсел Нұрланқызы"
    assert "Сәтбаева Әлима Нұрланқызы" in late.page.inner_text("#stored")
    late.check_accessibility()


def status_of(desk, **typed):
    """Send the form; the status of the answer."""
    with desk.page.expect_response(lambda answer: answer.request.method == "POST") as sent:
        send(desk, **typed)
    desk.page.wait_for_load_state()
    return sent.value.status


def test_after_signing_out_the_back_button_shows_nothing_of_anybody(desk_of, given):
    desk = desk_of("operator")
    desk.open(f"/appeals/{given.appeal().number}")
    assert NAME in desk.page.content()
    desk.page.click(".menu.who summary")
    desk.page.click("form[action='/sign-out'] button")
    desk.page.wait_for_url("**/sign-in")
    for _press in range(2):
        desk.page.go_back()
        assert NAME not in desk.page.content()
        assert desk.page.locator("[name=password]").count() == 1

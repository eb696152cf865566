"""The live tail of the log moves by itself, stands still when asked, and tells what it skipped."""

import pytest

from backoffice.accounts.models import SYSTEM
from backoffice.audit.checkpoints import write_checkpoint
from backoffice.audit_log.queries import PAGE_SIZE
from backoffice.db import db

pytestmark = pytest.mark.browser

CLOCK = "#tail-clock"


@pytest.fixture
def tail(desk_of):
    """The tail at an auditor's window, whose clock can be turned forward."""
    desk = desk_of()
    desk.page.clock.install()
    desk.sign_in("auditor", "en")
    desk.open("/audit/tail")
    return desk


def look_again(desk):
    """Let the time pass after which the page asks; returns the status of the answer."""
    with desk.page.expect_response(lambda answer: "seen=" in answer.url) as asked:
        desk.page.clock.fast_forward("00:06")
    asked.value.finished()
    return asked.value.status


def newest(desk):
    """The number of the entry that stands on top."""
    return int(desk.page.locator("table.log tbody tr").first.get_attribute("id").split("-")[1])


def wait_for_newer(desk, number):
    """The answer is in place when another entry stands on top; returns its number."""
    desk.page.wait_for_selector(f"table.log tbody tr:first-child:not(#entry-{number})")
    return newest(desk)


def test_what_another_person_does_comes_by_itself_and_is_marked_as_new(tail, desk_of, given):
    number, before = given.appeal().number, newest(tail)
    db.session.remove()
    assert look_again(tail) == 200
    registered = wait_for_newer(tail, before)
    colleague = desk_of("operator")
    colleague.open(f"/appeals/{number}")
    assert look_again(tail) == 200
    assert wait_for_newer(tail, registered) > registered
    opened = tail.page.locator("table.log tbody tr[data-action='case.view']").first
    assert number in opened.inner_text()
    assert "new" in opened.inner_text()
    assert tail.page.inner_text("#live") == "New entries stand at the top."
    assert look_again(tail) == 204
    tail.check_accessibility()


def test_a_paused_tail_stands_still_and_a_resumed_one_goes_on(tail, desk_of):
    tail.page.focus("#tail-switch")
    tail.page.keyboard.press("Enter")
    tail.page.wait_for_selector(CLOCK, state="detached")
    assert tail.page.evaluate("document.activeElement.id") == "tail-switch"
    stands = newest(tail)
    asked = []
    tail.page.on("request", lambda request: asked.append(request.url))
    desk_of("operator").open("/board")
    tail.page.clock.fast_forward("01:00")
    assert (newest(tail), asked) == (stands, [])
    tail.page.keyboard.press("Enter")
    tail.page.wait_for_selector(CLOCK, state="attached")
    assert newest(tail) > stands, "the colleague signed in meanwhile"


def test_a_burst_is_told_with_its_number_and_leads_to_its_entries(app, tail):
    seen = newest(tail)
    for _entry in range(PAGE_SIZE + 3):
        write_checkpoint(None, by=SYSTEM)
    db.session.remove()
    assert look_again(tail) == 200
    top = wait_for_newer(tail, seen)
    skipped = top - PAGE_SIZE - seen
    told = f"{skipped} entries after no. {seen} came too fast to be shown here."
    assert told in tail.page.inner_text("#tail-skipped")
    assert told in tail.page.inner_text("#live")
    tail.check_accessibility()
    tail.page.click("#tail-skipped a")
    tail.page.wait_for_selector(f"#entry-{seen + 1}")

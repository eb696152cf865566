"""The live tail: entries come by themselves, and watching does not flood the log (policy 2)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.accounts.models import WebSession
from backoffice.audit.models import AuditEntry
from backoffice.audit_log.queries import PAGE_SIZE
from backoffice.db import db
from backoffice.rules.actions import Action
from tests.access_review.looking import newest, searched
from tests.audit_log.test_read_the_log import many_entries, numbers, rows

TAIL = "/audit/tail"


def looks():
    """How many entries say that somebody watches the tail."""
    db.session.rollback()
    asked = sa.select(sa.func.count()).select_from(AuditEntry)
    return db.session.scalar(asked.where(AuditEntry.detail == "tail"))


def again(browser, seen, *, status=200, more=""):
    """What the page asks by itself every few seconds."""
    part = browser.fragment(f"{TAIL}?seen={seen}{more}", status=status)
    return [int(row.th.find(string=True)) for row in part.select("table.log tbody tr")]


@pytest.fixture
def watching(browser_of):
    browser = browser_of("auditor")
    browser.open(TAIL)
    return browser


def test_opening_the_tail_is_one_entry_and_it_stands_on_top(watching):
    assert looks() == 1
    assert newest().action == Action.AUDIT_VIEW
    assert numbers(watching)[0] == newest().seq
    watching.open(TAIL)
    assert looks() == 2, "opening it anew is a look of its own"


def test_looking_again_by_itself_leaves_no_entry_and_brings_what_is_new(watching, cast):
    seen = newest().seq
    again(watching, seen, status=204)
    searched(cast("operator"))
    assert again(watching, seen)[0] == seen + 1 == newest().seq
    again(watching, seen + 1, status=204)
    assert looks() == 1


def test_after_a_quarter_of_an_hour_looking_on_is_an_entry_again(watching, cast):
    seen = newest().seq
    began = clock.now()
    with clock.running_at(lambda: began + timedelta(minutes=16)):
        searched(cast("operator"))
        assert again(watching, seen)[0] == newest().seq
        assert looks() == 2
        searched(cast("operator"))
        again(watching, seen)
        assert looks() == 2


def test_nobody_reads_on_without_an_entry_of_their_own(watching, browser_of):
    manager = browser_of("manager")
    again(manager, 1)
    assert looks() == 2
    assert newest().actor_role == "manager"


@pytest.mark.parametrize("seen", ["x", "-1", "0", "99999999999999999999"])
def test_a_spoilt_number_reads_the_log_like_any_other(watching, seen):
    again(watching, seen)


def test_entries_that_came_too_fast_are_told_until_the_page_is_opened_anew(watching):
    seen = newest().seq
    many_entries(PAGE_SIZE + 2)
    watching.open(f"{TAIL}?seen={seen}")
    skipped = newest().seq - PAGE_SIZE - seen
    assert skipped >= 2
    told = f"{skipped} entries after no. {seen} came too fast to be shown here."
    assert told in watching.text
    searched_on = str(watching.page.find(id="tail-clock")["hx-get"])
    many_entries(PAGE_SIZE + 1)
    assert f"{skipped + 1} entries after no. {seen}" in watching.fragment(searched_on).get_text()
    watching.open(TAIL)
    assert "too fast" not in watching.text


def test_the_link_of_what_was_skipped_begins_with_its_first_entry(watching):
    seen = newest().seq
    many_entries(PAGE_SIZE + 1)
    watching.open(f"{TAIL}?seen={seen}")
    watching.open(str(watching.page.select_one("#tail-skipped a")["href"]))
    assert numbers(watching)[-1] == seen + 1


@pytest.mark.parametrize(
    "asked", ["after=x&skipped=1", "after=-5&skipped=9", f"after=1&skipped={2**63}"]
)
def test_spoilt_numbers_of_what_was_skipped_tell_nothing(watching, asked):
    watching.open(f"{TAIL}?seen={newest().seq - 1}&{asked}")
    assert "too fast" not in watching.text


def test_as_many_as_the_page_holds_are_none_too_many(watching):
    seen = newest().seq
    many_entries(PAGE_SIZE)
    watching.open(f"{TAIL}?seen={seen}")
    assert "too fast" not in watching.text


def test_the_tail_can_be_stopped_and_goes_on(watching, cast):
    assert watching.page.find(id="tail-clock")["hx-trigger"] == "every 5s"
    watching.open(f"{TAIL}?seen={newest().seq}&paused=y")
    assert watching.page.find(id="tail-clock") is None
    assert watching.page.find(id="tail-switch").get_text(strip=True) == "Resume"
    searched(cast("operator"))
    seen = newest().seq
    watching.open(f"{TAIL}?seen={seen - 1}&paused=n")
    assert watching.page.find(id="tail-clock")
    assert "new" in rows(watching)[0].th.get_text()
    assert looks() == 1


def test_watching_keeps_no_empty_chair_signed_in(watching, cast, app):
    began = clock.now()
    idle = timedelta(minutes=int(app.config["SESSION_IDLE_MINUTES"]))
    stored = sa.select(WebSession.seen_at).order_by(WebSession.seen_at.desc())
    before = db.session.scalar(stored)
    with clock.running_at(lambda: began + idle / 2):
        searched(cast("operator"))
        again(watching, 1)
    db.session.rollback()
    assert db.session.scalar(stored) == before
    with clock.running_at(lambda: began + idle * 1.1):
        again(watching, 1, status=401)

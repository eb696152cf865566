"""Recording a review, and the reminder on the pages of those who can (policy 12; R-12.1)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.db import db
from backoffice.policy.reviewing import note_law_change
from tests.policy.making import published

ACT = "№ 326-VIII Заң, 24.06.2026"


@contextmanager
def days_later(days: int) -> Iterator[None]:
    """The clock so many days on."""
    then = clock.now() + timedelta(days=days)
    with clock.running_at(lambda: then):
        yield


def banner(browser, path="/board"):
    return browser.open(path).find(id="review-banner")


@pytest.mark.parametrize("role", ["manager", "privacy_officer"])
@pytest.mark.parametrize(("days", "tone"), [(330, None), (340, "warn"), (370, "bad")])
def test_the_board_reminds_those_who_can_review(browser_of, role, days, tone):
    with days_later(days):
        found = banner(browser_of(role))
        assert (found["class"][-1] if found else None) == tone
        if found:
            assert found.find("a")["href"] == "/policy/drafts/review"
            assert ("Overdue" in found.get_text()) == (tone == "bad")


@pytest.mark.parametrize("role", ["operator", "senior_operator"])
def test_the_board_of_the_others_reminds_nobody(browser_of, role):
    with days_later(400):
        assert banner(browser_of(role)) is None


def test_the_reminder_is_one_question_and_none_in_a_fragment(app, browser_of):
    asked = []

    def listen(_connection, _cursor, statement, *_more):
        if "policy_review" in statement:
            asked.append(statement)

    with days_later(400):
        manager = browser_of("manager")
        sa.event.listen(db.engine, "before_cursor_execute", listen)
        assert banner(manager) is not None
        assert len(asked) == 1
        manager.fragment("/board")
        assert len(asked) == 1
        sa.event.remove(db.engine, "before_cursor_execute", listen)


def test_a_recorded_review_takes_the_reminder_away_and_is_public(browser_of):
    with days_later(370):
        officer = browser_of("privacy_officer")
        officer.open("/policy/drafts/review")
        officer.submit("/policy/drafts/review", outcome="unchanged", note="Хаттама № 4")
        assert officer.answer.status_code == 303
        assert banner(officer) is None
        assert "Хаттама № 4" in officer.open("/policy/drafts").get_text()
        stranger, day = browser_of(), clock.today().strftime("%d.%m.%Y")
        stranger.open("/policy/1/en")
        assert f"Last reviewed on {day}." in stranger.text
        assert "Хаттама" not in stranger.text


def test_a_change_of_the_law_is_noted_reminded_of_and_answered(browser_of, cast):
    officer, day = browser_of("privacy_officer"), clock.today() + timedelta(days=50)
    officer.open("/policy/drafts/law-change")
    officer.submit("/policy/drafts/law-change", act_ref=ACT, in_force_on=day.isoformat())
    assert "calls for a review" in banner(officer).get_text()
    page = officer.open("/policy/drafts/review")
    choice = page.find("option", string=ACT)["value"]
    officer.submit("/policy/drafts/review", occasion=choice, outcome="new_version")
    assert officer.answer.status_code == 303
    assert banner(officer) is None
    asked = "The last review found that a new version is needed"
    assert asked in " ".join(officer.open("/policy/drafts").get_text().split())
    published(cast)
    assert asked not in officer.open("/policy/drafts").get_text()


def test_a_law_change_somebody_else_answered_meanwhile_is_told(browser_of, cast):
    note_law_change(None, by=cast("manager"), act_ref=ACT, in_force_on=clock.today())
    first, second = browser_of("manager"), browser_of("privacy_officer")
    for browser in (first, second):
        browser.open("/policy/drafts/review")
    first.submit("/policy/drafts/review", occasion="1", outcome="unchanged")
    second.submit("/policy/drafts/review", occasion="1", outcome="unchanged", note="mine")
    assert second.answer.status_code == 422
    assert "has been reviewed already" in second.text
    assert second.page.find("input", attrs={"name": "note"})["value"] == "mine"


@pytest.mark.parametrize(
    "typed", [{"outcome": ""}, {"occasion": "99", "outcome": "unchanged"}, {"note": "x" * 201}]
)
def test_a_review_that_is_not_complete_is_not_recorded(browser_of, typed):
    officer = browser_of("privacy_officer")
    officer.open("/policy/drafts/review")
    assert officer.submit("/policy/drafts/review", **typed).status_code == 422
    assert "No review has been recorded yet." in officer.open("/policy/drafts").get_text()

"""The reminder of the review costs the board one question, and the others none (policy 12)."""

from datetime import timedelta

import pytest

from backoffice import clock


@pytest.mark.parametrize("role", ["manager", "privacy_officer", "operator"])
def test_the_board_with_a_reminder_asks_no_more_than_eight_questions(role, browser_of, statements):
    then = clock.now() + timedelta(days=400)
    with clock.running_at(lambda: then):
        browser = browser_of(role)
        with statements() as asked:
            page = browser.open("/board")
        assert (page.find(id="review-banner") is not None) == (role != "operator")
        assert sum("policy_review" in text for text, _values in asked) == (role != "operator")
        assert len(asked) <= 8

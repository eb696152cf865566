"""The policy is reviewed once a year, or when the law changes (policy 12; R-12.1, R-12.2)."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.audit.models import AuditEntry
from backoffice.audit.refusals import NotAllowed, Refusal
from backoffice.db import db
from backoffice.policy.due import review_due, year_after
from backoffice.policy.queries import next_review, open_law_changes
from backoffice.policy.reviewing import note_law_change, record_policy_review
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.policy_versions import ReviewOutcome, ReviewTrigger

ACT = "№ 326-VIII Заң, 24.06.2026"
NOTE = "Хаттама № 4"


def last_entry():
    return db.session.scalar(sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1))


def test_the_first_review_is_due_a_year_after_the_first_publication(app):
    assert next_review().on == year_after(clock.today())
    assert next_review().last is None


@pytest.mark.parametrize("outcome", ReviewOutcome)
def test_a_review_begins_the_year_anew_whatever_it_found(cast, outcome):
    later = clock.now() + timedelta(days=200)
    with clock.running_at(lambda: later):
        review = record_policy_review(None, by=cast("manager"), outcome=outcome)
        assert next_review().on == year_after(clock.today())
        assert next_review().last == review.reviewed_on == clock.today()


def test_the_entry_of_a_review_says_why_and_with_what_outcome_and_holds_no_note(cast):
    unchanged = ReviewOutcome.UNCHANGED
    record_policy_review(None, by=cast("privacy_officer"), outcome=unchanged, note=NOTE)
    entry = last_entry()
    assert entry.action == Action.POLICY_REVIEW_RECORD
    assert entry.detail == "occasion=annual;outcome=unchanged"
    assert NOTE not in entry.detail + entry.reason + entry.subject


def test_a_change_of_the_law_calls_for_a_review_before_the_year_is_over(cast):
    begins = clock.today() + timedelta(days=40)
    change = note_law_change(None, by=cast("privacy_officer"), act_ref=ACT, in_force_on=begins)
    assert (next_review().on, next_review().by_law) == (begins, True)
    review = record_policy_review(
        None, by=cast("manager"), outcome=ReviewOutcome.NEW_VERSION, law_change=change
    )
    assert (review.occasion, review.law_change.act_ref) == (ReviewTrigger.LAW_CHANGE, ACT)
    assert not open_law_changes()
    assert not next_review().by_law


def test_a_yearly_review_leaves_a_change_of_the_law_open(cast):
    by = cast("manager")
    change = note_law_change(None, by=by, act_ref=ACT, in_force_on=clock.today())
    record_policy_review(None, by=by, outcome=ReviewOutcome.UNCHANGED)
    assert [one.id for one in open_law_changes()] == [change.id]
    assert next_review().by_law


def test_a_change_of_the_law_is_answered_once(cast):
    by = cast("manager")
    change = note_law_change(None, by=by, act_ref=ACT, in_force_on=clock.today())
    told = {"by": by, "outcome": ReviewOutcome.UNCHANGED, "law_change": change}
    record_policy_review(None, **told)
    with pytest.raises(Refusal, match="policy-review.answered"):
        record_policy_review(None, **told)


@pytest.mark.parametrize("role", ["operator", "senior_operator", "auditor", "administrator"])
def test_nobody_else_reviews(cast, role):
    with pytest.raises(NotAllowed):
        record_policy_review(None, by=cast(role), outcome=ReviewOutcome.UNCHANGED)


@pytest.mark.parametrize(
    ("days_left", "tone"),
    [(31, ""), (30, "warn"), (1, "warn"), (0, "warn"), (-1, "bad"), (-400, "bad")],
)
def test_the_reminder_comes_thirty_days_before_and_turns_red_after(days_left, tone):
    due = review_due(date(2026, 3, 1), begun=date(2024, 1, 1), law_from=None)
    assert due.on == date(2027, 3, 1)
    assert due.tone_on(due.on - timedelta(days=days_left)) == tone


def test_a_change_of_the_law_is_told_at_once_and_never_puts_a_review_off():
    near = review_due(date(2026, 3, 1), begun=date(2024, 1, 1), law_from=date(2026, 12, 1))
    assert near.tone_on(date(2026, 3, 2)) == "warn"
    far = review_due(date(2026, 3, 1), begun=date(2024, 1, 1), law_from=date(2027, 7, 1))
    assert far.on == date(2027, 3, 1)


def test_a_leap_day_has_its_year_too():
    assert year_after(date(2028, 2, 29)) == date(2029, 2, 28)

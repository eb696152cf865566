"""The yearly review and the review a change of the law calls for (policy 12)."""

from datetime import date

import sqlalchemy as sa

from backoffice import clock
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import Refusal
from backoffice.db import db
from backoffice.policy.models import LawChange, PolicyReview
from backoffice.policy.queries import version_in_force
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.policy_versions import ReviewOutcome, ReviewTrigger


@perform(Action.LAW_CHANGE_NOTE)
def note_law_change(_subject: None, /, *, by: Actor, act_ref: str, in_force_on: date) -> LawChange:
    """From now on a review is due, at the latest when the act comes into force (policy 12)."""
    change = LawChange(
        act_ref=act_ref, in_force_on=in_force_on, noted_by_id=by.id, noted_at=clock.now()
    )
    db.session.add(change)
    db.session.flush()
    current_deed().note(about=change)
    return change


@perform(Action.POLICY_REVIEW_RECORD)
def record_policy_review(
    _subject: None,
    /,
    *,
    by: Actor,
    outcome: ReviewOutcome,
    law_change: LawChange | None = None,
    note: str = "",
) -> PolicyReview:
    """Write down a review: the year begins anew, whatever it found (policy 12; R-12.1, R-12.2).

    Raises Refusal("policy-review.answered") when the change of the law was reviewed already.
    """
    if law_change is not None and _is_answered(law_change):
        raise Refusal("policy-review.answered", Action.POLICY_REVIEW_RECORD)
    occasion = ReviewTrigger.LAW_CHANGE if law_change else ReviewTrigger.ANNUAL
    review = PolicyReview(
        reviewed_on=clock.today(),
        reviewer_id=by.id,
        occasion=occasion,
        law_change_id=law_change.id if law_change else None,
        policy_number=version_in_force(clock.today()).number,
        outcome=outcome,
        note=note,
        recorded_at=clock.now(),
    )
    db.session.add(review)
    db.session.flush()
    current_deed().note(about=review, detail=f"occasion={occasion};outcome={outcome}")
    return review


def _is_answered(change: LawChange) -> bool:
    answers = sa.select(PolicyReview.id).where(PolicyReview.law_change_id == change.id)
    return db.session.scalar(answers) is not None

"""Changing a rule, and saying that a flag was looked at: nothing is done to an account."""

from backoffice import clock
from backoffice.access_review.models import ReadingReview, ReadingRule
from backoffice.access_review.queries import Flag
from backoffice.access_review.rule_book import RuleInForce, changes_of
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import Refusal, Stale
from backoffice.db import db
from backoffice.exports.hours import hour_told
from backoffice.rules.access_review import REASONS, SPANS, RuleRow
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.access_review import Finding, FindingReason


@perform(Action.READING_RULE_CHANGE)
def change_reading_rule(
    held: RuleInForce, /, *, by: Actor, row: RuleRow, drawn_from: int | None
) -> ReadingRule:
    """Say what a rule is from now on; what it was stays on record (policy 2).

    Raises Stale when somebody changed it since the form was drawn, and Refusal for hours that
    do not follow each other or a length of time the rule cannot count in.
    """
    if drawn_from is not None and drawn_from != len(changes_of(held.code)):
        raise Stale("stale", Action.READING_RULE_CHANGE)
    if row.opens >= row.closes:
        raise Refusal("reading-rule.hours", Action.READING_RULE_CHANGE)
    if row.per not in SPANS[held.code]:
        raise Refusal("reading-rule.per", Action.READING_RULE_CHANGE)
    change = ReadingRule(
        code=held.code,
        is_on=row.is_on,
        most=row.most,
        per=row.per,
        opens=row.opens,
        closes=row.closes,
        by_id=by.id,
        at=clock.now(),
    )
    db.session.add(change)
    current_deed().note(detail=f"rule={held.code};{_told(held.row)}>{_told(row)}")
    return change


@perform(Action.READING_FLAG_REVIEW)
def review_reading_flag(
    flag: Flag, /, *, by: Actor, finding: Finding, reason: FindingReason, drawn_from: int | None
) -> ReadingReview:
    """Say that a flag was looked at and what it is; who is flagged cannot say it (policy 2).

    Raises Refusal for one's own flag or a reason of another list, Stale when the flag has more
    entries than the form told.
    """
    if flag.staff_id == by.id:
        raise Refusal("reading-flag.self", Action.READING_FLAG_REVIEW)
    if reason not in REASONS[finding]:
        raise Refusal("reading-flag.reason", Action.READING_FLAG_REVIEW)
    if drawn_from is not None and drawn_from != flag.entries:
        raise Stale("stale", Action.READING_FLAG_REVIEW)
    review = ReadingReview(
        code=flag.code,
        staff_id=flag.staff_id,
        per=flag.per,
        begins=flag.begins,
        entries=flag.entries,
        outcome=finding,
        reason=reason,
        by_id=by.id,
        at=clock.now(),
    )
    db.session.add(review)
    hour = hour_told(flag.begins)
    told = f"rule={flag.code};{flag.per}={hour};entries={flag.entries};finding={finding}"
    current_deed().note(reason=reason, detail=told)
    return review


def _told(row: RuleRow) -> str:
    state = "on" if row.is_on else "off"
    return f"{state},{row.most}/{row.per},{row.opens}-{row.closes}"

"""Changing how long appeals are kept (policy 5.6; R-5f.1)."""

from datetime import date

from backoffice import clock
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import Refusal, Stale
from backoffice.db import db
from backoffice.keeping.models import RetentionRule
from backoffice.keeping.queries import changes, rules_on
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.rules.retention import EVERY_CATEGORY, Key, RetentionRow


@perform(Action.RETENTION_CHANGE)
def change_retention(
    _subject: None,
    /,
    *,
    by: Actor,
    key: Key,
    row: RetentionRow | None,
    valid_from: date,
    drawn_from: int | None = None,
) -> RetentionRule:
    """Say how long such appeals are kept from a day on; None: by the general rule (R-5f.1).

    `drawn_from` is how many changes the form knew of. Raises Stale when there are more.
    """
    action = Action.RETENTION_CHANGE
    if drawn_from is not None and drawn_from != len(changes()):
        raise Stale("stale", action)
    if valid_from < clock.today():
        raise Refusal("retention.past", action)
    kind, category = key
    if row is None and category == EVERY_CATEGORY:
        raise Refusal("retention.general", action)
    held = rules_on(clock.today()).rule_for(kind, category)
    told = row or rules_on(clock.today()).rule_for(kind, EVERY_CATEGORY)
    change = RetentionRule(
        kind=kind,
        category_code=category,
        months=told.months,
        outcome=told.outcome,
        ground=told.ground.strip(),
        source=told.source.strip(),
        follows_general=row is None,
        valid_from=valid_from,
        by_id=by.id,
        at=clock.now(),
    )
    db.session.add(change)
    length = f"term={held.months} months>{told.months} months"
    current_deed().note(
        detail=f"{length};kind={kind};for={category};outcome={told.outcome};from={valid_from}"
    )
    return change

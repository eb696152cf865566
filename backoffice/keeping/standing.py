"""What an appeal stands under, and the refusal that follows from the table of precedence."""

from typing import Any

from backoffice.audit.door import record_refusal
from backoffice.audit.refusals import Refusal
from backoffice.keeping.queries import has_left_work, standing_holds
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.rules.precedence import REFUSALS, Standing, Use, refused_by
from backoffice.rules.retention import RuleBook


def standings_of(appeal: Any, use: Use, book: RuleBook | None = None) -> set[Standing]:
    """What of the case as a whole may speak of this use; a single value may be blocked besides.

    A hold speaks of destroying only, so that it is asked for nowhere else. `book` saves who
    asks of many cases a question for each.
    """
    found = {Standing.AT_WORK}
    if has_left_work(appeal, book):
        found.add(Standing.ENDED)
    if appeal.consent is not None and not appeal.consent.lets_disclose:
        found.add(Standing.WITHDRAWN)
    if use is Use.DESTROY and standing_holds(appeal.id):
        found.add(Standing.HELD)
    return found


def refuse_use(appeal: Any, use: Use, action: Action, *, by: Actor) -> None:
    """Raises Refusal with the code of the standing that forbids this use to this person."""
    standing = refused_by(standings_of(appeal, use), use, by.role)
    if standing is not None:
        raise Refusal(REFUSALS[standing], action)


def refuse_look(appeal: Any, use: Use, action: Action, *, by: Actor) -> None:
    """The same for a page that only shows: the attempt is written down (R-2.2)."""
    standing = refused_by(standings_of(appeal, use), use, by.role)
    if standing is not None:
        record_refusal(action, by, REFUSALS[standing], about=appeal)
        raise Refusal(REFUSALS[standing], action)


def refuse_emptied(appeal: Any, action: Action) -> None:
    """Nothing new about a person enters a case whose data was destroyed. Raises Refusal."""
    if appeal.emptied_at is not None:
        raise Refusal("retention.emptied", action)

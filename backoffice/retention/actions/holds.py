"""Placing and lifting a legal hold (policy 5.6; R-5f.3)."""

from datetime import date

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import Refusal
from backoffice.db import db
from backoffice.keeping.models import LegalHold, LegalHoldEnd
from backoffice.keeping.queries import standing_holds
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor


@perform(Action.HOLD_PLACE)
def place_hold(
    appeal: Appeal, /, *, by: Actor, reason: str, reference: str, until: date | None
) -> LegalHold:
    """Stop the destruction of everything of an appeal, by an act that demands it (R-5f.3)."""
    if until is not None and until <= clock.today():
        raise Refusal("hold.until-past", Action.HOLD_PLACE)
    if any(hold.reference == reference.strip() for hold in standing_holds(appeal.id)):
        raise Refusal("hold.exists", Action.HOLD_PLACE)
    hold = LegalHold(
        appeal_id=appeal.id,
        reason=reason,
        reference=reference.strip(),
        until=until,
        by_id=by.id,
        at=clock.now(),
    )
    db.session.add(hold)
    db.session.flush()
    current_deed().note(reason=reason, detail=f"hold={hold.id};until={until or '-'}")
    return hold


@perform(Action.HOLD_LIFT)
def lift_hold(hold: LegalHold, /, *, by: Actor, reference: str = "") -> LegalHoldEnd:
    """Let the term of storage count again. Raises Refusal for a hold that has ended."""
    if not hold.stands_on(clock.today()):
        raise Refusal("hold.ended", Action.HOLD_LIFT)
    end = LegalHoldEnd(hold_id=hold.id, reference=reference.strip(), by_id=by.id, at=clock.now())
    db.session.add(end)
    return end

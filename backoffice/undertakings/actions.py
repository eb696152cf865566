"""Recording that a member of staff signed the undertaking."""

from datetime import date

from backoffice import clock
from backoffice.accounts.models import Staff
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import Refusal
from backoffice.db import db
from backoffice.legal_terms.queries import ends_on
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.rules.terms import TermCode
from backoffice.undertakings.models import StaffUndertaking
from backoffice.undertakings.queries import undertakings_of


@perform(Action.UNDERTAKING_RECORD)
def record_undertaking(
    person: Staff, /, *, by: Actor, signed_on: date, reference: str, form_version: int | None = None
) -> StaffUndertaking:
    """Write down the day and reference of a signed undertaking; from now it opens data (2.6).

    Raises Refusal for one's own account, for a day to come, one before the last recorded, or
    one so long ago that the term is over.
    """
    until = ends_on(TermCode.UNDERTAKING_RENEW, signed_on)
    _refuse(person, by, signed_on, until)
    row = StaffUndertaking(
        staff_id=person.id,
        signed_on=signed_on,
        valid_until=until,
        reference=reference.strip(),
        by_id=by.id,
        at=clock.now(),
    )
    db.session.add(row)
    person.undertaken_until = until
    current_deed().note(detail=f"signed={signed_on};until={until}")
    return row


@perform(Action.UNDERTAKING_END)
def end_undertaking(person: Staff, /, *, by: Actor, form_version: int | None = None) -> Staff:
    """What was recorded by mistake opens nothing from now on; its row stays (2.6).

    Raises Refusal for one's own account, and when none is recorded.
    """
    if person.id == by.id:
        raise Refusal("undertaking.self", Action.UNDERTAKING_END)
    if person.undertaken_until is None:
        raise Refusal("undertaking.none", Action.UNDERTAKING_END)
    current_deed().note(detail=f"until={person.undertaken_until}")
    person.undertaken_until = None
    return person


def _refuse(person: Staff, by: Actor, signed_on: date, until: date) -> None:
    if person.id == by.id:
        raise Refusal("undertaking.self", Action.UNDERTAKING_RECORD)
    if signed_on > clock.today():
        raise Refusal("undertaking.future", Action.UNDERTAKING_RECORD)
    if until < clock.today():
        raise Refusal("undertaking.over", Action.UNDERTAKING_RECORD)
    last = undertakings_of(person.id) if person.undertaken_until is not None else []
    if last and signed_on <= last[0].signed_on:
        raise Refusal("undertaking.not-newer", Action.UNDERTAKING_RECORD)

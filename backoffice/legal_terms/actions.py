"""Changing a term, with the source that says so."""

from datetime import date

from backoffice import clock
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import Refusal, Stale
from backoffice.db import db
from backoffice.legal_terms.models import LegalTerm
from backoffice.legal_terms.queries import TermInForce, changes_of
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.rules.terms import TermRow


@perform(Action.LEGAL_TERM_CHANGE)
def change_term(
    held: TermInForce, /, *, by: Actor, row: TermRow, valid_from: date, drawn_from: int | None
) -> LegalTerm:
    """Say how long a term is from a day on; what held before that day stays (R-2.0).

    `drawn_from` is how many changes the form knew of. Raises Stale when there are more by
    now, and Refusal for a day that has passed.
    """
    if drawn_from is not None and drawn_from != len(changes_of(held.code)):
        raise Stale("stale", Action.LEGAL_TERM_CHANGE)
    if valid_from < clock.today():
        raise Refusal("term.past", Action.LEGAL_TERM_CHANGE)
    change = LegalTerm(
        code=held.code,
        value=row.value,
        unit=row.unit,
        article=row.article.strip(),
        source=row.source.strip(),
        valid_from=valid_from,
        by_id=by.id,
        at=clock.now(),
    )
    db.session.add(change)
    now = f"{row.value} {row.unit}"
    current_deed().note(detail=f"term={held.row.value} {held.row.unit}>{now};from={valid_from}")
    return change

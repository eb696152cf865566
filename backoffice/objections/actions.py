"""Recording and lifting an objection to a giving (policy 8; R-8.3)."""

from collections.abc import Iterable

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.applicants.models import FieldObjection
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import NotFound, Refusal
from backoffice.db import db
from backoffice.objections.queries import objections_of, standing
from backoffice.rules.actions import Action
from backoffice.rules.objections import EVERY_FIELD, OBJECTABLE
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.consent import ObjectionReason
from backoffice.subject_requests.carrying import carry_out
from backoffice.third_parties.models import ThirdParty


@perform(Action.OBJECTION_RECORD)
def record_objection(
    appeal: Appeal, /, *, by: Actor, field: str, third_party: ThirdParty | None, reason: str
) -> FieldObjection:
    """Keep a field, or all data about the person, from a recipient or from all (policy 8).

    Raises Refusal for what cannot be objected to and for what is objected to already.
    """
    if field not in (EVERY_FIELD, *OBJECTABLE):
        raise Refusal("objection.no-field", Action.OBJECTION_RECORD)
    party_id = third_party.id if third_party else None
    rows = standing(objections_of(appeal.id))
    if any((row.field, row.third_party_id) == (field, party_id) for row in rows):
        raise Refusal("objection.stands", Action.OBJECTION_RECORD)
    row = _row(appeal, by, field=field, third_party_id=party_id, reason=reason)
    _enter(appeal, row, [*rows, row], third_party.code if third_party else "")
    carry_out(appeal)
    return row


@perform(Action.OBJECTION_LIFT)
def lift_objection(
    appeal: Appeal, /, *, by: Actor, objection_id: int, reason: str
) -> FieldObjection:
    """The applicant allows what they objected to; both rows stay (policy 8).

    Raises NotFound for an objection of another case, Refusal for one lifted before.
    """
    rows = objections_of(appeal.id)
    found = next((row for row in rows if row.id == objection_id and row.lifts_id is None), None)
    if found is None:
        raise NotFound
    if found not in standing(rows):
        raise Refusal("objection.lifted", Action.OBJECTION_LIFT)
    row = _row(
        appeal,
        by,
        field=found.field,
        third_party_id=found.third_party_id,
        reason=reason,
        lifts_id=found.id,
    )
    _enter(appeal, row, [one for one in standing(rows) if one is not found], found.recipient)
    return row


def _row(appeal: Appeal, by: Actor, *, reason: str, **told: object) -> FieldObjection:
    return FieldObjection(
        appeal_id=appeal.id, by_id=by.id, at=clock.now(), reason=ObjectionReason(reason), **told
    )


def _enter(
    appeal: Appeal, row: FieldObjection, left: Iterable[FieldObjection], recipient: str
) -> None:
    """Add the row, let the appeal say whether anything about the person may go, and note it."""
    appeal.no_transfer = any(
        one.field == EVERY_FIELD and one.third_party_id is None for one in left
    )
    appeal.changed_at = clock.now()  # a form drawn before this is not sent any more
    db.session.add(row)
    db.session.flush()
    current_deed().note(
        fields=[] if row.field == EVERY_FIELD else [row.field],
        third_party=recipient,
        reason=row.reason,
        detail=f"objection={row.lifts_id or row.id}",
    )

"""How a deed changes values and what it writes down: one value, or all of an appeal.

Copies edited for a recipient follow their original: what is done to it is done to them.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from flask import current_app

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.audit.deed import current_deed
from backoffice.audit.refusals import Refusal, Stale
from backoffice.data_rights.queries import lineage_of, mark_of, values_open_to
from backoffice.disclosures.holders import tell_of_pieces
from backoffice.keeping.standing import refuse_emptied
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.lifecycle import VALUE_LIFECYCLE, next_state
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.completeness import DoubtAnswer, DoubtReason
from backoffice.rules.vocabulary.notices import NoticeCause
from backoffice.rules.vocabulary.people import Party
from backoffice.rules.vocabulary.personal_values import RightsReason
from backoffice.subject_requests.carrying import carry_out
from backoffice.subject_requests.queries import proposals_about
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import seal

Change = Callable[[PersonalValue], None]
# What third parties that hold the data are told of; a correction is told by its own action.
CAUSES = {
    Action.VALUE_BLOCK: NoticeCause.BLOCK,
    Action.VALUE_UNBLOCK: NoticeCause.UNBLOCK,
    Action.VALUE_DESTROY: NoticeCause.DESTRUCTION,
    Action.APPLICANT_BLOCK: NoticeCause.BLOCK,
    Action.APPLICANT_UNBLOCK: NoticeCause.UNBLOCK,
    Action.APPLICANT_DESTROY: NoticeCause.DESTRUCTION,
}


class Why(NamedTuple):
    """Why all values are changed, and the mark of the records the page had named."""

    reason: str
    note: str
    listed: str | None


def change_one(
    value: PersonalValue, change: Change, *, by: Actor, reason: str, note: str
) -> PersonalValue:
    """Change a value and its recipient copies; the door itself moves the value's state."""
    refuse_copy(value)
    action = current_deed().action
    copies = [row for row in lineage_of(value) if row.recipient_copy]
    copies += proposals_about(value.appeal_id, value.field)  # the same data once more
    followers = [row for row in copies if next_state(VALUE_LIFECYCLE, row.state, action)]
    _move(followers, action)
    for row in (value, *followers):
        change(row)
    write_down(value.appeal, [value, *followers], by=by, reason=reason, note=note)
    return value


def change_all(
    appeal: Appeal, action: Action, change: Change, *, by: Actor, why: Why
) -> list[PersonalValue]:
    """Change every value of an appeal which the lifecycle lets be changed so."""
    rows, late = values_open_to(appeal, action, today=clock.today())
    if late and not rows:
        raise Refusal("value.restore-term", current_deed().action)
    refuse_nothing(rows)
    refuse_unlisted(rows, why.listed)
    _move(rows, action)
    for row in rows:
        change(row)
    write_down(appeal, rows, by=by, reason=why.reason, note=why.note)
    current_deed().note(detail=f"records={len(rows)}")
    return rows


def blocked_until(until: date | None) -> Change:
    """Blocked, with the day on which the blocking is to be looked at again, if one is known."""

    def block(row: PersonalValue) -> None:
        row.blocked_until = until
        row.changed_at = clock.now()

    return block


def in_force_again(row: PersonalValue) -> None:
    """Unblocked or restored: no term runs any more."""
    row.blocked_until = None
    row.restorable_until = None
    row.changed_at = clock.now()


def deleted(row: PersonalValue) -> None:
    """Out of use, restorable until the last day of the installation's term."""
    row.blocked_until = None
    row.restorable_until = clock.today() + timedelta(days=current_app.config["RESTORE_DAYS"])
    row.changed_at = clock.now()


def write_down(
    appeal: Appeal, rows: Collection[PersonalValue], *, by: Actor, reason: str, note: str
) -> None:
    """Tell the entry the fields and the reason, and third parties that hold the data; seal the
    note, which is personal data."""
    cause = CAUSES.get(current_deed().action)
    if cause is not None:
        tell_of_pieces(appeal, cause, rows, by=by)
    fields = {row.field for row in rows}
    if note.strip():
        refuse_emptied(appeal, current_deed().action)
        _tell_note(is_about_notes=Field.NOTE in fields)
        fields.add(Field.NOTE)
        seal(note.strip(), field=Field.NOTE, party=Party.CASE, appeal_id=appeal.id, by_id=by.id)
    current_deed().note(fields=map(str, fields), reason=_listed(reason))
    carry_out(appeal)


def _listed(reason: str) -> str:
    """A code of one of the closed lists. Raises ValueError for any other."""
    kinds = (RightsReason, DoubtReason, DoubtAnswer)
    return next((reason for kind in kinds if reason in set(kind)), None) or RightsReason(reason)


def _tell_note(*, is_about_notes: bool) -> None:
    """The entry tells a note that came with the deed from one the deed was about."""
    deed = current_deed()
    if deed.next_state and deed.subject.state != deed.next_state:
        deed.note(detail=f"{deed.subject.state}>{deed.next_state}")
    deed.note(detail="note=both" if is_about_notes else "note=added")


def refuse_copy(value: PersonalValue) -> None:
    """A recipient's copy has no rights of its own. Raises Refusal."""
    if value.recipient_copy:
        raise Refusal("value.copy", current_deed().action)


def refuse_nothing(rows: list[PersonalValue]) -> None:
    """A deed upon nothing would leave an entry that says more than was done. Raises Refusal."""
    if not rows:
        raise Refusal("value.nothing", current_deed().action)


def refuse_unlisted(rows: Iterable[PersonalValue], listed: str | None) -> None:
    """Nothing is done to what the page did not name: somebody added to it. Raises Stale."""
    if listed is not None and mark_of(rows) != listed:
        raise Stale("stale", current_deed().action)


def _move(rows: Iterable[PersonalValue], action: Action) -> None:
    for row in rows:
        row.enter(VALUE_LIFECYCLE[row.state, action])

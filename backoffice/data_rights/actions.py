"""What is done to personal data at the wish of its owner or by law (policy 5.e, 3.1, 3.5).

Copies edited for a recipient follow their original: what is done to it is done to them.
"""

from datetime import date

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import is_blocked_whole, values_of
from backoffice.appeals.registration import party_of
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import Refusal
from backoffice.data_rights.changes import (
    Why,
    blocked_until,
    change_all,
    change_one,
    deleted,
    in_force_again,
    refuse_copy,
    refuse_nothing,
    refuse_unlisted,
    write_down,
)
from backoffice.data_rights.queries import (
    fields_held,
    fields_to_supplement,
    is_restorable,
    rows_that_go,
    values_open_to,
)
from backoffice.db import db
from backoffice.disclosures.holders import tell_of_correction
from backoffice.doubts.leaving import doubt_if_wrong
from backoffice.keeping.standing import refuse_emptied, refuse_use
from backoffice.rules.actions import Action
from backoffice.rules.checks import kept_form
from backoffice.rules.fields import Field
from backoffice.rules.permissions import Actor
from backoffice.rules.precedence import Use
from backoffice.vault.maintenance import fold_logs
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import destroy, reveal, seal, the_vault


@perform(Action.VALUE_CORRECT)
def correct_value(
    value: PersonalValue, /, *, by: Actor, text: str, reason: str, note: str = ""
) -> PersonalValue:
    """Put a value right: the new one supersedes it, the old one stays sealed (policy 5.5).

    Raises Refusal for an empty text, and for the text the case already holds.
    """
    refuse_copy(value)
    refuse_use(value.appeal, Use.EDIT, Action.VALUE_CORRECT, by=by)
    kept = _kept(Field(value.field), text)
    if kept == _one_line_end(reveal([value])[value.id]):
        raise Refusal("value.same", Action.VALUE_CORRECT)
    new = seal(
        kept,
        field=value.field,
        party=value.party,
        appeal_id=value.appeal_id,
        by_id=by.id,
        of=value,
    )
    doubt_if_wrong(new, kept, by=by)
    value.changed_at = clock.now()
    tell_of_correction(value, by=by)
    write_down(value.appeal, [value], by=by, reason=reason, note=note)
    return new


@perform(Action.VALUE_SUPPLEMENT)
def supplement_value(
    appeal: Appeal, /, *, by: Actor, field: str, text: str, reason: str, note: str = ""
) -> PersonalValue:
    """Add a value the case lacks and its category asks for (policy 5.3, 5.5).

    Raises Refusal for a field that is not asked for or that already has a value.
    """
    refuse_emptied(appeal, Action.VALUE_SUPPLEMENT)
    refuse_use(appeal, Use.EDIT, Action.VALUE_SUPPLEMENT, by=by)
    wanted, values = Field(field), values_of(appeal.id)
    if is_blocked_whole(values):
        raise Refusal("value.all-blocked", Action.VALUE_SUPPLEMENT)
    if wanted in fields_held(values):
        raise Refusal("value.exists", Action.VALUE_SUPPLEMENT)
    if wanted not in fields_to_supplement(appeal):
        raise Refusal("field.not-collected", Action.VALUE_SUPPLEMENT)
    kept = _kept(wanted, text)
    new = seal(kept, field=wanted, party=party_of(wanted), appeal_id=appeal.id, by_id=by.id)
    doubt_if_wrong(new, kept, by=by)
    write_down(appeal, [new], by=by, reason=reason, note=note)
    return new


@perform(Action.VALUE_BLOCK)
def block_value(
    value: PersonalValue, /, *, by: Actor, until: date | None, reason: str, note: str = ""
) -> PersonalValue:
    """Stop the use of a value: not shown, not found, not disclosed, reversible (policy 3.1)."""
    _refuse_past(until)
    return change_one(value, blocked_until(until), by=by, reason=reason, note=note)


@perform(Action.VALUE_UNBLOCK)
def unblock_value(
    value: PersonalValue, /, *, by: Actor, reason: str, note: str = ""
) -> PersonalValue:
    """Let a blocked value be used again (policy 3.1)."""
    return change_one(value, in_force_again, by=by, reason=reason, note=note)


@perform(Action.VALUE_DELETE)
def delete_value(
    value: PersonalValue, /, *, by: Actor, reason: str, note: str = ""
) -> PersonalValue:
    """Take a value out of use; for a set number of days it can be restored (policy 3.1)."""
    return change_one(value, deleted, by=by, reason=reason, note=note)


@perform(Action.VALUE_RESTORE)
def restore_value(
    value: PersonalValue, /, *, by: Actor, reason: str, note: str = ""
) -> PersonalValue:
    """Bring a deleted value back within its term (policy 3.1).

    Raises Refusal("value.restore-term") after it.
    """
    if not is_restorable(value, clock.today()):
        raise Refusal("value.restore-term", Action.VALUE_RESTORE)
    return change_one(value, in_force_again, by=by, reason=reason, note=note)


@perform(Action.VALUE_DESTROY)
def destroy_value(
    value: PersonalValue, /, *, by: Actor, reason: str, note: str = "", listed: str | None = None
) -> list[PersonalValue]:
    """Destroy a value with every version and copy of it, beyond recovery (policy 3.5).

    `listed` is the mark of the records the confirmation named. Raises Stale for others.
    """
    refuse_copy(value)
    refuse_use(value.appeal, Use.DESTROY, Action.VALUE_DESTROY, by=by)
    refuse_unlisted(rows_that_go(value), listed)
    rows = destroy(rows_that_go(value))
    write_down(value.appeal, rows, by=by, reason=reason, note=note)
    current_deed().note(detail=f"records={len(rows)}")
    return rows


@perform(Action.APPLICANT_BLOCK)
def block_applicant(
    appeal: Appeal,
    /,
    *,
    by: Actor,
    until: date | None,
    reason: str,
    note: str = "",
    listed: str | None = None,
) -> list[PersonalValue]:
    """Stop the use of every value of an appeal; nothing of it is disclosed (policy 3.1)."""
    _refuse_past(until)
    why = Why(reason, note, listed)
    return change_all(appeal, Action.VALUE_BLOCK, blocked_until(until), by=by, why=why)


@perform(Action.APPLICANT_UNBLOCK)
def unblock_applicant(
    appeal: Appeal, /, *, by: Actor, reason: str, note: str = "", listed: str | None = None
) -> list[PersonalValue]:
    """Let every blocked value of an appeal be used again (policy 3.1)."""
    why = Why(reason, note, listed)
    return change_all(appeal, Action.VALUE_UNBLOCK, in_force_again, by=by, why=why)


@perform(Action.APPLICANT_DELETE)
def delete_applicant(
    appeal: Appeal, /, *, by: Actor, reason: str, note: str = "", listed: str | None = None
) -> list[PersonalValue]:
    """Take every value of an appeal out of use, restorable for a term (policy 3.1)."""
    why = Why(reason, note, listed)
    return change_all(appeal, Action.VALUE_DELETE, deleted, by=by, why=why)


@perform(Action.APPLICANT_RESTORE)
def restore_applicant(
    appeal: Appeal, /, *, by: Actor, reason: str, note: str = "", listed: str | None = None
) -> list[PersonalValue]:
    """Bring back every deleted value of an appeal whose term still runs (policy 3.1)."""
    why = Why(reason, note, listed)
    return change_all(appeal, Action.VALUE_RESTORE, in_force_again, by=by, why=why)


@perform(Action.APPLICANT_DESTROY)
def destroy_applicant(
    appeal: Appeal, /, *, by: Actor, reason: str, listed: str | None = None
) -> list[PersonalValue]:
    """Destroy every personal value of an appeal, beyond recovery (policy 3.5).

    There is no note: it would be the one text about the person that is left.
    """
    refuse_use(appeal, Use.DESTROY, Action.APPLICANT_DESTROY, by=by)
    rows, _late = values_open_to(appeal, Action.VALUE_DESTROY, today=clock.today())
    refuse_nothing(rows)
    refuse_unlisted(rows, listed)
    destroyed = destroy(rows)
    write_down(appeal, destroyed, by=by, reason=reason, note="")
    current_deed().note(detail=f"records={len(destroyed)}")
    return destroyed


def after_destruction() -> None:
    """Empty the write-ahead logs once a destruction is committed: old pages go too (3.5)."""
    db.session.rollback()  # an open reading would keep the old pages in the log
    fold_logs(the_vault())


def _kept(field: Field, text: str) -> str:
    kept = kept_form(field, _one_line_end(text))
    if not kept:
        raise Refusal("value.empty", current_deed().action)
    return kept


def _one_line_end(text: str) -> str:
    """A browser sends back other line ends than it was given."""
    return text.replace("\r\n", "\n")


def _refuse_past(until: date | None) -> None:
    if until is not None and until <= clock.today():
        raise Refusal("value.until-past", current_deed().action)

"""Doubting a value and confirming it: the finding grows, the value stays as it is (policy 5.e)."""

from backoffice import clock
from backoffice.audit.door import perform
from backoffice.audit.refusals import Refusal
from backoffice.data_rights.changes import refuse_copy, write_down
from backoffice.db import db
from backoffice.doubts.leaving import leave_doubt, standing_doubts
from backoffice.doubts.models import ValueDoubt, ValueDoubtEnd
from backoffice.keeping.standing import refuse_use
from backoffice.rules.actions import Action
from backoffice.rules.completeness import said_about
from backoffice.rules.fields import Field
from backoffice.rules.permissions import Actor
from backoffice.rules.precedence import Use
from backoffice.rules.vocabulary.completeness import DoubtAnswer
from backoffice.vault.models import PersonalValue


@perform(Action.VALUE_DOUBT)
def doubt_value(value: PersonalValue, /, *, by: Actor, reason: str, note: str = "") -> ValueDoubt:
    """Note that a value may be wrong: from today a term runs to put it right (policy 5.5).

    Raises Refusal for a reason that stands already.
    """
    _refuse(value, Action.VALUE_DOUBT, by)
    if reason not in said_about(Field(value.field)):
        raise Refusal("doubt.reason", Action.VALUE_DOUBT)
    if any(doubt.reason == reason for doubt in standing_doubts(value)):
        raise Refusal("doubt.exists", Action.VALUE_DOUBT)
    doubt = leave_doubt(value, reason, by=by)
    _told(value, reason, note, by)
    return doubt


@perform(Action.VALUE_CONFIRM)
def confirm_value(
    value: PersonalValue, /, *, by: Actor, reason: str, note: str = ""
) -> list[ValueDoubtEnd]:
    """Note that a doubtful value is right after all, and how that was found out (policy 5.5).

    Raises Refusal when nobody doubts it.
    """
    _refuse(value, Action.VALUE_CONFIRM, by)
    doubts = standing_doubts(value)
    if not doubts:
        raise Refusal("doubt.none", Action.VALUE_CONFIRM)
    answer = DoubtAnswer(reason)
    ends = [
        ValueDoubtEnd(doubt_id=doubt.id, answer=answer, by_id=by.id, at=clock.now())
        for doubt in doubts
    ]
    db.session.add_all(ends)
    _told(value, answer, note, by)
    return ends


def _refuse(value: PersonalValue, action: Action, by: Actor) -> None:
    refuse_copy(value)
    refuse_use(value.appeal, Use.EDIT, action, by=by)


def _told(value: PersonalValue, reason: str, note: str, by: Actor) -> None:
    """The board looks again by the moment of the case; the entry names field and code."""
    value.appeal.changed_at = clock.now()
    write_down(value.appeal, [value], by=by, reason=reason, note=note)

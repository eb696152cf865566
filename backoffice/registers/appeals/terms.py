"""Whether the term of an appeal was kept, and where it stood when the term ended (policy 4).

Nothing of this is stored. It is read from the appeal, its answers, its disclosures and the
log, by the rules of docs/decisions/0034.
"""

from typing import Any

import sqlalchemy as sa

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.audit.models import AuditEntry
from backoffice.audit.moments import AsWritten
from backoffice.disclosures.models import Disclosure, DisclosureEvent
from backoffice.exports.elapsed import WholeHours
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.appeals import AppealState
from backoffice.rules.vocabulary.disclosures import DisclosureState
from backoffice.rules.vocabulary.registers import TermKept, WhyBroken
from backoffice.vault.models import IS_FIRST_ANSWER, PersonalValue

_NOW = sa.bindparam("now", callable_=clock.now, type_=Appeal.due_at.type)
_K, _W = TermKept, WhyBroken


def _answers(chosen: Any) -> sa.ScalarSelect[Any]:
    """Of the answers recorded for an appeal; a corrected one counts by its first version."""
    return (
        sa.select(chosen)
        .where(PersonalValue.appeal_id == Appeal.id, IS_FIRST_ANSWER)
        .correlate(Appeal)
        .scalar_subquery()
    )


# The last answer counts: what was reopened was not answered yet.
_last_answer = _answers(sa.func.max(PersonalValue.created_at))
_first_answer = _answers(sa.func.min(PersonalValue.created_at))
answered_at: sa.ColumnElement[Any] = sa.case(
    (Appeal.state == AppealState.ANSWERED, Appeal.state_at),
    (Appeal.state == AppealState.CLOSED, sa.func.coalesce(_last_answer, Appeal.state_at)),
)
hours_taken = WholeHours(answered_at, Appeal.registered_at)
is_answered = Appeal.state.in_([str(AppealState.ANSWERED), str(AppealState.CLOSED)])
_is_over = Appeal.due_at < _NOW
# Each branch asks for the answers at most once: a year holds many appeals.
standing: sa.ColumnElement[str] = sa.case(
    (~is_answered, sa.case((_is_over, str(_K.OVERDUE)), else_=str(_K.RUNNING))),
    (answered_at <= Appeal.due_at, str(_K.KEPT)),
    else_=str(_K.LATE),
)
# Deeds that bring an appeal from one pair of hands into another.
_MOVES = (
    Action.APPEAL_TAKE,
    Action.DISCLOSURE_RECORD,
    Action.RECIPIENT_ANSWER,
    Action.RECIPIENT_RETURN,
    Action.APPEAL_RETURN,
)
_last_move = (
    sa.select(AuditEntry.action)
    .where(
        AuditEntry.appeal_number == Appeal.number,
        AuditEntry.action.in_([str(move) for move in _MOVES]),
        AuditEntry.outcome == "done",
        AuditEntry.at <= AsWritten(Appeal.due_at),
    )
    .order_by(AuditEntry.seq.desc())
    .limit(1)
    .correlate(Appeal)
    .scalar_subquery()
)
_is_recalled = (
    sa.exists()
    .where(
        DisclosureEvent.disclosure_id == Disclosure.id,
        DisclosureEvent.state == DisclosureState.RECALLED,
        DisclosureEvent.at <= Appeal.due_at,
    )
    .correlate(Disclosure, Appeal)  # said, or the deadline of any appeal would do
)
_is_given = (
    sa.exists()
    .where(Disclosure.appeal_id == Appeal.id, Disclosure.at <= Appeal.due_at, ~_is_recalled)
    .correlate(Appeal)
)
why_broken: sa.ColumnElement[str] = sa.case(
    (Appeal.due_at >= sa.case((is_answered, answered_at), else_=_NOW), ""),
    (Appeal.registered_at > Appeal.due_at, str(_W.ENTERED_LATE)),
    (_first_answer <= Appeal.due_at, str(_W.REOPENED)),
    else_=sa.case(
        {
            str(Action.APPEAL_TAKE): str(_W.AT_WORK),
            str(Action.RECIPIENT_ANSWER): str(_W.REPLY_HELD),
            str(Action.RECIPIENT_RETURN): str(_W.RETURNED),
            str(Action.APPEAL_RETURN): str(_W.RETURNED),
            str(Action.DISCLOSURE_RECORD): sa.case(
                (_is_given, str(_W.WITH_RECIPIENT)), else_=str(_W.RETURNED)
            ),
        },
        value=_last_move,
        else_=str(_W.NOT_TAKEN),
    ),
)

"""Which state leads where. What is not listed is refused.

Two tables: the appeal as a case, and one personal value of it (policy 3.1, 3.5, 5.e).
An action that stands in neither table does not depend on a state.
"""

from collections.abc import Mapping

from backoffice.rules.actions import Action
from backoffice.rules.vocabulary import ActState, AppealState, DisclosureState, ValueState

_S = AppealState
_V = ValueState
_D = DisclosureState
_A = ActState

APPEAL_LIFECYCLE: dict[tuple[str, Action], str] = {
    (_S.NEW, Action.APPEAL_TAKE): _S.IN_WORK,
    (_S.NEW, Action.DISCLOSURE_RECORD): _S.WITH_THIRD_PARTY,
    (_S.IN_WORK, Action.DISCLOSURE_RECORD): _S.WITH_THIRD_PARTY,
    (_S.WITH_THIRD_PARTY, Action.DISCLOSURE_RECORD): _S.WITH_THIRD_PARTY,
    (_S.WITH_THIRD_PARTY, Action.APPEAL_RETURN): _S.IN_WORK,
    (_S.NEW, Action.APPEAL_ANSWER): _S.ANSWERED,
    (_S.IN_WORK, Action.APPEAL_ANSWER): _S.ANSWERED,
    (_S.WITH_THIRD_PARTY, Action.APPEAL_ANSWER): _S.ANSWERED,
    (_S.ANSWERED, Action.APPEAL_CLOSE): _S.CLOSED,
    (_S.ANSWERED, Action.APPEAL_REOPEN): _S.IN_WORK,
    (_S.CLOSED, Action.APPEAL_REOPEN): _S.IN_WORK,
    (_S.NEW, Action.APPEAL_ASSIGN): _S.NEW,
    (_S.IN_WORK, Action.APPEAL_ASSIGN): _S.IN_WORK,
    (_S.WITH_THIRD_PARTY, Action.APPEAL_ASSIGN): _S.WITH_THIRD_PARTY,
    (_S.NEW, Action.APPEAL_RECATEGORISE): _S.NEW,
    (_S.IN_WORK, Action.APPEAL_RECATEGORISE): _S.IN_WORK,
    (_S.WITH_THIRD_PARTY, Action.APPEAL_RECATEGORISE): _S.WITH_THIRD_PARTY,
}

VALUE_LIFECYCLE: dict[tuple[str, Action], str] = {
    (_V.CURRENT, Action.VALUE_CORRECT): _V.SUPERSEDED,
    (_V.CURRENT, Action.VALUE_BLOCK): _V.BLOCKED,
    (_V.CURRENT, Action.VALUE_DELETE): _V.DELETED,
    (_V.CURRENT, Action.VALUE_DESTROY): _V.DESTROYED,
    (_V.SUPERSEDED, Action.VALUE_DESTROY): _V.DESTROYED,
    (_V.BLOCKED, Action.VALUE_UNBLOCK): _V.CURRENT,
    (_V.BLOCKED, Action.VALUE_DELETE): _V.DELETED,
    (_V.BLOCKED, Action.VALUE_DESTROY): _V.DESTROYED,
    (_V.DELETED, Action.VALUE_RESTORE): _V.CURRENT,
    (_V.DELETED, Action.VALUE_DESTROY): _V.DESTROYED,
}

DISCLOSURE_LIFECYCLE: dict[tuple[str, Action], str] = {
    (_D.RECORDED, Action.DISCLOSURE_SEND): _D.SENT,
    (_D.RECORDED, Action.DISCLOSURE_DELIVER): _D.DELIVERED,
    (_D.SENT, Action.DISCLOSURE_DELIVER): _D.DELIVERED,
    (_D.RECORDED, Action.DISCLOSURE_FAIL): _D.FAILED,
    (_D.SENT, Action.DISCLOSURE_FAIL): _D.FAILED,
    (_D.FAILED, Action.DISCLOSURE_SEND): _D.SENT,
    (_D.DELIVERED, Action.DISCLOSURE_ACKNOWLEDGE): _D.ACKNOWLEDGED,
    (_D.RECORDED, Action.DISCLOSURE_RECALL): _D.RECALLED,
    (_D.SENT, Action.DISCLOSURE_RECALL): _D.RECALLED,
    (_D.DELIVERED, Action.DISCLOSURE_RECALL): _D.RECALLED,
    (_D.FAILED, Action.DISCLOSURE_RECALL): _D.RECALLED,
    (_D.ACKNOWLEDGED, Action.DISCLOSURE_RECALL): _D.RECALLED,
}

ACT_LIFECYCLE: dict[tuple[str, Action], str] = {
    (_A.PROPOSED, Action.ACT_APPROVE): _A.APPROVED,
    (_A.PROPOSED, Action.ACT_DECLINE): _A.DECLINED,
    (_A.APPROVED, Action.ACT_FINISH): _A.DONE,
    (_A.DONE, Action.ACT_SETTLE): _A.FINAL,
}

Lifecycle = Mapping[tuple[str, Action], str]
LIFECYCLES: dict[str, Lifecycle] = {
    "appeal": APPEAL_LIFECYCLE,
    "value": VALUE_LIFECYCLE,
    "disclosure": DISCLOSURE_LIFECYCLE,
    "act": ACT_LIFECYCLE,
}


def depends_on_state(lifecycle: Lifecycle, action: Action) -> bool:
    """Whether a table speaks of this action at all."""
    return any(known is action for _, known in lifecycle)


def next_state(lifecycle: Lifecycle, state: str, action: Action) -> str | None:
    """Where the action leads from this state; None means it is refused there."""
    return lifecycle.get((state, action))


def actions_from(lifecycle: Lifecycle, state: str) -> tuple[Action, ...]:
    """What can be done in this state, in the order of the table."""
    return tuple(action for known, action in lifecycle if known == state)

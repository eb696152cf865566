"""Which state leads where. What is not listed is refused.

Tables: the appeal as a case, one personal value of it (policy 3.1, 3.5, 5.e), one disclosure
(policy 10), a notice about it, a draft of the policy (policy 12), an incident (2.19), an order
to take a report out (policy 9).
An action that stands in no table does not depend on a state.
"""

from collections.abc import Mapping

from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.appeals import AppealState
from backoffice.rules.vocabulary.disclosures import DisclosureState
from backoffice.rules.vocabulary.export_orders import ExportState
from backoffice.rules.vocabulary.incidents import IncidentState
from backoffice.rules.vocabulary.notices import NoticeState
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.rules.vocabulary.policy_versions import DraftState
from backoffice.rules.vocabulary.retention import ActState

_S = AppealState
_V = ValueState
_D = DisclosureState
_A = ActState
_P = DraftState
_N = NoticeState
_I = IncidentState
_E = ExportState

APPEAL_LIFECYCLE: dict[tuple[str, Action], str] = {
    (_S.NEW, Action.APPEAL_TAKE): _S.IN_WORK,
    (_S.NEW, Action.DISCLOSURE_RECORD): _S.WITH_THIRD_PARTY,
    (_S.IN_WORK, Action.DISCLOSURE_RECORD): _S.WITH_THIRD_PARTY,
    (_S.WITH_THIRD_PARTY, Action.DISCLOSURE_RECORD): _S.WITH_THIRD_PARTY,
    (_S.WITH_THIRD_PARTY, Action.APPEAL_RETURN): _S.IN_WORK,
    (_S.WITH_THIRD_PARTY, Action.RECIPIENT_RETURN): _S.IN_WORK,
    (_S.WITH_THIRD_PARTY, Action.RECIPIENT_ANSWER): _S.WITH_THIRD_PARTY,
    # One of several recipients gave it back; the others may still reply.
    (_S.IN_WORK, Action.RECIPIENT_RETURN): _S.IN_WORK,
    (_S.IN_WORK, Action.RECIPIENT_ANSWER): _S.IN_WORK,
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
    (_V.CURRENT, Action.VALUE_DOUBT): _V.CURRENT,
    (_V.CURRENT, Action.VALUE_CONFIRM): _V.CURRENT,
    (_V.CURRENT, Action.VALUE_BLOCK): _V.BLOCKED,
    (_V.CURRENT, Action.VALUE_DELETE): _V.DELETED,
    (_V.CURRENT, Action.VALUE_DESTROY): _V.DESTROYED,
    (_V.SUPERSEDED, Action.VALUE_DESTROY): _V.DESTROYED,
    (_V.SUPERSEDED, Action.SUPERSEDED_DESTROY): _V.DESTROYED,
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
    (_D.RECORDED, Action.LINK_MAKE): _D.RECORDED,
    (_D.SENT, Action.LINK_MAKE): _D.SENT,
    (_D.DELIVERED, Action.LINK_MAKE): _D.DELIVERED,
    (_D.ACKNOWLEDGED, Action.LINK_MAKE): _D.ACKNOWLEDGED,
    # Through the delivery, which is written down as a state of its own (policy 10).
    (_D.RECORDED, Action.RECIPIENT_ACCEPT): _D.ACKNOWLEDGED,
    (_D.SENT, Action.RECIPIENT_ACCEPT): _D.ACKNOWLEDGED,
    (_D.DELIVERED, Action.RECIPIENT_ACCEPT): _D.ACKNOWLEDGED,
}

DRAFT_LIFECYCLE: dict[tuple[str, Action], str] = {
    (_P.DRAFT, Action.POLICY_DRAFT_EDIT): _P.DRAFT,
    (_P.DRAFT, Action.POLICY_DRAFT_PROPOSE): _P.PROPOSED,
    (_P.PROPOSED, Action.POLICY_DRAFT_APPROVE): _P.APPROVED,
    (_P.APPROVED, Action.POLICY_DRAFT_PUBLISH): _P.PUBLISHED,
    (_P.PROPOSED, Action.POLICY_DRAFT_RETURN): _P.DRAFT,
    (_P.APPROVED, Action.POLICY_DRAFT_RETURN): _P.DRAFT,
    (_P.DRAFT, Action.POLICY_DRAFT_DROP): _P.DROPPED,
}

# A reminder begins the waiting anew; an answer proves that the notice arrived.
NOTICE_LIFECYCLE: dict[tuple[str, Action], str] = {
    (_N.PREPARED, Action.NOTICE_SEND): _N.SENT,
    (_N.PREPARED, Action.NOTICE_DELIVER): _N.DELIVERED,
    (_N.SENT, Action.NOTICE_DELIVER): _N.DELIVERED,
    (_N.SENT, Action.NOTICE_ACKNOWLEDGE): _N.ACKNOWLEDGED,
    (_N.SENT, Action.NOTICE_REMIND): _N.REMINDED,
    (_N.SENT, Action.NOTICE_FAIL): _N.FAILED,
    (_N.DELIVERED, Action.NOTICE_ACKNOWLEDGE): _N.ACKNOWLEDGED,
    (_N.DELIVERED, Action.NOTICE_REMIND): _N.REMINDED,
    (_N.REMINDED, Action.NOTICE_DELIVER): _N.DELIVERED,
    (_N.REMINDED, Action.NOTICE_ACKNOWLEDGE): _N.ACKNOWLEDGED,
    (_N.REMINDED, Action.NOTICE_REMIND): _N.REMINDED,
    (_N.REMINDED, Action.NOTICE_FAIL): _N.FAILED,
    (_N.FAILED, Action.NOTICE_SEND): _N.SENT,
    (_N.PREPARED, Action.NOTICE_WAIVE): _N.WAIVED,
    (_N.SENT, Action.NOTICE_WAIVE): _N.WAIVED,
    (_N.DELIVERED, Action.NOTICE_WAIVE): _N.WAIVED,
    (_N.REMINDED, Action.NOTICE_WAIVE): _N.WAIVED,
    (_N.FAILED, Action.NOTICE_WAIVE): _N.WAIVED,
}

ACT_LIFECYCLE: dict[tuple[str, Action], str] = {
    (_A.PROPOSED, Action.ACT_APPROVE): _A.APPROVED,
    (_A.PROPOSED, Action.ACT_DECLINE): _A.DECLINED,
    (_A.APPROVED, Action.ACT_FINISH): _A.DONE,
    (_A.DONE, Action.ACT_SETTLE): _A.FINAL,
}

# The list may be completed after it was handed over; a closed incident stays as it is.
INCIDENT_LIFECYCLE: dict[tuple[str, Action], str] = {
    (_I.OPEN, Action.INCIDENT_NOTIFY): _I.NOTIFIED,
    (_I.NOTIFIED, Action.INCIDENT_HAND_OVER): _I.LISTED,
    (_I.LISTED, Action.INCIDENT_HAND_OVER): _I.LISTED,
    (_I.TOLD, Action.INCIDENT_HAND_OVER): _I.LISTED,
    (_I.LISTED, Action.INCIDENT_TELL): _I.TOLD,
    (_I.OPEN, Action.INCIDENT_CLOSE): _I.CLOSED,
    (_I.NOTIFIED, Action.INCIDENT_CLOSE): _I.CLOSED,
    (_I.LISTED, Action.INCIDENT_CLOSE): _I.CLOSED,
    (_I.TOLD, Action.INCIDENT_CLOSE): _I.CLOSED,
    (_I.OPEN, Action.INCIDENT_CORRECT): _I.OPEN,
    (_I.NOTIFIED, Action.INCIDENT_CORRECT): _I.NOTIFIED,
    (_I.LISTED, Action.INCIDENT_CORRECT): _I.LISTED,
    (_I.TOLD, Action.INCIDENT_CORRECT): _I.TOLD,
    (_I.OPEN, Action.INCIDENT_CASE_ADD): _I.OPEN,
    (_I.NOTIFIED, Action.INCIDENT_CASE_ADD): _I.NOTIFIED,
    (_I.LISTED, Action.INCIDENT_CASE_ADD): _I.LISTED,
    (_I.TOLD, Action.INCIDENT_CASE_ADD): _I.TOLD,
    (_I.OPEN, Action.INCIDENT_CASE_DROP): _I.OPEN,
    (_I.NOTIFIED, Action.INCIDENT_CASE_DROP): _I.NOTIFIED,
    (_I.LISTED, Action.INCIDENT_CASE_DROP): _I.LISTED,
    (_I.TOLD, Action.INCIDENT_CASE_DROP): _I.TOLD,
}

# One that broke off, or whose process died, is started again; a finished one never is.
EXPORT_LIFECYCLE: dict[tuple[str, Action], str] = {
    (_E.ASKED, Action.EXPORT_APPROVE): _E.APPROVED,
    (_E.ASKED, Action.EXPORT_REFUSE): _E.REFUSED,
    (_E.READY, Action.EXPORT_START): _E.STARTED,
    (_E.APPROVED, Action.EXPORT_START): _E.STARTED,
    (_E.STARTED, Action.EXPORT_START): _E.STARTED,
    (_E.BROKEN_OFF, Action.EXPORT_START): _E.STARTED,
    (_E.STARTED, Action.EXPORT_FINISH): _E.DONE,
    (_E.STARTED, Action.EXPORT_BREAK_OFF): _E.BROKEN_OFF,
}

Lifecycle = Mapping[tuple[str, Action], str]
LIFECYCLES: dict[str, Lifecycle] = {
    "appeal": APPEAL_LIFECYCLE,
    "value": VALUE_LIFECYCLE,
    "disclosure": DISCLOSURE_LIFECYCLE,
    "act": ACT_LIFECYCLE,
    "policy_draft": DRAFT_LIFECYCLE,
    "notice": NOTICE_LIFECYCLE,
    "incident": INCIDENT_LIFECYCLE,
    "export": EXPORT_LIFECYCLE,
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

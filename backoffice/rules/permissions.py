"""Who may do what: one row per action, one function that answers gate, door, button, menu.

Not listed means refused; an action without a row stops the start (`create_app`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from backoffice.rules.actions import ACTIONS, Action, Nature
from backoffice.rules.vocabulary.people import Role


class Actor(Protocol):
    """Who acts: a member of staff, the system for operator commands, a recipient by its link."""

    @property
    def id(self) -> int: ...
    @property
    def role(self) -> str: ...
    @property
    def is_active(self) -> bool: ...
    @property
    def has_undertaken(self) -> bool: ...


class Case(Protocol):
    """What a condition may know of the case an action is about."""

    @property
    def assignee_id(self) -> int | None: ...
    @property
    def registered_by_id(self) -> int: ...
    @property
    def number(self) -> str: ...


Condition = Callable[[Actor, Case], bool]


def own_appeal(actor: Actor, case: Case) -> bool:
    """An operator works on what they registered or were assigned (domain 1, roles)."""
    return actor.id in (case.assignee_id, case.registered_by_id)


def own_link(actor: Actor, case: Case) -> bool:
    """A recipient acts on the one case its link was made for (policy 9)."""
    return getattr(actor, "case_number", None) == case.number


@dataclass(frozen=True)
class Permission:
    """Roles that may, and roles that may under a named condition."""

    roles: frozenset[Role]
    conditional: Mapping[Role, Condition]


_OP = Role.OPERATOR
_SENIOR = Role.SENIOR_OPERATOR
_MANAGER = Role.MANAGER
_PRIVACY = Role.PRIVACY_OFFICER
_ADMIN = Role.ADMINISTRATOR
_AUDITOR = Role.AUDITOR
_SYSTEM = Role.SYSTEM

_EVERYONE = (_OP, _SENIOR, _MANAGER, _PRIVACY, _ADMIN, _AUDITOR)
_CASEWORK = (_OP, _SENIOR, _MANAGER, _PRIVACY)


def _for(*roles: Role, own: tuple[Role, ...] = ()) -> Permission:
    return Permission(frozenset(roles), {role: own_appeal for role in own})


_BY_LINK = Permission(frozenset(), {Role.RECIPIENT: own_link})


PERMISSIONS: dict[Action, Permission] = {
    Action.ACCOUNT_SIGN_IN: _for(*_EVERYONE),
    Action.ACCOUNT_SIGN_OUT: _for(*_EVERYONE),
    Action.ACCOUNT_CHANGE_PASSWORD: _for(*_EVERYONE),
    Action.ACCOUNT_SETTINGS: _for(*_EVERYONE),
    Action.ACCOUNT_SET_LANGUAGE: _for(*_EVERYONE),
    Action.ACCOUNT_END_SESSIONS: _for(*_EVERYONE),
    Action.STAFF_LIST: _for(_ADMIN, _PRIVACY, _AUDITOR),
    Action.STAFF_CREATE: _for(_ADMIN, _SYSTEM),
    Action.STAFF_DISABLE: _for(_ADMIN, _SYSTEM),
    Action.STAFF_ENABLE: _for(_ADMIN, _SYSTEM),
    Action.STAFF_CHANGE_ROLE: _for(_ADMIN, _SYSTEM),
    Action.STAFF_RESET_PASSWORD: _for(_ADMIN, _SYSTEM),
    Action.UNDERTAKING_LIST: _for(_ADMIN, _PRIVACY, _AUDITOR),
    Action.UNDERTAKING_RECORD: _for(_ADMIN, _PRIVACY, _SYSTEM),
    Action.UNDERTAKING_END: _for(_ADMIN, _PRIVACY),
    Action.BOARD_VIEW: _for(*_CASEWORK),
    Action.APPEAL_FIND: _for(*_CASEWORK),
    Action.APPEAL_MATCH: _for(_OP, _SENIOR),
    Action.COMPLETENESS_LIST: _for(*_CASEWORK),
    Action.VALUE_DOUBT: _for(_SENIOR, _PRIVACY, own=(_OP,)),
    Action.VALUE_CONFIRM: _for(_SENIOR, _PRIVACY, own=(_OP,)),
    Action.APPEAL_REGISTER: _for(_OP, _SENIOR, _SYSTEM),
    Action.APPEAL_TAKE: _for(_SENIOR, own=(_OP,)),
    Action.APPEAL_ASSIGN: _for(_SENIOR, _MANAGER),
    Action.APPEAL_RECATEGORISE: _for(_SENIOR, own=(_OP,)),
    Action.APPEAL_RETURN: _for(_SENIOR, own=(_OP,)),
    Action.APPEAL_ANSWER: _for(_SENIOR, own=(_OP,)),
    Action.APPEAL_CLOSE: _for(_SENIOR, _MANAGER, own=(_OP,)),
    Action.APPEAL_REOPEN: _for(_SENIOR, _MANAGER),
    Action.OBJECTION_RECORD: _for(_SENIOR, _PRIVACY, own=(_OP,)),
    Action.OBJECTION_LIFT: _for(_SENIOR, _PRIVACY),
    Action.CONSENT_PRINT: _for(_SENIOR, _MANAGER, _PRIVACY, own=(_OP,)),
    Action.CONSENT_PROVE: _for(_MANAGER, _PRIVACY),
    Action.EXTRACT_PRINT: _for(_SENIOR, _PRIVACY),
    Action.EXTRACT_TAKE: _for(_SENIOR, _PRIVACY),
    Action.NOTE_ADD: _for(_SENIOR, _MANAGER, _PRIVACY, own=(_OP,)),
    Action.CASE_VIEW: _for(_SENIOR, _MANAGER, _PRIVACY, own=(_OP,)),
    Action.CASE_PRINT: _for(_SENIOR, _MANAGER, _PRIVACY, own=(_OP,)),
    Action.VALUE_REVEAL: _for(_SENIOR, _MANAGER, _PRIVACY, own=(_OP,)),
    Action.VALUE_CORRECT: _for(_SENIOR, _PRIVACY, own=(_OP,)),
    Action.VALUE_SUPPLEMENT: _for(_SENIOR, _PRIVACY, own=(_OP,)),
    Action.VALUE_BLOCK: _for(_SENIOR, _PRIVACY),
    Action.VALUE_UNBLOCK: _for(_PRIVACY),
    Action.VALUE_DELETE: _for(_SENIOR, _PRIVACY),
    Action.VALUE_RESTORE: _for(_PRIVACY),
    Action.VALUE_DESTROY: _for(_PRIVACY),
    Action.APPLICANT_BLOCK: _for(_SENIOR, _PRIVACY),
    Action.APPLICANT_UNBLOCK: _for(_PRIVACY),
    Action.APPLICANT_DELETE: _for(_PRIVACY),
    Action.APPLICANT_RESTORE: _for(_PRIVACY),
    Action.APPLICANT_DESTROY: _for(_PRIVACY),
    Action.RETENTION_LIST: _for(_MANAGER, _PRIVACY, _AUDITOR),
    Action.RETENTION_CHANGE: _for(_PRIVACY),
    Action.HOLD_PLACE: _for(_PRIVACY),
    Action.HOLD_LIFT: _for(_PRIVACY),
    Action.ACT_PROPOSE: _for(_PRIVACY, _SYSTEM),
    Action.ACT_APPROVE: _for(_MANAGER),
    Action.ACT_DECLINE: _for(_MANAGER),
    Action.ACT_EXECUTE: _for(_MANAGER, _PRIVACY, _SYSTEM),
    Action.ACT_FINISH: _for(_MANAGER, _PRIVACY, _SYSTEM),
    Action.ACT_SETTLE: _for(_SYSTEM),
    Action.THIRD_PARTY_LIST: _for(*_CASEWORK, _ADMIN, _AUDITOR),
    Action.THIRD_PARTY_ADD: _for(_MANAGER, _PRIVACY, _ADMIN),
    Action.THIRD_PARTY_EDIT: _for(_MANAGER, _PRIVACY, _ADMIN),
    Action.LEGAL_TERM_LIST: _for(_SENIOR, _MANAGER, _PRIVACY, _AUDITOR),
    Action.LEGAL_TERM_CHANGE: _for(_PRIVACY),
    Action.DISCLOSURE_PREPARE: _for(_SENIOR, own=(_OP,)),
    Action.DISCLOSURE_RECORD: _for(_SENIOR, own=(_OP,)),
    Action.DISCLOSURE_RECORD_BEYOND: _for(_SENIOR),
    Action.DISCLOSURE_RECORD_OUTSIDE: _for(_SENIOR),
    Action.DISCLOSURE_SEND: _for(_SENIOR, own=(_OP,)),
    Action.DISCLOSURE_DELIVER: _for(_SENIOR, own=(_OP,)),
    Action.DISCLOSURE_FAIL: _for(_SENIOR, own=(_OP,)),
    Action.DISCLOSURE_ACKNOWLEDGE: _for(_SENIOR, own=(_OP,)),
    Action.DISCLOSURE_RECALL: _for(_SENIOR, _PRIVACY),
    Action.NOTICE_LIST: _for(_SENIOR, _MANAGER, _PRIVACY),
    Action.NOTICE_SEND: _for(_SENIOR, _PRIVACY, own=(_OP,)),
    Action.NOTICE_DELIVER: _for(_SENIOR, _PRIVACY, own=(_OP,)),
    Action.NOTICE_REMIND: _for(_SENIOR, _MANAGER, _PRIVACY, own=(_OP,)),
    Action.NOTICE_FAIL: _for(_SENIOR, _PRIVACY, own=(_OP,)),
    Action.NOTICE_ACKNOWLEDGE: _for(_SENIOR, _PRIVACY, own=(_OP,)),
    Action.NOTICE_WAIVE: _for(_SENIOR, _MANAGER, _PRIVACY),
    Action.NOTICE_PRINT: _for(_SENIOR, _MANAGER, _PRIVACY, own=(_OP,)),
    Action.SUPERSEDED_DESTROY: _for(_SYSTEM),
    Action.CONSENT_WITHDRAW: _for(_SENIOR, _PRIVACY),
    Action.WITHDRAWAL_PRINT: _for(_SENIOR, _PRIVACY, own=(_OP,)),
    Action.REQUEST_LIST: _for(_SENIOR, _MANAGER, _PRIVACY),
    Action.REQUEST_VIEW: _for(_SENIOR, _MANAGER, _PRIVACY, own=(_OP,)),
    Action.REQUEST_REGISTER: _for(_SENIOR, _PRIVACY, own=(_OP,)),
    Action.REQUEST_DECIDE: _for(_PRIVACY),
    Action.REQUEST_FULFIL: _for(_PRIVACY),
    Action.REQUEST_PRINT: _for(_SENIOR, _PRIVACY, own=(_OP,)),
    Action.DISCLOSURE_PRINT: _for(_SENIOR, _PRIVACY, own=(_OP,)),
    Action.LINK_MAKE: _for(_SENIOR, own=(_OP,)),
    Action.LINK_REVOKE: _for(_SENIOR, _PRIVACY, own=(_OP,)),
    Action.RECIPIENT_VIEW: _BY_LINK,
    Action.RECIPIENT_ACCEPT: _BY_LINK,
    Action.RECIPIENT_ANSWER: _BY_LINK,
    Action.RECIPIENT_RETURN: _BY_LINK,
    Action.REPORT_VIEW: _for(_MANAGER, _PRIVACY, _AUDITOR),
    Action.REPORT_SETTING_SAVE: _for(_MANAGER, _PRIVACY),
    Action.REPORT_SETTING_SHARE: _for(_MANAGER, _PRIVACY),
    Action.REPORT_SETTING_SCHEDULE: _for(_MANAGER, _PRIVACY),
    Action.REPORT_SETTING_REMOVE: _for(_MANAGER, _PRIVACY),
    Action.REPORT_MONTH_MAKE: _for(_SYSTEM),
    Action.REPORT_MONTH_DROP: _for(_SYSTEM),
    Action.REPORT_EXPORT: _for(_MANAGER, _PRIVACY, _AUDITOR),
    Action.EXPORT_LIST: _for(_MANAGER, _PRIVACY, _AUDITOR),
    Action.EXPORT_ORDER: _for(_MANAGER, _PRIVACY, _AUDITOR),
    Action.EXPORT_APPROVE: _for(_MANAGER, _PRIVACY),
    Action.EXPORT_REFUSE: _for(_MANAGER, _PRIVACY),
    Action.EXPORT_START: _for(_MANAGER, _PRIVACY, _AUDITOR),
    Action.EXPORT_FINISH: _for(_MANAGER, _PRIVACY, _AUDITOR),
    Action.EXPORT_BREAK_OFF: _for(_MANAGER, _PRIVACY, _AUDITOR),
    Action.AUDIT_VIEW: _for(_PRIVACY, _AUDITOR, _MANAGER),
    Action.READING_RULE_CHANGE: _for(_PRIVACY),
    Action.READING_FLAG_REVIEW: _for(_PRIVACY, _AUDITOR),
    Action.AUDIT_CHECKPOINT: _for(_SYSTEM, _MANAGER, _PRIVACY, _AUDITOR),
    Action.CHECKPOINT_LIST: _for(_MANAGER, _PRIVACY, _AUDITOR),
    Action.AUDIT_EXPORT: _for(_MANAGER, _PRIVACY, _AUDITOR),
    Action.ACCESS_LIST: _for(_MANAGER, _PRIVACY, _ADMIN, _AUDITOR),
    Action.INVENTORY_LIST: _for(_MANAGER, _PRIVACY, _ADMIN, _AUDITOR),
    Action.INVENTORY_APPROVE: _for(_PRIVACY),
    Action.PACK_TAKE: _for(_MANAGER, _PRIVACY, _SYSTEM),
    Action.POLICY_PUBLISH: _for(_SYSTEM),
    Action.POLICY_DRAFT_LIST: _for(_MANAGER, _PRIVACY),
    Action.POLICY_DRAFT_START: _for(_PRIVACY),
    Action.POLICY_DRAFT_EDIT: _for(_PRIVACY),
    Action.POLICY_DRAFT_PROPOSE: _for(_PRIVACY),
    Action.POLICY_DRAFT_RETURN: _for(_MANAGER, _PRIVACY),
    Action.POLICY_DRAFT_APPROVE: _for(_MANAGER),
    Action.POLICY_DRAFT_PUBLISH: _for(_PRIVACY),
    Action.POLICY_DRAFT_DROP: _for(_PRIVACY),
    Action.POLICY_REVIEW_RECORD: _for(_MANAGER, _PRIVACY),
    Action.LAW_CHANGE_NOTE: _for(_MANAGER, _PRIVACY),
    Action.PRIVACY_DESK_VIEW: _for(_PRIVACY),
    Action.INCIDENT_LIST: _for(_MANAGER, _PRIVACY, _AUDITOR),
    Action.INCIDENT_OPEN: _for(_PRIVACY),
    Action.INCIDENT_CORRECT: _for(_PRIVACY),
    Action.INCIDENT_CASE_ADD: _for(_PRIVACY),
    Action.INCIDENT_CASE_DROP: _for(_PRIVACY),
    Action.INCIDENT_NOTIFY: _for(_PRIVACY),
    Action.INCIDENT_HAND_OVER: _for(_PRIVACY),
    Action.INCIDENT_TELL: _for(_PRIVACY),
    Action.INCIDENT_CLOSE: _for(_PRIVACY),
    Action.INCIDENT_EXPORT: _for(_PRIVACY),
    Action.CATALOGUE_LOAD: _for(_SYSTEM),
    Action.INTAKE_IMPORT: _for(_SYSTEM),
    Action.VAULT_ROTATE: _for(_SYSTEM),
    Action.VAULT_REINDEX: _for(_SYSTEM),
    Action.BACKUP_CREATE: _for(_SYSTEM),
    Action.BACKUP_RESTORE: _for(_SYSTEM),
    Action.DESTRUCTION_REAPPLY: _for(_SYSTEM),
    Action.DESTRUCTION_FINISH: _for(_SYSTEM),
}


# Deeds on accounts, registers and rules: they neither show nor change data of a resident.
_OFFICE = (
    "account.",
    "staff.",
    "undertaking.",
    "third-party.",
    "legal-term.",
    "retention.",
    "policy",
    "law-change.",
    "report-setting.",
    "audit.checkpoint",
    "reading-",
)


def needs_undertaking(action: Action) -> bool:
    """Whether it opens or changes personal data: then only who undertook secrecy may (2.6)."""
    return ACTIONS[action].nature is not Nature.OPEN and not action.startswith(_OFFICE)


def opens_personal_data(role: Role) -> bool:
    """Whether a role can do anything that needs an undertaking."""
    return any(
        role in row.roles or role in row.conditional
        for action, row in PERMISSIONS.items()
        if needs_undertaking(action)
    )


def refusal(action: Action, actor: Actor, case: Case | None = None) -> str | None:
    """Why this person may not do this; None means they may.

    Without a case only the role is asked: that is what a gate or a menu can know.
    """
    permission = PERMISSIONS.get(action)
    if permission is None or not actor.is_active:
        return "permission.none"
    role = Role(actor.role)
    condition = permission.conditional.get(role)
    if role not in permission.roles and condition is None:
        return "permission.role"
    if needs_undertaking(action) and not actor.has_undertaken:
        return "permission.no-undertaking"
    if role in permission.roles or condition is None:
        return None
    if case is not None and not condition(actor, case):
        return "permission.not-own"
    return None


def actions_without_permission() -> tuple[Action, ...]:
    """Actions that no row speaks of: the application refuses to start with one."""
    return tuple(a for a in Action if a not in PERMISSIONS or a not in ACTIONS)

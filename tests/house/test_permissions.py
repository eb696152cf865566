"""The permission table from the other side: the cells that must never change by accident."""

from dataclasses import dataclass

import pytest

from backoffice.rules.actions import ACTIONS, Action, Nature
from backoffice.rules.permissions import PERMISSIONS, refusal
from backoffice.rules.vocabulary.people import STAFF_ROLES, Role


@dataclass
class Person:
    """Somebody of a role."""

    role: str
    id: int = 7
    is_active: bool = True
    has_undertaken: bool = True


@dataclass
class Case:
    """A case of somebody."""

    assignee_id: int | None
    registered_by_id: int
    number: str = "109-2026-0000001"


OWN, FOREIGN = Case(7, 7), Case(8, 8)
READS_OF_CASES = {
    Action.APPEAL_FIND,
    Action.APPEAL_MATCH,
    Action.CASE_VIEW,
    Action.CASE_PRINT,
    Action.VALUE_REVEAL,
    Action.DISCLOSURE_PREPARE,
    Action.DISCLOSURE_PRINT,
    Action.CONSENT_PRINT,
    Action.CONSENT_PROVE,
    Action.EXTRACT_PRINT,
    Action.EXTRACT_TAKE,
}
# Of a case as a whole: not for the operator who works on it.
NOT_OF_OPERATORS = {
    Action.CONSENT_PROVE,
    Action.EXTRACT_PRINT,
    Action.EXTRACT_TAKE,
}
OF_STAFF = {action for action in Action if action.startswith(("account.", "staff."))}
# Who may, on a case of their own: whoever is not named may not.
WHO_MAY = {
    Action.INVENTORY_APPROVE: {Role.PRIVACY_OFFICER},
    Action.PACK_TAKE: {Role.PRIVACY_OFFICER, Role.MANAGER, Role.SYSTEM},
    Action.EXTRACT_PRINT: {Role.SENIOR_OPERATOR, Role.PRIVACY_OFFICER},
    Action.EXTRACT_TAKE: {Role.SENIOR_OPERATOR, Role.PRIVACY_OFFICER},
    Action.VALUE_DESTROY: {Role.PRIVACY_OFFICER},
    Action.VALUE_UNBLOCK: {Role.PRIVACY_OFFICER},
    Action.VALUE_RESTORE: {Role.PRIVACY_OFFICER},
    Action.VALUE_BLOCK: {Role.SENIOR_OPERATOR, Role.PRIVACY_OFFICER},
    Action.VALUE_DELETE: {Role.SENIOR_OPERATOR, Role.PRIVACY_OFFICER},
    Action.APPLICANT_DESTROY: {Role.PRIVACY_OFFICER},
    Action.APPLICANT_UNBLOCK: {Role.PRIVACY_OFFICER},
    Action.APPLICANT_RESTORE: {Role.PRIVACY_OFFICER},
    Action.APPLICANT_DELETE: {Role.PRIVACY_OFFICER},
    Action.RETENTION_CHANGE: {Role.PRIVACY_OFFICER},
    Action.HOLD_PLACE: {Role.PRIVACY_OFFICER},
    Action.HOLD_LIFT: {Role.PRIVACY_OFFICER},
    Action.ACT_PROPOSE: {Role.PRIVACY_OFFICER, Role.SYSTEM},
    Action.ACT_APPROVE: {Role.MANAGER},
    Action.ACT_DECLINE: {Role.MANAGER},
    Action.ACT_EXECUTE: {Role.PRIVACY_OFFICER, Role.MANAGER, Role.SYSTEM},
    Action.DISCLOSURE_RECORD_BEYOND: {Role.SENIOR_OPERATOR},
    Action.DISCLOSURE_RECORD_OUTSIDE: {Role.SENIOR_OPERATOR},
    Action.DISCLOSURE_RECORD: {Role.OPERATOR, Role.SENIOR_OPERATOR},
    Action.OBJECTION_LIFT: {Role.SENIOR_OPERATOR, Role.PRIVACY_OFFICER},
    Action.CONSENT_PROVE: {Role.MANAGER, Role.PRIVACY_OFFICER},
    Action.REQUEST_DECIDE: {Role.PRIVACY_OFFICER},
    Action.REQUEST_FULFIL: {Role.PRIVACY_OFFICER},
    Action.REPORT_EXPORT: {Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR},
    Action.EXPORT_LIST: {Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR},
    Action.EXPORT_ORDER: {Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR},
    Action.EXPORT_APPROVE: {Role.MANAGER, Role.PRIVACY_OFFICER},
    Action.EXPORT_REFUSE: {Role.MANAGER, Role.PRIVACY_OFFICER},
    Action.EXPORT_START: {Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR},
    Action.EXPORT_FINISH: {Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR},
    Action.EXPORT_BREAK_OFF: {Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR},
    Action.AUDIT_VIEW: {Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR},
    Action.READING_RULE_CHANGE: {Role.PRIVACY_OFFICER},
    Action.READING_FLAG_REVIEW: {Role.PRIVACY_OFFICER, Role.AUDITOR},
    Action.AUDIT_EXPORT: {Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR},
    Action.CHECKPOINT_LIST: {Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR},
    Action.STAFF_CREATE: {Role.ADMINISTRATOR, Role.SYSTEM},
    Action.STAFF_CHANGE_ROLE: {Role.ADMINISTRATOR, Role.SYSTEM},
    Action.STAFF_RESET_PASSWORD: {Role.ADMINISTRATOR, Role.SYSTEM},
    Action.POLICY_PUBLISH: {Role.SYSTEM},
    Action.INTAKE_IMPORT: {Role.SYSTEM},
    Action.VAULT_ROTATE: {Role.SYSTEM},
    Action.VAULT_REINDEX: {Role.SYSTEM},
    Action.BACKUP_CREATE: {Role.SYSTEM},
    Action.BACKUP_RESTORE: {Role.SYSTEM},
    Action.DESTRUCTION_REAPPLY: {Role.SYSTEM},
    Action.DESTRUCTION_FINISH: {Role.SYSTEM},
}


def may(action, role, case=OWN):
    return refusal(action, Person(role), case) is None


@pytest.mark.parametrize("action", WHO_MAY)
def test_the_gravest_actions_are_open_to_those_named_here_and_to_nobody_else(action):
    assert {role for role in Role if may(action, role)} == WHO_MAY[action]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_administrator_and_auditor_read_no_case_and_change_none(role):
    about_cases = READS_OF_CASES | {
        action
        for action in Action
        if action.startswith(
            (
                "appeal.",
                "value.",
                "applicant.",
                "note.",
                "disclosure.",
                "objection.",
                "consent.",
                "request.",
            )
        )
    }
    assert not [action for action in about_cases if may(action, role)]


def test_an_administrator_sees_staff_and_the_register_and_no_more():
    others = {Action.THIRD_PARTY_LIST, Action.THIRD_PARTY_ADD, Action.THIRD_PARTY_EDIT}
    others |= {Action.UNDERTAKING_LIST, Action.UNDERTAKING_RECORD, Action.UNDERTAKING_END}
    others |= {Action.ACCESS_LIST, Action.INVENTORY_LIST}
    assert {action for action in Action if may(action, Role.ADMINISTRATOR)} == OF_STAFF | others


def test_an_auditor_changes_nothing_but_checkpoints_answers_to_flags_and_their_own_account():
    changed = {
        action
        for action in Action
        if may(action, Role.AUDITOR) and ACTIONS[action].nature is Nature.DEED
    }
    # Who takes a report out leaves an order behind, and what became of it.
    exports = {action for action in changed if action.startswith("export.")}
    assert exports <= {action for action in Action if not may(action, Role.OPERATOR)}
    # What an auditor says of a flag is a row of its own and touches no account.
    of_the_log = {Action.AUDIT_CHECKPOINT, Action.READING_FLAG_REVIEW}
    assert changed - OF_STAFF - exports == of_the_log


def test_a_manager_neither_registers_nor_discloses_nor_touches_values():
    assert not may(Action.APPEAL_REGISTER, Role.MANAGER)
    assert not [
        action
        for action in Action
        if action.startswith(("value.c", "value.d", "value.b", "value.s", "disclosure."))
        and may(action, Role.MANAGER)
    ]


@pytest.mark.parametrize(
    "action",
    sorted(READS_OF_CASES - NOT_OF_OPERATORS - {Action.APPEAL_FIND, Action.APPEAL_MATCH}),
)
def test_an_operator_reads_own_cases_and_no_other(action):
    assert may(action, Role.OPERATOR)
    assert refusal(action, Person(Role.OPERATOR), FOREIGN) == "permission.not-own"


def test_wherever_an_operator_may_only_on_own_cases_a_foreign_one_is_refused():
    conditional = [a for a in Action if Role.OPERATOR in PERMISSIONS[a].conditional]
    assert len(conditional) >= 15
    assert not [a for a in conditional if may(a, Role.OPERATOR, FOREIGN)]


def test_who_left_may_do_nothing():
    for role in Role:
        left = Person(role, is_active=False)
        assert not [action for action in Action if refusal(action, left, OWN) is None]


def test_the_system_reads_nothing_and_only_takes_in_what_commands_bring():
    allowed = {action for action in Action if may(action, Role.SYSTEM)}
    assert not allowed & READS_OF_CASES
    assert not [a for a in allowed if ACTIONS[a].nature is Nature.WITNESS]


def test_a_recipient_does_its_own_four_things_on_the_case_of_its_link_and_nothing_else():
    recipient = Person(Role.RECIPIENT)
    recipient.case_number = OWN.number
    foreign = Case(7, 7, number="109-2026-0000002")
    its_own = {action for action in Action if action.startswith("recipient.")}
    assert len(its_own) == 4
    assert {action for action in Action if refusal(action, recipient, OWN) is None} == its_own
    assert {refusal(action, recipient, foreign) for action in its_own} == {"permission.not-own"}
    assert not [action for action in its_own for role in STAFF_ROLES if may(action, role)]


def test_every_member_of_staff_may_sign_in_and_out_and_change_the_password():
    for action in (
        Action.ACCOUNT_SIGN_IN,
        Action.ACCOUNT_SIGN_OUT,
        Action.ACCOUNT_CHANGE_PASSWORD,
    ):
        assert all(may(action, role) for role in STAFF_ROLES)

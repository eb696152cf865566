"""Everything anyone does, by name: what kind of deed, which policy verb, which clause.

A DEED changes data and writes one audit entry; a WITNESS reads personal data (or takes it
out) and writes one audit entry; an OPEN action shows no personal data and writes none.
"""

from dataclasses import dataclass
from enum import StrEnum


class Operation(StrEnum):
    """The verbs of policy 3.1: every audit entry is one of them (R-3.1a)."""

    COLLECT = "collect"
    RECORD = "record"
    SYSTEMATISE = "systematise"
    ACCUMULATE = "accumulate"
    STORE = "store"
    UPDATE = "update"
    CHANGE = "change"
    SUPPLEMENT = "supplement"
    RETRIEVE = "retrieve"
    USE = "use"
    TRANSFER = "transfer"
    DISTRIBUTE = "distribute"
    PROVIDE = "provide"
    ACCESS = "access"
    BLOCK = "block"
    UNBLOCK = "unblock"
    DELETE = "delete"
    RESTORE = "restore"
    DESTROY = "destroy"


class Nature(StrEnum):
    """What an action leaves behind."""

    DEED = "deed"
    WITNESS = "witness"
    OPEN = "open"


class Action(StrEnum):
    """NOUN_VERB = "noun.verb"; the function is verb_noun."""

    ACCOUNT_SIGN_IN = "account.sign-in"
    ACCOUNT_SIGN_OUT = "account.sign-out"
    ACCOUNT_CHANGE_PASSWORD = "account.change-password"
    ACCOUNT_SETTINGS = "account.settings"
    ACCOUNT_SET_LANGUAGE = "account.set-language"
    ACCOUNT_END_SESSIONS = "account.end-sessions"
    STAFF_LIST = "staff.list"
    STAFF_CREATE = "staff.create"
    STAFF_DISABLE = "staff.disable"
    STAFF_ENABLE = "staff.enable"
    STAFF_CHANGE_ROLE = "staff.change-role"
    STAFF_RESET_PASSWORD = "staff.reset-password"
    UNDERTAKING_LIST = "undertaking.list"
    UNDERTAKING_RECORD = "undertaking.record"
    UNDERTAKING_END = "undertaking.end"
    BOARD_VIEW = "board.view"
    APPEAL_FIND = "appeal.find"
    APPEAL_MATCH = "appeal.match"
    COMPLETENESS_LIST = "completeness.list"
    VALUE_DOUBT = "value.doubt"
    VALUE_CONFIRM = "value.confirm"
    APPEAL_REGISTER = "appeal.register"
    APPEAL_TAKE = "appeal.take"
    APPEAL_ASSIGN = "appeal.assign"
    APPEAL_RECATEGORISE = "appeal.recategorise"
    APPEAL_RETURN = "appeal.return"
    APPEAL_ANSWER = "appeal.answer"
    APPEAL_CLOSE = "appeal.close"
    APPEAL_REOPEN = "appeal.reopen"
    OBJECTION_RECORD = "objection.record"
    OBJECTION_LIFT = "objection.lift"
    CONSENT_PRINT = "consent.print"
    CONSENT_PROVE = "consent.prove"
    EXTRACT_PRINT = "extract.print"
    EXTRACT_TAKE = "extract.take"
    NOTE_ADD = "note.add"
    CASE_VIEW = "case.view"
    CASE_PRINT = "case.print"
    VALUE_REVEAL = "value.reveal"
    VALUE_CORRECT = "value.correct"
    VALUE_SUPPLEMENT = "value.supplement"
    VALUE_BLOCK = "value.block"
    VALUE_UNBLOCK = "value.unblock"
    VALUE_DELETE = "value.delete"
    VALUE_RESTORE = "value.restore"
    VALUE_DESTROY = "value.destroy"
    APPLICANT_BLOCK = "applicant.block"
    APPLICANT_UNBLOCK = "applicant.unblock"
    APPLICANT_DELETE = "applicant.delete"
    APPLICANT_RESTORE = "applicant.restore"
    APPLICANT_DESTROY = "applicant.destroy"
    RETENTION_LIST = "retention.list"
    RETENTION_CHANGE = "retention.change"
    HOLD_PLACE = "hold.place"
    HOLD_LIFT = "hold.lift"
    ACT_PROPOSE = "act.propose"
    ACT_APPROVE = "act.approve"
    ACT_DECLINE = "act.decline"
    ACT_EXECUTE = "act.execute"
    ACT_FINISH = "act.finish"
    ACT_SETTLE = "act.settle"
    THIRD_PARTY_LIST = "third-party.list"
    THIRD_PARTY_ADD = "third-party.add"
    THIRD_PARTY_EDIT = "third-party.edit"
    LEGAL_TERM_LIST = "legal-term.list"
    LEGAL_TERM_CHANGE = "legal-term.change"
    DISCLOSURE_PREPARE = "disclosure.prepare"
    DISCLOSURE_RECORD = "disclosure.record"
    DISCLOSURE_RECORD_BEYOND = "disclosure.record-beyond"
    DISCLOSURE_RECORD_OUTSIDE = "disclosure.record-outside"
    DISCLOSURE_SEND = "disclosure.send"
    DISCLOSURE_DELIVER = "disclosure.deliver"
    DISCLOSURE_FAIL = "disclosure.fail"
    DISCLOSURE_ACKNOWLEDGE = "disclosure.acknowledge"
    DISCLOSURE_RECALL = "disclosure.recall"
    NOTICE_LIST = "notice.list"
    NOTICE_SEND = "notice.send"
    NOTICE_DELIVER = "notice.deliver"
    NOTICE_REMIND = "notice.remind"
    NOTICE_FAIL = "notice.fail"
    NOTICE_ACKNOWLEDGE = "notice.acknowledge"
    NOTICE_WAIVE = "notice.waive"
    NOTICE_PRINT = "notice.print"
    SUPERSEDED_DESTROY = "superseded.destroy"
    CONSENT_WITHDRAW = "consent.withdraw"
    WITHDRAWAL_PRINT = "withdrawal.print"
    REQUEST_LIST = "request.list"
    REQUEST_VIEW = "request.view"
    REQUEST_REGISTER = "request.register"
    REQUEST_DECIDE = "request.decide"
    REQUEST_FULFIL = "request.fulfil"
    REQUEST_PRINT = "request.print"
    DISCLOSURE_PRINT = "disclosure.print"
    LINK_MAKE = "link.make"
    LINK_REVOKE = "link.revoke"
    RECIPIENT_VIEW = "recipient.view"
    RECIPIENT_ACCEPT = "recipient.accept"
    RECIPIENT_ANSWER = "recipient.answer"
    RECIPIENT_RETURN = "recipient.return"
    REPORT_VIEW = "report.view"
    REPORT_SETTING_SAVE = "report-setting.save"
    REPORT_SETTING_SHARE = "report-setting.share"
    REPORT_SETTING_SCHEDULE = "report-setting.schedule"
    REPORT_SETTING_REMOVE = "report-setting.remove"
    REPORT_MONTH_MAKE = "report-month.make"
    REPORT_MONTH_DROP = "report-month.drop"
    REPORT_EXPORT = "report.export"
    EXPORT_LIST = "export.list"
    EXPORT_ORDER = "export.order"
    EXPORT_APPROVE = "export.approve"
    EXPORT_REFUSE = "export.refuse"
    EXPORT_START = "export.start"
    EXPORT_FINISH = "export.finish"
    EXPORT_BREAK_OFF = "export.break-off"
    AUDIT_VIEW = "audit.view"
    READING_RULE_CHANGE = "reading-rule.change"
    READING_FLAG_REVIEW = "reading-flag.review"
    AUDIT_CHECKPOINT = "audit.checkpoint"
    CHECKPOINT_LIST = "checkpoint.list"
    AUDIT_EXPORT = "audit.export"
    ACCESS_LIST = "access.list"
    INVENTORY_LIST = "inventory.list"
    INVENTORY_APPROVE = "inventory.approve"
    PACK_TAKE = "pack.take"
    POLICY_PUBLISH = "policy.publish"
    POLICY_DRAFT_LIST = "policy-draft.list"
    POLICY_DRAFT_START = "policy-draft.start"
    POLICY_DRAFT_EDIT = "policy-draft.edit"
    POLICY_DRAFT_PROPOSE = "policy-draft.propose"
    POLICY_DRAFT_RETURN = "policy-draft.return"
    POLICY_DRAFT_APPROVE = "policy-draft.approve"
    POLICY_DRAFT_PUBLISH = "policy-draft.publish"
    POLICY_DRAFT_DROP = "policy-draft.drop"
    POLICY_REVIEW_RECORD = "policy-review.record"
    LAW_CHANGE_NOTE = "law-change.note"
    PRIVACY_DESK_VIEW = "privacy-desk.view"
    INCIDENT_LIST = "incident.list"
    INCIDENT_OPEN = "incident.open"
    INCIDENT_CORRECT = "incident.correct"
    INCIDENT_CASE_ADD = "incident-case.add"
    INCIDENT_CASE_DROP = "incident-case.drop"
    INCIDENT_NOTIFY = "incident.notify"
    INCIDENT_HAND_OVER = "incident.hand-over"
    INCIDENT_TELL = "incident.tell"
    INCIDENT_CLOSE = "incident.close"
    INCIDENT_EXPORT = "incident.export"
    CATALOGUE_LOAD = "catalogue.load"
    INTAKE_IMPORT = "intake.import"
    VAULT_ROTATE = "vault.rotate"
    VAULT_REINDEX = "vault.reindex"
    BACKUP_CREATE = "backup.create"
    BACKUP_RESTORE = "backup.restore"
    DESTRUCTION_REAPPLY = "destruction.reapply"
    DESTRUCTION_FINISH = "destruction.finish"


@dataclass(frozen=True)
class ActionRow:
    """One action: its nature, the policy verb it is, the clause it serves."""

    nature: Nature
    operation: Operation
    clause: str


def _deed(operation: Operation, clause: str) -> ActionRow:
    return ActionRow(Nature.DEED, operation, clause)


def _witness(operation: Operation, clause: str) -> ActionRow:
    return ActionRow(Nature.WITNESS, operation, clause)


def _open(clause: str) -> ActionRow:
    return ActionRow(Nature.OPEN, Operation.ACCESS, clause)


_O = Operation

ACTIONS: dict[Action, ActionRow] = {
    Action.ACCOUNT_SIGN_IN: _deed(_O.ACCESS, "2"),
    Action.ACCOUNT_SIGN_OUT: _deed(_O.ACCESS, "2"),
    Action.ACCOUNT_CHANGE_PASSWORD: _deed(_O.CHANGE, "2"),
    Action.ACCOUNT_SETTINGS: _open("2"),
    Action.ACCOUNT_SET_LANGUAGE: _deed(_O.CHANGE, "2"),
    Action.ACCOUNT_END_SESSIONS: _deed(_O.ACCESS, "2"),
    Action.STAFF_LIST: _open("2"),
    Action.STAFF_CREATE: _deed(_O.ACCESS, "2"),
    Action.STAFF_DISABLE: _deed(_O.ACCESS, "2"),
    Action.STAFF_ENABLE: _deed(_O.ACCESS, "2"),
    Action.STAFF_CHANGE_ROLE: _deed(_O.ACCESS, "2"),
    Action.STAFF_RESET_PASSWORD: _deed(_O.ACCESS, "2"),
    Action.UNDERTAKING_LIST: _open("2"),
    Action.UNDERTAKING_RECORD: _deed(_O.ACCESS, "2"),
    Action.UNDERTAKING_END: _deed(_O.ACCESS, "2"),
    Action.BOARD_VIEW: _open("4"),
    Action.APPEAL_FIND: _witness(_O.RETRIEVE, "3.1"),
    Action.APPEAL_MATCH: _witness(_O.RETRIEVE, "5.5"),
    Action.COMPLETENESS_LIST: _open("5.5"),
    Action.VALUE_DOUBT: _deed(_O.RECORD, "5.5"),
    Action.VALUE_CONFIRM: _deed(_O.RECORD, "5.5"),
    Action.APPEAL_REGISTER: _deed(_O.COLLECT, "3.6, 4, 7, 8"),
    Action.APPEAL_TAKE: _deed(_O.USE, "4"),
    Action.APPEAL_ASSIGN: _deed(_O.SYSTEMATISE, "4"),
    Action.APPEAL_RECATEGORISE: _deed(_O.SYSTEMATISE, "5.5"),
    Action.APPEAL_RETURN: _deed(_O.RECORD, "9"),
    Action.APPEAL_ANSWER: _deed(_O.USE, "4"),
    Action.APPEAL_CLOSE: _deed(_O.STORE, "5.6"),
    Action.APPEAL_REOPEN: _deed(_O.USE, "4"),
    Action.OBJECTION_RECORD: _deed(_O.RECORD, "8"),
    Action.OBJECTION_LIFT: _deed(_O.RECORD, "8"),
    Action.CONSENT_PRINT: _witness(_O.RETRIEVE, "7, 8"),
    Action.CONSENT_PROVE: _witness(_O.PROVIDE, "7, 8"),
    Action.EXTRACT_PRINT: _witness(_O.PROVIDE, "2, 3.1"),
    Action.EXTRACT_TAKE: _witness(_O.PROVIDE, "2, 3.1"),
    Action.NOTE_ADD: _deed(_O.ACCUMULATE, "4"),
    Action.CASE_VIEW: _witness(_O.RETRIEVE, "2, 3.1"),
    Action.CASE_PRINT: _witness(_O.RETRIEVE, "3.1"),
    Action.VALUE_REVEAL: _witness(_O.RETRIEVE, "2, 3.1"),
    Action.VALUE_CORRECT: _deed(_O.CHANGE, "5.5"),
    Action.VALUE_SUPPLEMENT: _deed(_O.SUPPLEMENT, "5.5"),
    Action.VALUE_BLOCK: _deed(_O.BLOCK, "3.1"),
    Action.VALUE_UNBLOCK: _deed(_O.UNBLOCK, "3.1"),
    Action.VALUE_DELETE: _deed(_O.DELETE, "3.1"),
    Action.VALUE_RESTORE: _deed(_O.RESTORE, "3.1"),
    Action.VALUE_DESTROY: _deed(_O.DESTROY, "3.5, 5.5"),
    Action.APPLICANT_BLOCK: _deed(_O.BLOCK, "3.1"),
    Action.APPLICANT_UNBLOCK: _deed(_O.UNBLOCK, "3.1"),
    Action.APPLICANT_DELETE: _deed(_O.DELETE, "3.1"),
    Action.APPLICANT_RESTORE: _deed(_O.RESTORE, "3.1"),
    Action.APPLICANT_DESTROY: _deed(_O.DESTROY, "3.5, 5.5"),
    Action.RETENTION_LIST: _open("5.6"),
    Action.RETENTION_CHANGE: _deed(_O.CHANGE, "5.6"),
    Action.HOLD_PLACE: _deed(_O.STORE, "5.6"),
    Action.HOLD_LIFT: _deed(_O.STORE, "5.6"),
    Action.ACT_PROPOSE: _deed(_O.RECORD, "3.5, 5.6"),
    Action.ACT_APPROVE: _deed(_O.RECORD, "3.5, 5.6"),
    Action.ACT_DECLINE: _deed(_O.RECORD, "3.5, 5.6"),
    Action.ACT_EXECUTE: _deed(_O.DESTROY, "3.5, 5.6"),
    Action.ACT_FINISH: _deed(_O.DESTROY, "3.5, 5.6"),
    Action.ACT_SETTLE: _deed(_O.DESTROY, "3.5"),
    Action.THIRD_PARTY_LIST: _open("9"),
    Action.THIRD_PARTY_ADD: _deed(_O.RECORD, "9, 11"),
    Action.THIRD_PARTY_EDIT: _deed(_O.UPDATE, "9, 11"),
    Action.LEGAL_TERM_LIST: _open("2, 5.6"),
    Action.LEGAL_TERM_CHANGE: _deed(_O.CHANGE, "2, 5.6"),
    Action.DISCLOSURE_PREPARE: _witness(_O.RETRIEVE, "8, 9"),
    Action.DISCLOSURE_RECORD: _deed(_O.TRANSFER, "8, 9, 11"),
    Action.DISCLOSURE_RECORD_BEYOND: _open("5.3, 5.4"),
    Action.DISCLOSURE_RECORD_OUTSIDE: _open("9"),
    Action.DISCLOSURE_SEND: _deed(_O.PROVIDE, "9"),
    Action.DISCLOSURE_DELIVER: _deed(_O.PROVIDE, "10"),
    Action.DISCLOSURE_FAIL: _deed(_O.PROVIDE, "10"),
    Action.DISCLOSURE_ACKNOWLEDGE: _deed(_O.PROVIDE, "11"),
    Action.DISCLOSURE_RECALL: _deed(_O.TRANSFER, "9"),
    Action.NOTICE_LIST: _open("5.5, 9"),
    Action.NOTICE_SEND: _deed(_O.PROVIDE, "5.5, 9"),
    Action.NOTICE_DELIVER: _deed(_O.PROVIDE, "5.5, 9"),
    Action.NOTICE_REMIND: _deed(_O.PROVIDE, "5.5, 9"),
    Action.NOTICE_FAIL: _deed(_O.PROVIDE, "5.5, 9"),
    Action.NOTICE_ACKNOWLEDGE: _deed(_O.PROVIDE, "5.5, 11"),
    Action.NOTICE_WAIVE: _deed(_O.PROVIDE, "5.5, 9"),
    Action.NOTICE_PRINT: _witness(_O.PROVIDE, "5.5, 9"),
    Action.SUPERSEDED_DESTROY: _deed(_O.DESTROY, "3.5, 5.5"),
    Action.CONSENT_WITHDRAW: _deed(_O.RECORD, "7, 8"),
    Action.WITHDRAWAL_PRINT: _witness(_O.PROVIDE, "7, 8"),
    Action.REQUEST_LIST: _open("2"),
    Action.REQUEST_VIEW: _witness(_O.RETRIEVE, "2, 3.1"),
    Action.REQUEST_REGISTER: _deed(_O.RECORD, "2, 5.5"),
    Action.REQUEST_DECIDE: _deed(_O.RECORD, "2, 5.5"),
    Action.REQUEST_FULFIL: _deed(_O.PROVIDE, "2"),
    Action.REQUEST_PRINT: _witness(_O.PROVIDE, "2"),
    Action.DISCLOSURE_PRINT: _witness(_O.PROVIDE, "8, 9, 11"),
    Action.LINK_MAKE: _deed(_O.PROVIDE, "9, 10"),
    Action.LINK_REVOKE: _deed(_O.PROVIDE, "9"),
    # A deed and no witness: each view is counted, in the same transaction as its entry.
    Action.RECIPIENT_VIEW: _deed(_O.PROVIDE, "8, 9"),
    Action.RECIPIENT_ACCEPT: _deed(_O.PROVIDE, "10, 11"),
    Action.RECIPIENT_ANSWER: _deed(_O.ACCUMULATE, "9"),
    Action.RECIPIENT_RETURN: _deed(_O.RECORD, "9"),
    Action.REPORT_VIEW: _open("9"),
    Action.REPORT_SETTING_SAVE: _deed(_O.STORE, "9"),
    Action.REPORT_SETTING_SHARE: _deed(_O.CHANGE, "9"),
    Action.REPORT_SETTING_SCHEDULE: _deed(_O.CHANGE, "9"),
    Action.REPORT_SETTING_REMOVE: _deed(_O.DELETE, "9"),
    # A deed and no witness: no person reads it, and the row of the file is part of it.
    Action.REPORT_MONTH_MAKE: _deed(_O.STORE, "9"),
    Action.REPORT_MONTH_DROP: _deed(_O.DELETE, "9"),
    Action.REPORT_EXPORT: _witness(_O.PROVIDE, "9"),
    Action.EXPORT_LIST: _open("9"),
    Action.EXPORT_ORDER: _deed(_O.RECORD, "9"),
    Action.EXPORT_APPROVE: _deed(_O.RECORD, "5.4, 9"),
    Action.EXPORT_REFUSE: _deed(_O.RECORD, "5.4, 9"),
    Action.EXPORT_START: _deed(_O.PROVIDE, "9"),
    Action.EXPORT_FINISH: _deed(_O.PROVIDE, "9"),
    Action.EXPORT_BREAK_OFF: _deed(_O.RECORD, "9"),
    Action.AUDIT_VIEW: _witness(_O.RETRIEVE, "2"),
    Action.READING_RULE_CHANGE: _deed(_O.CHANGE, "2"),
    Action.READING_FLAG_REVIEW: _deed(_O.RECORD, "2"),
    Action.AUDIT_CHECKPOINT: _deed(_O.STORE, "2"),
    Action.CHECKPOINT_LIST: _open("2"),
    Action.AUDIT_EXPORT: _witness(_O.PROVIDE, "2"),
    Action.ACCESS_LIST: _open("2"),
    Action.INVENTORY_LIST: _open("5.3, 5.4"),
    Action.INVENTORY_APPROVE: _deed(_O.RECORD, "5.3, 5.4"),
    # A deed and no witness: it holds no more than registers do, and the system makes it too.
    Action.PACK_TAKE: _deed(_O.PROVIDE, "2, 9"),
    Action.POLICY_PUBLISH: _deed(_O.DISTRIBUTE, "12, 13"),
    Action.POLICY_DRAFT_LIST: _open("12"),
    Action.POLICY_DRAFT_START: _deed(_O.RECORD, "1, 12"),
    Action.POLICY_DRAFT_EDIT: _deed(_O.CHANGE, "1, 12"),
    Action.POLICY_DRAFT_PROPOSE: _deed(_O.RECORD, "12"),
    Action.POLICY_DRAFT_RETURN: _deed(_O.CHANGE, "12"),
    Action.POLICY_DRAFT_APPROVE: _deed(_O.RECORD, "1, 12"),
    Action.POLICY_DRAFT_PUBLISH: _deed(_O.DISTRIBUTE, "12, 13"),
    Action.POLICY_DRAFT_DROP: _deed(_O.DELETE, "12"),
    Action.POLICY_REVIEW_RECORD: _deed(_O.RECORD, "12"),
    Action.LAW_CHANGE_NOTE: _deed(_O.RECORD, "12"),
    Action.PRIVACY_DESK_VIEW: _open("5.5, 5.6, 9, 12"),
    Action.INCIDENT_LIST: _open("2"),
    Action.INCIDENT_OPEN: _deed(_O.RECORD, "2, 3.1"),
    Action.INCIDENT_CORRECT: _deed(_O.CHANGE, "2, 3.1"),
    Action.INCIDENT_CASE_ADD: _deed(_O.SYSTEMATISE, "2, 3.1"),
    Action.INCIDENT_CASE_DROP: _deed(_O.SYSTEMATISE, "2, 3.1"),
    Action.INCIDENT_NOTIFY: _deed(_O.RECORD, "2, 3.1"),
    Action.INCIDENT_HAND_OVER: _deed(_O.RECORD, "2, 3.1"),
    Action.INCIDENT_TELL: _deed(_O.RECORD, "2, 3.1"),
    Action.INCIDENT_CLOSE: _deed(_O.RECORD, "2, 3.1"),
    Action.INCIDENT_EXPORT: _witness(_O.PROVIDE, "2, 3.1"),
    Action.CATALOGUE_LOAD: _deed(_O.SYSTEMATISE, "4, 9"),
    Action.INTAKE_IMPORT: _deed(_O.COLLECT, "4"),
    Action.VAULT_ROTATE: _deed(_O.DESTROY, "3.5"),
    Action.VAULT_REINDEX: _deed(_O.SYSTEMATISE, "3.1"),
    Action.BACKUP_CREATE: _deed(_O.STORE, "2, 3.5"),
    Action.BACKUP_RESTORE: _deed(_O.RESTORE, "2, 3.5"),
    Action.DESTRUCTION_REAPPLY: _deed(_O.DESTROY, "3.5"),
    Action.DESTRUCTION_FINISH: _deed(_O.DESTROY, "3.5"),
}

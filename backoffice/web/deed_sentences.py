"""The sentence of each action, as the audit log and the history of a case say it (trust 7)."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.actions import Action
from backoffice.web.labels.table import Labels

SENTENCES: Labels = {
    Action.ACCOUNT_SIGN_IN: _l("%(who)s signed in"),
    Action.ACCOUNT_SIGN_OUT: _l("%(who)s signed out"),
    Action.ACCOUNT_CHANGE_PASSWORD: _l("%(who)s changed their own password"),
    Action.ACCOUNT_SETTINGS: _l("%(who)s opened the account settings"),
    Action.ACCOUNT_SET_LANGUAGE: _l("%(who)s chose a language: %(now)s"),
    Action.ACCOUNT_END_SESSIONS: _l("%(who)s ended their sessions in other browsers"),
    Action.STAFF_LIST: _l("%(who)s opened the list of staff"),
    Action.STAFF_CREATE: _l("%(who)s created an account for %(whom)s as %(now)s"),
    Action.STAFF_DISABLE: _l("%(who)s disabled the account of %(whom)s"),
    Action.STAFF_ENABLE: _l("%(who)s enabled the account of %(whom)s"),
    Action.STAFF_CHANGE_ROLE: _l("%(who)s changed the role of %(whom)s: %(was)s → %(now)s"),
    Action.STAFF_RESET_PASSWORD: _l("%(who)s reset the password of %(whom)s"),
    Action.UNDERTAKING_LIST: _l("%(who)s opened the undertakings of the staff"),
    Action.UNDERTAKING_RECORD: _l("%(who)s recorded the confidentiality undertaking of %(whom)s"),
    Action.UNDERTAKING_END: _l(
        "%(who)s ended the confidentiality undertaking of %(whom)s, recorded by mistake"
    ),
    Action.BOARD_VIEW: _l("%(who)s opened the board"),
    Action.APPEAL_FIND: _l("%(who)s searched for appeals by %(term)s"),
    Action.APPEAL_MATCH: _l("%(who)s looked for earlier appeals by %(term)s"),
    Action.COMPLETENESS_LIST: _l("%(who)s opened the list of missing and doubtful data"),
    Action.VALUE_DOUBT: _l("%(who)s marked as doubtful: %(fields)s"),
    Action.VALUE_CONFIRM: _l("%(who)s confirmed as right: %(fields)s"),
    Action.APPEAL_REGISTER: _l("%(who)s registered the appeal (%(channel)s): %(fields)s"),
    Action.APPEAL_TAKE: _l("%(who)s took the appeal into work"),
    Action.APPEAL_ASSIGN: _l("%(who)s assigned the appeal to %(assignee)s"),
    Action.APPEAL_RECATEGORISE: _l("%(who)s changed the category: %(was)s → %(now)s"),
    Action.APPEAL_RETURN: _l("%(who)s noted that the third party gave the appeal back"),
    Action.APPEAL_ANSWER: _l("%(who)s recorded the answer to the applicant"),
    Action.APPEAL_CLOSE: _l("%(who)s closed the appeal"),
    Action.APPEAL_REOPEN: _l("%(who)s reopened the appeal"),
    Action.OBJECTION_RECORD: _l(
        "%(who)s recorded an objection of the applicant: %(what)s, recipient: %(recipient)s"
    ),
    Action.OBJECTION_LIFT: _l(
        "%(who)s lifted an objection of the applicant: %(what)s, recipient: %(recipient)s"
    ),
    Action.CONSENT_PRINT: _l("%(who)s opened the consent sheet with %(fields)s"),
    Action.CONSENT_PROVE: _l("%(who)s took out the proof of consent with %(fields)s"),
    Action.EXTRACT_PRINT: _l("%(who)s made the extract for the person with %(fields)s"),
    Action.EXTRACT_TAKE: _l("%(who)s took out the extract for the person with %(fields)s"),
    Action.NOTE_ADD: _l("%(who)s added a note"),
    Action.CASE_VIEW: _l("%(who)s opened the case and saw %(fields)s"),
    Action.CASE_PRINT: _l("%(who)s printed the case with %(fields)s"),
    Action.VALUE_REVEAL: _l("%(who)s revealed %(fields)s"),
    Action.VALUE_CORRECT: _l("%(who)s corrected %(fields)s"),
    Action.VALUE_SUPPLEMENT: _l("%(who)s supplemented %(fields)s"),
    Action.VALUE_BLOCK: _l("%(who)s blocked %(fields)s"),
    Action.VALUE_UNBLOCK: _l("%(who)s unblocked %(fields)s"),
    Action.VALUE_DELETE: _l("%(who)s deleted %(fields)s"),
    Action.VALUE_RESTORE: _l("%(who)s restored %(fields)s"),
    Action.VALUE_DESTROY: _l("%(who)s destroyed %(fields)s"),
    Action.APPLICANT_BLOCK: _l("%(who)s blocked all data of the applicant: %(fields)s"),
    Action.APPLICANT_UNBLOCK: _l("%(who)s unblocked all data of the applicant: %(fields)s"),
    Action.APPLICANT_DELETE: _l("%(who)s deleted all data of the applicant: %(fields)s"),
    Action.APPLICANT_RESTORE: _l("%(who)s restored all data of the applicant: %(fields)s"),
    Action.APPLICANT_DESTROY: _l("%(who)s destroyed all data of the applicant: %(fields)s"),
    Action.RETENTION_LIST: _l("%(who)s opened the terms of storage"),
    Action.RETENTION_CHANGE: _l("%(who)s changed a term of storage: %(was)s → %(now)s"),
    Action.HOLD_PLACE: _l("%(who)s placed a legal hold: nothing of the case is destroyed"),
    Action.HOLD_LIFT: _l("%(who)s lifted the legal hold"),
    Action.ACT_PROPOSE: _l("%(who)s proposed destruction act no. %(no)s"),
    Action.ACT_APPROVE: _l("%(who)s approved destruction act no. %(no)s"),
    Action.ACT_DECLINE: _l("%(who)s declined destruction act no. %(no)s"),
    Action.ACT_EXECUTE: _l("%(who)s acted under act no. %(act)s: %(result)s. Data: %(fields)s"),
    Action.ACT_FINISH: _l("%(who)s carried out destruction act no. %(no)s to its end"),
    Action.ACT_SETTLE: _l("%(who)s recorded that act no. %(no)s is final in all copies"),
    Action.THIRD_PARTY_LIST: _l("%(who)s opened the register of third parties"),
    Action.THIRD_PARTY_ADD: _l("%(who)s added %(third_party)s to the register of third parties"),
    Action.THIRD_PARTY_EDIT: _l("%(who)s edited %(third_party)s in the register of third parties"),
    Action.LEGAL_TERM_LIST: _l("%(who)s opened the terms of the law"),
    Action.LEGAL_TERM_CHANGE: _l("%(who)s changed the term “%(term_name)s”: %(was)s → %(now)s"),
    Action.DISCLOSURE_PREPARE: _l("%(who)s prepared a disclosure and saw %(fields)s"),
    Action.DISCLOSURE_RECORD: _l("%(who)s disclosed %(fields)s to %(third_party)s"),
    Action.DISCLOSURE_RECORD_BEYOND: _l(
        "%(who)s disclosed more than needed to %(third_party)s: %(fields)s"
    ),
    Action.DISCLOSURE_RECORD_OUTSIDE: _l(
        "%(who)s disclosed %(fields)s outside competence to %(third_party)s"
    ),
    Action.DISCLOSURE_SEND: _l("%(who)s marked disclosure no. %(no)s to %(third_party)s as sent"),
    Action.DISCLOSURE_DELIVER: _l(
        "%(who)s marked disclosure no. %(no)s to %(third_party)s as delivered"
    ),
    Action.DISCLOSURE_FAIL: _l("%(who)s marked disclosure no. %(no)s to %(third_party)s as failed"),
    Action.DISCLOSURE_ACKNOWLEDGE: _l(
        "%(who)s noted that %(third_party)s acknowledged disclosure no. %(no)s"
    ),
    Action.DISCLOSURE_RECALL: _l("%(who)s recalled disclosure no. %(no)s from %(third_party)s"),
    Action.NOTICE_LIST: _l("%(who)s opened the list of notices"),
    Action.NOTICE_SEND: _l("%(who)s marked notice no. %(no)s to %(third_party)s as sent"),
    Action.NOTICE_DELIVER: _l("%(who)s marked notice no. %(no)s to %(third_party)s as delivered"),
    Action.NOTICE_REMIND: _l("%(who)s reminded %(third_party)s of notice no. %(no)s"),
    Action.NOTICE_FAIL: _l("%(who)s marked notice no. %(no)s to %(third_party)s as failed"),
    Action.NOTICE_ACKNOWLEDGE: _l(
        "%(who)s noted that %(third_party)s acknowledged notice no. %(no)s"
    ),
    Action.NOTICE_WAIVE: _l("%(who)s waived notice no. %(no)s to %(third_party)s"),
    Action.NOTICE_PRINT: _l("%(who)s opened the letter of notice no. %(no)s"),
    Action.SUPERSEDED_DESTROY: _l("%(who)s destroyed the corrected value: %(fields)s"),
    Action.CONSENT_WITHDRAW: _l("%(who)s recorded the withdrawal of consent"),
    Action.WITHDRAWAL_PRINT: _l("%(who)s opened the answer to the withdrawal of consent"),
    Action.REQUEST_LIST: _l("%(who)s opened the list of requests"),
    Action.REQUEST_VIEW: _l("%(who)s opened request no. %(no)s: %(fields)s"),
    Action.REQUEST_REGISTER: _l("%(who)s registered request no. %(no)s: %(request)s"),
    Action.REQUEST_DECIDE: _l("%(who)s decided on request no. %(no)s: %(outcome)s"),
    Action.REQUEST_FULFIL: _l(
        "%(who)s noted that the extract of request no. %(no)s was handed over"
    ),
    Action.REQUEST_PRINT: _l("%(who)s opened the answer to request no. %(no)s"),
    Action.DISCLOSURE_PRINT: _l(
        "%(who)s opened the transfer sheet of disclosure no. %(no)s with %(fields)s"
    ),
    Action.LINK_MAKE: _l(
        "%(who)s made a link to disclosure no. %(no)s for %(third_party)s: "
        "%(days)s days, %(views)s views"
    ),
    Action.LINK_REVOKE: _l("%(who)s revoked link no. %(no)s of %(third_party)s"),
    Action.RECIPIENT_VIEW: _l("%(third_party)s opened its page by link no. %(no)s: %(fields)s"),
    Action.RECIPIENT_ACCEPT: _l(
        "%(third_party)s confirmed that it received disclosure no. %(no)s and answers for the data"
    ),
    Action.RECIPIENT_ANSWER: _l("%(third_party)s answered at the page of its link"),
    Action.RECIPIENT_RETURN: _l("%(third_party)s gave the appeal back at the page of its link"),
    Action.REPORT_VIEW: _l("%(who)s opened the reports"),
    Action.REPORT_SETTING_SAVE: _l("%(who)s saved report settings no. %(no)s"),
    Action.REPORT_SETTING_SHARE: _l("%(who)s changed who sees report settings no. %(no)s"),
    Action.REPORT_SETTING_SCHEDULE: _l(
        "%(who)s changed whether a report is made every month by settings no. %(no)s"
    ),
    Action.REPORT_SETTING_REMOVE: _l("%(who)s removed report settings no. %(no)s"),
    Action.REPORT_MONTH_MAKE: _l("%(who)s made monthly report no. %(no)s"),
    Action.REPORT_MONTH_DROP: _l("%(who)s removed monthly report no. %(no)s, as its time was over"),
    Action.REPORT_EXPORT: _l("%(who)s exported a report with %(fields)s"),
    Action.EXPORT_LIST: _l("%(who)s opened the orders of exports"),
    Action.EXPORT_ORDER: _l("%(who)s ordered export no. %(no)s, rows: %(rows)s, with %(fields)s"),
    Action.EXPORT_APPROVE: _l("%(who)s approved export no. %(no)s with %(fields)s"),
    Action.EXPORT_REFUSE: _l("%(who)s refused export no. %(no)s with %(fields)s"),
    Action.EXPORT_START: _l("%(who)s started export no. %(no)s, rows: %(rows)s"),
    Action.EXPORT_FINISH: _l(
        "%(who)s has the whole file of export no. %(no)s, rows: %(rows)s, SHA-256 %(digest)s…"
    ),
    Action.EXPORT_BREAK_OFF: _l(
        "%(who)s has no whole file of export no. %(no)s: it broke off, rows read: %(rows)s"
    ),
    Action.AUDIT_VIEW: _l("%(who)s read the audit log"),
    Action.READING_RULE_CHANGE: _l("%(who)s changed the rule of unusual reading “%(rule)s”"),
    Action.READING_FLAG_REVIEW: _l(
        "%(who)s looked at the reading of %(whom)s flagged by the rule “%(rule)s”: %(finding)s"
    ),
    Action.AUDIT_CHECKPOINT: _l("%(who)s made a checkpoint of the audit log"),
    Action.CHECKPOINT_LIST: _l("%(who)s looked at the checkpoints of the audit log"),
    Action.AUDIT_EXPORT: _l("%(who)s took out the audit log as a file"),
    Action.ACCESS_LIST: _l("%(who)s opened the list of persons with access"),
    Action.INVENTORY_LIST: _l("%(who)s opened the list of personal data"),
    Action.INVENTORY_APPROVE: _l("%(who)s approved the list of personal data, approval no. %(no)s"),
    Action.PACK_TAKE: _l("%(who)s took out the pack for an inspection"),
    Action.POLICY_PUBLISH: _l("%(who)s published version %(no)s of the policy"),
    Action.POLICY_DRAFT_LIST: _l("%(who)s opened the versions and reviews of the policy"),
    Action.POLICY_DRAFT_START: _l("%(who)s started draft no. %(no)s of the policy"),
    Action.POLICY_DRAFT_EDIT: _l("%(who)s edited draft no. %(no)s of the policy"),
    Action.POLICY_DRAFT_PROPOSE: _l("%(who)s proposed draft no. %(no)s of the policy for approval"),
    Action.POLICY_DRAFT_RETURN: _l("%(who)s returned draft no. %(no)s of the policy for changes"),
    Action.POLICY_DRAFT_APPROVE: _l("%(who)s approved draft no. %(no)s of the policy"),
    Action.POLICY_DRAFT_PUBLISH: _l(
        "%(who)s published an approved draft as version %(no)s of the policy"
    ),
    Action.POLICY_DRAFT_DROP: _l("%(who)s dropped draft no. %(no)s of the policy"),
    Action.POLICY_REVIEW_RECORD: _l("%(who)s recorded review no. %(no)s of the policy"),
    Action.LAW_CHANGE_NOTE: _l("%(who)s noted change no. %(no)s of the law"),
    Action.PRIVACY_DESK_VIEW: _l("%(who)s opened the privacy desk"),
    Action.INCIDENT_LIST: _l("%(who)s opened the register of incidents"),
    Action.INCIDENT_OPEN: _l("%(who)s recorded incident no. %(no)s"),
    Action.INCIDENT_CORRECT: _l("%(who)s corrected the facts of incident no. %(no)s"),
    Action.INCIDENT_CASE_ADD: _l("%(who)s added cases to incident no. %(no)s: %(cases)s"),
    Action.INCIDENT_CASE_DROP: _l("%(who)s took cases out of incident no. %(no)s: %(cases)s"),
    Action.INCIDENT_NOTIFY: _l("%(who)s notified the authorised body of incident no. %(no)s"),
    Action.INCIDENT_HAND_OVER: _l(
        "%(who)s handed over the list of subjects of incident no. %(no)s, cases: %(cases)s"
    ),
    Action.INCIDENT_TELL: _l("%(who)s noted that the subjects of incident no. %(no)s were told"),
    Action.INCIDENT_CLOSE: _l("%(who)s closed incident no. %(no)s"),
    Action.INCIDENT_EXPORT: _l(
        "%(who)s took out the list of subjects of incident no. %(no)s, cases: %(cases)s."
        " Data: %(fields)s"
    ),
    Action.CATALOGUE_LOAD: _l("%(who)s loaded the catalogues"),
    Action.INTAKE_IMPORT: _l("%(who)s imported appeals"),
    Action.VAULT_ROTATE: _l("%(who)s changed the keys of the vault"),
    Action.VAULT_REINDEX: _l("%(who)s made the search index anew"),
    Action.BACKUP_CREATE: _l("%(who)s took a backup"),
    Action.BACKUP_RESTORE: _l("%(who)s restored a backup"),
    Action.DESTRUCTION_REAPPLY: _l(
        "%(who)s destroyed again %(fields)s that a backup had brought back"
    ),
    Action.DESTRUCTION_FINISH: _l(
        "%(who)s destroyed %(fields)s; this was interrupted and finished later"
    ),
}

"""Words for the terms of the law and their units."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.terms import TermCode, TermUnit
from backoffice.web.labels.table import Labels

TERMS: Labels = {
    TermCode.REQUEST_ACCESS: _l("Answer to a request for access"),
    TermCode.REQUEST_CORRECT: _l("Correction at a request"),
    TermCode.REQUEST_SUPPLEMENT: _l("Supplement at a request"),
    TermCode.REQUEST_BLOCK: _l("Blocking at a request"),
    TermCode.REQUEST_UNBLOCK: _l("Unblocking at a request"),
    TermCode.REQUEST_DESTROY: _l("Destruction at a request"),
    TermCode.REQUEST_WITHDRAW: _l("Withdrawal of consent"),
    TermCode.REQUEST_OBJECT: _l("Decision on an objection"),
    TermCode.NOTICE_CHASE: _l("Reminder of a notice a recipient left unanswered"),
    TermCode.NOTICE_ESCALATE: _l("Such a notice goes to the manager"),
    TermCode.SUPERSEDED_KEEP: _l("A corrected value is kept at the longest"),
    TermCode.INCIDENT_NOTIFY: _l("Notice of a breach to the authorised body"),
    TermCode.INCIDENT_TELL_SUBJECTS: _l("Notice of a breach to the data subjects"),
    TermCode.DATA_COMPLETE: _l("Completing incomplete data"),
    TermCode.DATA_DESTROY: _l("Destruction after the term of storage has ended"),
    TermCode.UNDERTAKING_RENEW: _l("Renewal of the confidentiality undertaking of the staff"),
}
TERM_UNITS: Labels = {
    TermUnit.WORKING_DAYS: _l("working days"),
    TermUnit.DAYS: _l("calendar days"),
    TermUnit.MONTHS: _l("months"),
}

"""Words for what becomes of personal values, and why."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.vocabulary.personal_values import CollectReason, RightsReason, ValueState
from backoffice.web.labels.table import Labels

VALUE_STATES: Labels = {
    ValueState.CURRENT: _l("current"),
    ValueState.SUPERSEDED: _l("superseded"),
    ValueState.BLOCKED: _l("blocked"),
    ValueState.DELETED: _l("deleted"),
    ValueState.DESTROYED: _l("destroyed"),
}
COLLECT_REASONS: Labels = {
    CollectReason.SITE_ACCESS: _l("Access to the premises is needed"),
    CollectReason.IDENTIFY_ACCOUNT: _l("The account or contract must be identified"),
    CollectReason.APPLICANT_ASKED: _l("The applicant asked for it"),
}
RIGHTS_REASONS: Labels = {
    RightsReason.APPLICANT_ASKED: _l("The applicant asked for it"),
    RightsReason.DOCUMENT_SHOWN: _l("A document was shown"),
    RightsReason.OPERATOR_ERROR: _l("Typing mistake"),
    RightsReason.INACCURATE: _l("The data is inaccurate"),
    RightsReason.INCOMPLETE: _l("The data is incomplete"),
    RightsReason.NOT_NEEDED: _l("The data is not needed for the purpose"),
    RightsReason.UNLAWFUL: _l("Collected or processed unlawfully"),
    RightsReason.CONSENT_WITHDRAWN: _l("Consent was withdrawn"),
    RightsReason.COURT_DECISION: _l("Decision of a court or authorised body"),
    RightsReason.NOT_CONFIRMED: _l("The ground was not confirmed"),
}

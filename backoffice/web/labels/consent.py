"""Words for consent, objection and withdrawal."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.vocabulary.consent import (
    ConsentMethod,
    ConsentState,
    LegalBasis,
    ObjectionReason,
    Purpose,
    WithdrawalOutcome,
)
from backoffice.web.labels.table import Labels

CONSENT_METHODS: Labels = {
    ConsentMethod.SCRIPT_READ: _l("Script read out by the operator"),
    ConsentMethod.TICK: _l("Tick in a form"),
    ConsentMethod.MESSAGE: _l("Message of the applicant"),
    ConsentMethod.SIGNATURE: _l("Signature"),
    ConsentMethod.STATE_SERVICE: _l("State service"),
}
LEGAL_BASES: Labels = {
    LegalBasis.CONSENT: _l("Consent (policy 7, 8)"),
    LegalBasis.LAW: _l("Provision of law"),
    LegalBasis.CONTRACT: _l("Contract"),
}
OBJECTION_REASONS: Labels = {
    ObjectionReason.SAID: _l("The applicant said so"),
    ObjectionReason.WRITTEN: _l("The applicant wrote so"),
    ObjectionReason.BY_REPRESENTATIVE: _l("The representative asked for it"),
    ObjectionReason.MISTAKE: _l("It was recorded by mistake"),
}
CONSENT_STATES: Labels = {
    ConsentState.IN_FORCE: _l("in force"),
    ConsentState.ENDED: _l("term ended"),
    ConsentState.WITHDRAWN: _l("withdrawn"),
}
# What proves a consent, by how it was given (law, article 8; ).
CONSENT_PROOFS: Labels = {
    ConsentMethod.SCRIPT_READ: _l("number of the call record"),
    ConsentMethod.TICK: _l("number of the form or session"),
    ConsentMethod.MESSAGE: _l("number of the message"),
    ConsentMethod.SIGNATURE: _l("number of the signed sheet"),
    ConsentMethod.STATE_SERVICE: _l("number of the reply of the state service"),
}
PURPOSES: Labels = {Purpose.RESOLVE_APPEAL: _l("To consider and satisfy the appeal (policy 8)")}
WITHDRAWAL_OUTCOMES: Labels = {
    WithdrawalOutcome.DESTRUCTION: _l("The data is destroyed"),
    WithdrawalOutcome.LEGAL_DUTY: _l("A law obliges the Centre to keep the data"),
}

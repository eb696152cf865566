"""Words for doubts about values, and for how they ended (policy 5.e)."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.vocabulary.completeness import SAID_BY_STAFF, DoubtAnswer, DoubtReason
from backoffice.web.labels.table import Labels

DOUBT_REASONS: Labels = {
    DoubtReason.CHECK_DIGIT: _l("The check digit does not fit"),
    DoubtReason.UNUSUAL_SHAPE: _l("It does not look like such data"),
    DoubtReason.NOBODY_ANSWERS: _l("Nobody answers there"),
    DoubtReason.APPLICANT_SAYS_WRONG: _l("The applicant says that it is wrong"),
    DoubtReason.RECIPIENT_SAYS_WRONG: _l("A third party says that it is wrong"),
}
SAID_REASONS: Labels = {reason: DOUBT_REASONS[reason] for reason in SAID_BY_STAFF}
DOUBT_ANSWERS: Labels = {
    DoubtAnswer.APPLICANT_CONFIRMED: _l("The applicant confirmed it"),
    DoubtAnswer.DOCUMENT_SEEN: _l("It was checked against a document"),
    DoubtAnswer.MESSAGE_CHECKED: _l("It was checked against the call or the message"),
}

"""The words of the register of consents that are not a column."""

from typing import Any

from flask_babel import lazy_gettext as _l

from backoffice.exports.wording import heading_of, narrowings_of, word_of
from backoffice.reports.consent_columns import YES_NO
from backoffice.web.labels.consent import CONSENT_STATES, LEGAL_BASES

TITLE = _l("Register of consents and transfers")
NARROWINGS: dict[str, Any] = {
    "state": _l("State"),
    "basis": _l("Legal basis"),
    "transfer": _l("Transfer to third parties"),
}
heading = heading_of(TITLE)
narrowings_in_words = narrowings_of(
    NARROWINGS,
    {
        "state": word_of(CONSENT_STATES),
        "basis": word_of(LEGAL_BASES),
        "transfer": word_of(YES_NO),
    },
)

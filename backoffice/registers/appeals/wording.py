"""The words of the register of appeals that are not a column."""

from typing import Any

from flask_babel import lazy_gettext as _l

from backoffice.exports.wording import heading_of, narrowings_of, word_of
from backoffice.web.labels.appeals import APPEAL_STATES, CHANNELS, KINDS
from backoffice.web.labels.registers import TERMS_KEPT, WHY_BROKEN
from backoffice.web.labels.spans import SPANS

TITLE = _l("Register of appeals")
NARROWINGS: dict[str, Any] = {
    "kind": _l("Kind"),
    "channel": _l("Channel"),
    "category": _l("Category"),
    "state": _l("State"),
    "district": _l("District"),
    "term": _l("Term"),
    "took": _l("Time to the answer"),
    "why": _l("Why broken"),
}
heading = heading_of(TITLE)
narrowings_in_words = narrowings_of(
    NARROWINGS,
    {
        "kind": word_of(KINDS),
        "channel": word_of(CHANNELS),
        "category": lambda names, code: names.categories[code],
        "state": word_of(APPEAL_STATES),
        "district": lambda names, code: names.districts[code],
        "term": word_of(TERMS_KEPT),
        "took": word_of(SPANS),
        "why": word_of(WHY_BROKEN),
    },
)

"""The words of the register of subject requests that are not a column."""

from typing import Any

from flask_babel import lazy_gettext as _l

from backoffice.exports.wording import heading_of, narrowings_of, word_of
from backoffice.web.labels.registers import TERMS_KEPT
from backoffice.web.labels.requests import (
    ASKERS,
    REQUEST_KINDS,
    REQUEST_OUTCOMES,
    REQUEST_REFUSALS,
    REQUEST_STATES,
)
from backoffice.web.labels.table import Labels

TITLE = _l("Register of subject requests")
NARROWINGS: dict[str, Any] = {
    "kind": _l("Kind"),
    "asker": _l("Who asks"),
    "state": _l("State"),
    "outcome": _l("Decision"),
    "refusal": _l("Reason of the refusal"),
    "term": _l("Term"),
}
OFFERED: dict[str, Labels] = {
    "kind": REQUEST_KINDS,
    "asker": ASKERS,
    "state": REQUEST_STATES,
    "outcome": REQUEST_OUTCOMES,
    "refusal": REQUEST_REFUSALS,
    "term": TERMS_KEPT,
}
heading = heading_of(TITLE)
narrowings_in_words = narrowings_of(
    NARROWINGS, {name: word_of(labels) for name, labels in OFFERED.items()}
)

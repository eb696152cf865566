"""The words of the register of legal holds that are not a column."""

from typing import Any

from flask_babel import lazy_gettext as _l

from backoffice.exports.wording import heading_of, narrowings_of, word_of
from backoffice.web.labels.retention import HOLD_REASONS
from backoffice.web.labels.table import Labels

TITLE = _l("Register of legal holds")
STEPS: Labels = {"placed": _l("placed"), "lifted": _l("lifted")}
NARROWINGS: dict[str, Any] = {
    "step": _l("Step"),
    "cause": _l("Reason"),
    "staff": _l("Who did it"),
}
heading = heading_of(TITLE)
narrowings_in_words = narrowings_of(
    NARROWINGS,
    {
        "step": word_of(STEPS),
        "cause": word_of(HOLD_REASONS),
        "staff": lambda names, key: names.staff[int(key)],
    },
)

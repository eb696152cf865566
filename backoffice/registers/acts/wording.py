"""The words of the register of acts that are not a column."""

from typing import Any

from flask_babel import lazy_gettext as _l

from backoffice.exports.wording import heading_of, narrowings_of, word_of
from backoffice.web.labels.retention import ACT_STATES, ITEM_REASONS

TITLE = _l("Register of destruction acts")
NARROWINGS: dict[str, Any] = {
    "state": _l("State"),
    "category": _l("Category"),
    "ground": _l("Ground"),
    "staff": _l("Who took part"),
}
heading = heading_of(TITLE)
narrowings_in_words = narrowings_of(
    NARROWINGS,
    {
        "state": word_of(ACT_STATES),
        "category": lambda names, code: names.categories[code],
        "ground": word_of(ITEM_REASONS),
        "staff": lambda names, key: names.staff[int(key)],
    },
)

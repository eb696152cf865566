"""The row of presets over a report: the periods people ask for by name."""

from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from backoffice.exports.period import Preset

PRESETS: dict[Preset, Any] = {
    Preset.TODAY: _l("Today"),
    Preset.WEEK: _l("This week"),
    Preset.MONTH: _l("This month"),
    Preset.QUARTER: _l("This quarter"),
    Preset.YEAR: _l("This year"),
    Preset.LAST_MONTH: _l("Last month"),
    Preset.LAST_QUARTER: _l("Last quarter"),
}


def presets(
    current: Preset | None, narrowed: Mapping[str, Any], *, of: str
) -> list[tuple[str, str, bool]]:
    """The row of presets: (words, address that keeps the narrowings, is it the present one)."""
    return [
        (str(words), url_for(of, period=preset, **narrowed), preset is current)
        for preset, words in PRESETS.items()
    ]

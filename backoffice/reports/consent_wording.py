"""The words of the register of consents that are not a column."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from backoffice.exports.columns import Names
from backoffice.exports.period import Period, day_in_words, ends_in_words
from backoffice.reports.consent_columns import YES_NO
from backoffice.reports.filters import ConsentFilters
from backoffice.web.labels.consent import CONSENT_STATES, LEGAL_BASES

NARROWINGS: dict[str, Any] = {
    "state": _l("State"),
    "basis": _l("Legal basis"),
    "transfer": _l("Transfer to third parties"),
}
_WORDS = {"state": CONSENT_STATES, "basis": LEGAL_BASES, "transfer": YES_NO}


def heading(period: Period, language: str) -> str:
    """The heading of the register: of which days it speaks."""
    if period.first == period.last:
        day = day_in_words(period.first, language)
        return _("Register of consents and transfers, %(day)s", day=day)
    first, last = ends_in_words(period, language)
    return _("Register of consents and transfers, %(first)s – %(last)s", first=first, last=last)


def narrowings_in_words(filters: ConsentFilters, _names: Names) -> list[tuple[str, str, str]]:
    """Every narrowing in force: (name, label, value)."""
    return [
        (name, str(NARROWINGS[name]), str(_WORDS[name][value]))
        for name, value in filters.narrowed.items()
    ]

"""The words of a report that are not a column: its heading and the filters in force."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from backoffice.exports.columns import Names
from backoffice.exports.period import Period, day_in_words, ends_in_words
from backoffice.reports.filters import Filters, Mark
from backoffice.web.labels.fields import FIELDS

MARKS: dict[Mark, Any] = {
    Mark.BEYOND: _l("Beyond need, with a reason"),
    Mark.ATTENTION: _l("Recalled, failed or holding an old value"),
}
NARROWINGS: dict[str, Any] = {
    "third_party": _l("Recipient"),
    "field": _l("Data disclosed"),
    "category": _l("Category"),
    "staff": _l("Who disclosed"),
    "mark": _l("Show only"),
}


def heading(period: Period, language: str) -> str:
    """The heading of a report: what it is about, and of which days."""
    if period.first == period.last:
        return _("Disclosures, %(day)s", day=day_in_words(period.first, language))
    first, last = ends_in_words(period, language)
    return _("Disclosures, %(first)s – %(last)s", first=first, last=last)


def in_words(name: str, value: str, names: Names) -> str:
    """The value of one narrowing as a reader knows it."""
    if name == "third_party":
        return names.third_parties[names.codes[value]]
    if name == "field":
        return str(FIELDS[value])
    if name == "category":
        return names.categories[value]
    if name == "staff":
        return names.staff[int(value)]
    return str(MARKS[Mark(value)])


def narrowings_in_words(filters: Filters, names: Names) -> list[tuple[str, str, str]]:
    """Every narrowing in force: (name, label, value)."""
    return [
        (name, str(NARROWINGS[name]), in_words(name, value, names))
        for name, value in filters.narrowed.items()
    ]

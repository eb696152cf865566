"""The words of a report that are not a column: its heading and the filters in force."""

from typing import Any

from flask_babel import lazy_gettext as _l

from backoffice.exports.columns import Names
from backoffice.exports.wording import heading_of
from backoffice.reports.filters import Filters
from backoffice.reports.offered import offered

NARROWINGS: dict[str, Any] = {
    "third_party": _l("Recipient"),
    "field": _l("Data disclosed"),
    "category": _l("Category"),
    "staff": _l("Who disclosed"),
    "mark": _l("Show only"),
    "group": _l("Group of recipients"),
    "kind": _l("Kind of appeal"),
    "channel": _l("Channel"),
    "district": _l("District"),
    "applicant_type": _l("Applicant"),
    "wait": _l("From registration to disclosure"),
    "given": _l("Number of fields"),
}


heading = heading_of(_l("Disclosures"))


def narrowings_in_words(filters: Filters, names: Names) -> list[tuple[str, str, str]]:
    """Every narrowing in force: (name, label, value)."""
    words = offered(names)
    return [
        (name, str(NARROWINGS[name]), str(words[name][value]))
        for name, value in filters.narrowed.items()
    ]

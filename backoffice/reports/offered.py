"""What each narrowing of the accounting can be, in words: for boxes, headings, saved settings."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from backoffice.exports.columns import Names
from backoffice.reports.filters import Mark
from backoffice.rules.objections import OBJECTABLE
from backoffice.web.labels.appeals import CHANNELS, KINDS
from backoffice.web.labels.disclosures import THIRD_PARTY_KINDS
from backoffice.web.labels.fields import FIELDS
from backoffice.web.labels.people import APPLICANT_TYPES
from backoffice.web.labels.report_filters import APPLICANT_GROUPS
from backoffice.web.labels.spans import SPANS
from backoffice.web.labels.table import Labels

# What staff write stays with the staff: it is never given, so nobody looks for it.
_GIVEN: Labels = {field: words for field, words in FIELDS.items() if field in OBJECTABLE}
MARKS: Labels = {
    Mark.BEYOND: _l("Beyond need, with a reason"),
    Mark.ATTENTION: _l("Recalled, failed or holding an old value"),
    Mark.CORRECTED: _l("Corrected or destroyed later"),
    Mark.UNTOLD: _l("Corrected or destroyed, notice to the recipient open"),
    Mark.UNACKNOWLEDGED: _l("Not acknowledged in time"),
}


def offered(names: Names) -> dict[str, Mapping[Any, Any]]:
    """Code and word of every choice, by narrowing."""
    return {
        "third_party": {code: names.third_parties[key] for code, key in names.codes.items()},
        "field": _GIVEN,
        "category": names.categories,
        "staff": {str(key): name for key, name in names.staff.items()},
        "mark": MARKS,
        "group": THIRD_PARTY_KINDS,
        "kind": KINDS,
        "channel": CHANNELS,
        "district": names.districts,
        "applicant_type": APPLICANT_GROUPS | APPLICANT_TYPES,
        "wait": SPANS,
        "given": {str(number): str(number) for number in range(1, len(_GIVEN) + 1)},
    }

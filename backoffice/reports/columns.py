"""The columns of the accounting: one list, used by the page and by both kinds of file."""

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from backoffice.appeals.models import Appeal
from backoffice.applicants.models import Applicant, Representative
from backoffice.disclosures.models import Disclosure, DisclosureItem
from backoffice.disclosures.queries import RECORDING_ENTRY
from backoffice.exports.columns import Column, Kind, Names, say_from, say_moment, say_number
from backoffice.exports.moments import say_day
from backoffice.reports.recipients import RECIPIENT, say_recipient
from backoffice.reports.standing import IS_CORRECTED, IS_UNTOLD, LAST_STATE, TOLD_AT
from backoffice.rules.fields import Field
from backoffice.web.labels.appeals import CHANNELS, KINDS
from backoffice.web.labels.consent import LEGAL_BASES, PURPOSES
from backoffice.web.labels.disclosures import (
    BEYOND_REASONS,
    DISCLOSURE_STATES,
    MEANS,
    OUTSIDE_REASONS,
)
from backoffice.web.labels.fields import field_list
from backoffice.web.labels.people import APPLICANT_TYPES
from backoffice.web.labels.table import Labels


def _say_fields(_names: Names, joined: str | None) -> str:
    """The order of the screens, whatever order the database joined them in."""
    given = set((joined or "").split(","))
    return field_list(field for field in Field if field in given)


def _say_subject(_names: Names, code: str) -> str:
    """Whose data it is, and whether somebody appealed in their name."""
    kind, _mark, represented = code.partition("+")
    words = str(APPLICANT_TYPES.get(kind, kind))
    return _("%(applicant)s, by a representative", applicant=words) if represented else words


_FIELDS_GIVEN = (
    sa.select(sa.func.aggregate_strings(DisclosureItem.field, ","))
    .where(DisclosureItem.disclosure_id == Disclosure.id)
    .correlate(Disclosure)
    .scalar_subquery()
)

_SUBJECT = (
    sa.select(
        Applicant.type
        + sa.case(
            (sa.exists().where(Representative.appeal_id == Applicant.appeal_id), "+1"), else_=""
        )
    )
    .where(Applicant.appeal_id == Disclosure.appeal_id)
    .correlate(Disclosure)
    .scalar_subquery()
)
_BECAME = sa.case((IS_UNTOLD, "open"), (IS_CORRECTED, "settled"), else_="")
CORRECTED: Labels = {"settled": _l("yes"), "open": _l("yes, the notice is open")}

COLUMNS: tuple[Column, ...] = (
    Column("number", _l("No."), Disclosure.id, Kind.NUMBER, 9),
    Column("at", _l("Date and time"), Disclosure.at, Kind.MOMENT, 17, say_moment),
    Column("appeal", _l("Appeal"), Appeal.number, Kind.TEXT, 19),
    Column("third_party", _l("Recipient"), RECIPIENT, Kind.CODE, 44, say_recipient),
    Column(
        "category",
        _l("Category"),
        Disclosure.category_code,
        Kind.CODE,
        26,
        lambda names, key: names.categories.get(key, key),
    ),
    Column("fields", _l("Data disclosed"), _FIELDS_GIVEN, Kind.CODE, 44, _say_fields),
    Column(
        "purpose",
        _l("Purpose"),
        Disclosure.purpose,
        Kind.CODE,
        40,
        say_from(PURPOSES),
        on_page=False,  # the policy knows one purpose: the page says it once
    ),
    Column(
        "basis", _l("Legal basis"), Disclosure.legal_basis, Kind.CODE, 22, say_from(LEGAL_BASES)
    ),
    Column(
        "policy",
        _l("Policy version"),
        Disclosure.policy_version_id,
        Kind.CODE,
        9,
        lambda names, key: str(names.policies.get(key, "")),
    ),
    Column(
        "staff",
        _l("Who disclosed"),
        Disclosure.by_id,
        Kind.CODE,
        24,
        lambda names, key: names.staff.get(key, str(key)),
    ),
    Column("state", _l("State"), LAST_STATE, Kind.CODE, 16, say_from(DISCLOSURE_STATES)),
    Column(
        "beyond",
        _l("Beyond need: reason"),
        Disclosure.beyond_reason,
        Kind.CODE,
        30,
        say_from(BEYOND_REASONS),
    ),
    Column(
        "outside",
        _l("Outside competence: reason"),
        Disclosure.outside_reason,
        Kind.CODE,
        30,
        say_from(OUTSIDE_REASONS),
        on_page=False,
    ),
    Column("subject", _l("Applicant"), _SUBJECT, Kind.CODE, 30, _say_subject, on_page=False),
    Column(
        "kind", _l("Kind of appeal"), Appeal.kind, Kind.CODE, 14, say_from(KINDS), on_page=False
    ),
    Column(
        "channel", _l("Channel"), Appeal.channel, Kind.CODE, 18, say_from(CHANNELS), on_page=False
    ),
    Column(
        "district",
        _l("District"),
        Appeal.district_code,
        Kind.CODE,
        16,
        lambda names, code: names.districts.get(code, code) if code else "",
        on_page=False,
    ),
    Column("corrected", _l("Corrected later"), _BECAME, Kind.CODE, 16, say_from(CORRECTED)),
    Column("told", _l("Recipient told on"), TOLD_AT, Kind.DAY, 12, say_day(), on_page=False),
    Column("means", _l("Means"), Disclosure.means, Kind.CODE, 16, say_from(MEANS), on_page=False),
    Column("reference", _l("Reference"), Disclosure.reference, Kind.TEXT, 20, on_page=False),
    Column("entry", _l("Audit no."), RECORDING_ENTRY, Kind.NUMBER, 10, say_number),
)

"""A question to the accounting of disclosures as conditions on a disclosure."""

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from backoffice.appeals.models import Appeal
from backoffice.applicants.models import Applicant, Representative
from backoffice.disclosures.models import Disclosure, DisclosureItem
from backoffice.exports.elapsed import WholeHours, took_so_long
from backoffice.reports.filters import Filters, Mark
from backoffice.reports.standing import (
    IS_BEYOND,
    IS_CORRECTED,
    IS_UNTOLD,
    NEEDS_ATTENTION,
    Condition,
    is_unacknowledged,
)
from backoffice.rules.vocabulary.report_filters import TYPES_OF_GROUP, ApplicantGroup
from backoffice.rules.vocabulary.spans import Span
from backoffice.third_parties.models import ThirdParty

_case = aliased(Appeal)  # apart from the appeal a question itself may show
_asked = aliased(DisclosureItem)

MARKS: Mapping[Mark, Callable[[], Condition]] = {
    Mark.BEYOND: lambda: IS_BEYOND,
    Mark.ATTENTION: lambda: NEEDS_ATTENTION,
    Mark.CORRECTED: lambda: IS_CORRECTED,
    Mark.UNTOLD: lambda: IS_UNTOLD,
    Mark.UNACKNOWLEDGED: is_unacknowledged,
}
# Rows come and go by what these ask for while they are read: then one transaction holds them.
CHANGING = ("group", "district", "applicant_type")


def conditions(filters: Filters) -> list[Condition]:
    """The whole question."""
    return [since(filters), until(filters), *narrowings(filters)]


def since(filters: Filters) -> Condition:
    """Not before the first day."""
    return Disclosure.at >= filters.period.begins


def until(filters: Filters) -> Condition:
    """Not after the last day."""
    return Disclosure.at < filters.period.ends


def narrowings(filters: Filters) -> list[Condition]:
    """What narrows the period; each value is one of those a form offers."""
    return [_NARROWED[name](value) for name, value in filters.narrowed.items()]


def _to_party(code: str) -> Condition:
    chosen = sa.select(ThirdParty.id).where(ThirdParty.code == code)
    return Disclosure.third_party_id == chosen.scalar_subquery()


def _to_group(kind: str) -> Condition:
    return Disclosure.third_party_id.in_(sa.select(ThirdParty.id).where(ThirdParty.kind == kind))


def _gave(field: str) -> Condition:
    return sa.exists().where(_asked.disclosure_id == Disclosure.id, _asked.field == field)


def _gave_so_many(number: str) -> Condition:
    counted = (
        sa.select(sa.func.count(_asked.field.distinct()))
        .where(_asked.disclosure_id == Disclosure.id)
        .correlate(Disclosure)
    )
    return counted.scalar_subquery() == int(number)


def _of_case(column: Any) -> Callable[[str], Condition]:
    return lambda code: sa.exists().where(_case.id == Disclosure.appeal_id, column == code)


def _of_applicant(code: str) -> Condition:
    if code == ApplicantGroup.REPRESENTED:
        return sa.exists().where(Representative.appeal_id == Disclosure.appeal_id)
    types = TYPES_OF_GROUP[ApplicantGroup(code)] if code in set(ApplicantGroup) else {code}
    return sa.exists().where(
        Applicant.appeal_id == Disclosure.appeal_id, Applicant.type.in_(sorted(types))
    )


def _after(span: str) -> Condition:
    """How long after the registration; 24 hours are a day."""
    waited = WholeHours(Disclosure.at, _case.registered_at)
    bounds = took_so_long(waited, Span(span))
    return sa.exists().where(_case.id == Disclosure.appeal_id, *bounds)


_NARROWED: Mapping[str, Callable[[str], Condition]] = {
    "third_party": _to_party,
    "group": _to_group,
    "field": _gave,
    "given": _gave_so_many,
    "category": lambda code: Disclosure.category_code == code,
    "staff": lambda number: Disclosure.by_id == int(number),
    "mark": lambda mark: MARKS[Mark(mark)](),
    "kind": _of_case(_case.kind),
    "channel": _of_case(_case.channel),
    "district": _of_case(_case.district_code),
    "applicant_type": _of_applicant,
    "wait": _after,
}

"""The two tables of the page of totals: by recipient and field, by recipient and month."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import request
from flask_babel import gettext as _

from backoffice.exports.columns import Names
from backoffice.exports.period import Period
from backoffice.reports.addresses import rows_of
from backoffice.reports.filters import Filters
from backoffice.reports.heat import Counted, Heat, heat
from backoffice.reports.matrices import EARLIER, by_recipient_and_field
from backoffice.rules.fields import Field
from backoffice.web.labels.fields import FIELDS

FIELDS_TABLE, MONTHS_TABLE = "fields", "months"


def field_table(filters: Filters, names: Names, per_party: Mapping[int, int]) -> Heat:
    """With a field chosen only its column stands here, so that each number is its rows."""
    given = by_recipient_and_field(filters)
    per_field = _column_totals(given)
    fields = [one for one in Field if one in per_field and filters.field in ("", one)]
    counted = Counted(given, per_party, per_field, sum(per_party.values()))
    codes = {key: code for code, key in names.codes.items()}

    def address(party: Any, field: Any) -> str:
        asked = filters.narrowed_to("third_party", codes[party]) if party else filters
        return rows_of(asked.narrowed_to("field", field) if field else asked)

    columns = {str(one): str(FIELDS[one]) for one in fields}
    parties = names.third_parties
    return heat(counted, parties, columns, address=address, is_whole=_is_whole(FIELDS_TABLE))


def month_table(
    filters: Filters,
    names: Names,
    months: Sequence[Period],
    monthly: Mapping[int, Mapping[int, int]],
    per_party: Mapping[int, int],
) -> Heat | None:
    """What lies before the last 24 months has one column, so that the totals are the rows."""
    parts = {place: month for place, month in enumerate(months, 1)}
    words = {place: f"{month.first:%m.%Y}" for place, month in parts.items()}
    if months and any(EARLIER in numbers for numbers in monthly.values()):
        parts[EARLIER] = Period(filters.period.first, months[0].first - timedelta(days=1))
        words = {EARLIER: _("earlier"), **words}
    if len(words) < 2:
        return None
    codes = {key: code for code, key in names.codes.items()}

    def address(party: Any, place: Any) -> str:
        asked = filters.narrowed_to("third_party", codes[party]) if party else filters
        cut = asked if place is None else replace(asked, period=parts[place], preset=None)
        return rows_of(cut)

    counted = Counted(monthly, per_party, _column_totals(monthly), sum(per_party.values()))
    parties = names.third_parties
    return heat(counted, parties, words, address=address, is_whole=_is_whole(MONTHS_TABLE))


def _column_totals(numbers: Mapping[int, Mapping[Any, int]]) -> Counter[Any]:
    """A disclosure has one recipient, so those of all recipients add up to all of them."""
    counted: Counter[Any] = Counter()
    for one in numbers.values():
        counted.update(one)
    return counted


def _is_whole(table: str) -> bool:
    return request.args.get("whole") == table

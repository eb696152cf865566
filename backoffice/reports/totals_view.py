"""What the page of totals shows: tiles, two tables of numbers, staff, fields for a disclosure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from flask import request, url_for
from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from backoffice import clock
from backoffice.exports.columns import Names
from backoffice.exports.period import Period, months_of
from backoffice.reports.addresses import address_of, chosen, marked
from backoffice.reports.filters import Filters, Mark
from backoffice.reports.heat import Counted, Heat, heat
from backoffice.reports.matrices import (
    EARLIER,
    by_mark,
    by_recipient_and_field,
    by_recipient_and_month,
    by_staff_and_size,
)
from backoffice.reports.offered import MARKS
from backoffice.reports.overview import Bar, Tile
from backoffice.rules.fields import Field
from backoffice.web.labels.fields import FIELDS

MOST_MONTHS = 24
FIELDS_TABLE, MONTHS_TABLE = "fields", "months"
_SHOWN_MARKS = (Mark.BEYOND, Mark.CORRECTED, Mark.UNTOLD, Mark.UNACKNOWLEDGED)


@dataclass(frozen=True)
class TotalsView:
    """Everything the page shows for a valid question."""

    here: str
    count: int
    why: str  # why a row of the table by field adds up to more than its total
    tiles: Sequence[Tile]
    fields: Heat
    months: Heat | None
    staff: Sequence[Bar]
    sizes: Sequence[Bar]
    chosen: Sequence[tuple[str, str, str]]
    whole: Mapping[str, str]


def totals_view(filters: Filters, names: Names, **_turned: int) -> TotalsView:
    """Ask the database once for each part of the page."""
    months = _months(filters)
    monthly = by_recipient_and_month(filters, months)
    sizes = by_staff_and_size(filters)
    per_party = {party: sum(numbers.values()) for party, numbers in monthly.items()}
    given = sum(row.given * row.times for row in sizes)
    count = sum(per_party.values())
    return TotalsView(
        here=totals_address(filters),
        count=count,
        why=_why(given, count),
        tiles=_tiles(filters, count, given, sizes),
        fields=_field_table(filters, names, per_party),
        months=_month_table(filters, names, months, monthly, per_party),
        staff=_staff_bars(filters, names, sizes),
        sizes=_size_bars(filters, sizes),
        chosen=chosen(filters, names, endpoint="reports.totals"),
        whole={one: totals_address(filters, whole=one) for one in (FIELDS_TABLE, MONTHS_TABLE)},
    )


def totals_address(filters: Filters, *, whole: str = "") -> str:
    """The address of the totals; `whole` names the table that is shown in full."""
    more: dict[str, Any] = {"whole": whole, "_anchor": whole} if whole else {}
    return url_for("reports.totals", **filters.address, **more)


def _why(given: int, count: int) -> str:
    return _(
        "A disclosure gives several fields, so a row adds up to more than its disclosures:"
        " fields given %(given)s, disclosures %(count)s.",
        given=format_decimal(given),
        count=format_decimal(count),
    )


def _rows_of(filters: Filters) -> str:
    return address_of(filters, _anchor="rows")


def _months(filters: Filters) -> list[Period]:
    """The last months of the period that have begun, the oldest first."""
    last = min(filters.period.last, clock.today())
    return months_of(Period(filters.period.first, last))[-MOST_MONTHS:]


def _tiles(filters: Filters, count: int, given: int, sizes: Sequence[Any]) -> list[Tile]:
    most = max((row.given for row in sizes), default=0)
    of_most = _rows_of(filters.narrowed_to("given", str(most))) if most else ""
    counted = by_mark(filters, _SHOWN_MARKS)
    mean = format_decimal(given / count if count else 0, format="#,##0.0")
    return [
        Tile(
            format_decimal(count), ngettext("disclosure", "disclosures", count), _rows_of(filters)
        ),
        Tile(mean, _("fields for a disclosure on average"), ""),
        Tile(format_decimal(most), _("fields at most"), of_most),
        *(
            Tile(format_decimal(counted[mark]), _small(str(MARKS[mark])), marked(filters, mark))
            for mark in _SHOWN_MARKS
        ),
    ]


def _small(words: str) -> str:
    """The words of a choice as they stand under a number."""
    return words[:1].lower() + words[1:]


def _field_table(filters: Filters, names: Names, per_party: Mapping[int, int]) -> Heat:
    """With a field chosen only its column stands here, so that each number is its rows."""
    given = by_recipient_and_field(filters)
    per_field = _column_totals(given)
    fields = [one for one in Field if one in per_field and filters.field in ("", one)]
    counted = Counted(given, per_party, per_field, sum(per_party.values()))
    codes = {key: code for code, key in names.codes.items()}

    def address(party: Any, field: Any) -> str:
        asked = filters.narrowed_to("third_party", codes[party]) if party else filters
        return _rows_of(asked.narrowed_to("field", field) if field else asked)

    columns = {str(one): str(FIELDS[one]) for one in fields}
    parties = names.third_parties
    return heat(counted, parties, columns, address=address, is_whole=_is_whole(FIELDS_TABLE))


def _month_table(
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
        return _rows_of(cut)

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


def _staff_bars(filters: Filters, names: Names, sizes: Sequence[Any]) -> list[Bar]:
    counted: Counter[int] = Counter()
    for row in sizes:
        counted[row.by_id] += row.times
    return [
        (names.staff.get(key, str(key)), times, _rows_of(filters.narrowed_to("staff", str(key))))
        for key, times in counted.most_common()
    ]


def _size_bars(filters: Filters, sizes: Sequence[Any]) -> list[Bar]:
    counted: Counter[int] = Counter()
    for row in sizes:
        counted[row.given] += row.times
    return [
        (
            ngettext("%(num)s field", "%(num)s fields", number),
            times,
            _rows_of(filters.narrowed_to("given", str(number))),
        )
        for number, times in sorted(counted.items())
    ]

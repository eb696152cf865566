"""What the page of totals shows, put together of its tiles, its tables and its bars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import format_decimal
from flask_babel import gettext as _

from backoffice import clock
from backoffice.exports.columns import Names
from backoffice.exports.period import Period, months_of
from backoffice.reports.addresses import chosen
from backoffice.reports.filters import Filters
from backoffice.reports.heat import Heat
from backoffice.reports.matrices import by_recipient_and_month, by_staff_and_size
from backoffice.reports.overview import Bar, Tile
from backoffice.reports.totals_bars import size_bars, staff_bars, tiles_of
from backoffice.reports.totals_tables import FIELDS_TABLE, MONTHS_TABLE, field_table, month_table

MOST_MONTHS = 24


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
        tiles=tiles_of(filters, count, given, sizes),
        fields=field_table(filters, names, per_party),
        months=month_table(filters, names, months, monthly, per_party),
        staff=staff_bars(filters, names, sizes),
        sizes=size_bars(filters, sizes),
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


def _months(filters: Filters) -> list[Period]:
    """The last months of the period that have begun, the oldest first."""
    last = min(filters.period.last, clock.today())
    return months_of(Period(filters.period.first, last))[-MOST_MONTHS:]

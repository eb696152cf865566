"""What the page of the report shows: tiles, bars whose numbers lead to their rows, one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import format_decimal, format_percent, ngettext
from flask_babel import gettext as _

from backoffice import clock
from backoffice.exports.cells import Cell, Tile, cell_of
from backoffice.exports.columns import Names
from backoffice.reports.addresses import address_of, chosen, marked
from backoffice.reports.columns import COLUMNS
from backoffice.reports.filters import Filters, Mark
from backoffice.reports.queries import PAGE, by_field, by_recipient, page_of_rows, totals
from backoffice.reports.saved_view import SavedLine, lines_of
from backoffice.saved_reports.queries import settings_open_to
from backoffice.web.gate import actor
from backoffice.web.labels.fields import FIELDS

MOST_BARS = 10  # the rest of a long list opens on demand
SHOWN = tuple(column for column in COLUMNS if column.on_page)
_SHARE = "#,##0.0 %"

Bar = tuple[str, int, str]


@dataclass(frozen=True)
class Overview:
    """Everything the page shows for a valid question."""

    here: str
    count: int
    tiles: Sequence[Tile]
    recipients: Sequence[Bar]
    fields: Sequence[Bar]
    rows: Sequence[Sequence[Cell]]
    newer: str
    older: str
    chosen: Sequence[tuple[str, str, str]]
    saved: Sequence[SavedLine]


def overview(filters: Filters, names: Names, *, before: int, after: int) -> Overview:
    """Ask the database once for each part of the page."""
    counted = totals(filters)
    found = page_of_rows(filters, before=before, after=after)
    rows = found[-PAGE:] if after else found[:PAGE]
    newer, older = _turns(filters, rows, len(found) > PAGE, before, after)
    return Overview(
        here=address_of(filters),
        count=counted.disclosures,
        tiles=_tiles(filters, counted),
        recipients=_recipient_bars(filters, names),
        fields=_field_bars(filters, counted.disclosures),
        rows=[_cells(row, names) for row in rows],
        newer=newer,
        older=older,
        chosen=chosen(filters, names, endpoint="reports.disclosures"),
        saved=_saved(names),
    )


def _tiles(filters: Filters, counted: Any) -> list[Tile]:
    share = counted.beyond / counted.disclosures if counted.disclosures else 0
    return [
        Tile(
            format_decimal(counted.disclosures),
            ngettext("disclosure", "disclosures", counted.disclosures),
            "#rows",
        ),
        Tile(
            format_decimal(counted.appeals),
            ngettext("appeal", "appeals", counted.appeals),
            "#rows",
        ),
        Tile(
            format_decimal(counted.recipients),
            ngettext("recipient", "recipients", counted.recipients),
            "#recipients",
        ),
        Tile(
            format_percent(share, _SHARE),
            _("beyond need, with a reason: %(count)s", count=format_decimal(counted.beyond)),
            marked(filters, Mark.BEYOND),
        ),
        Tile(
            format_decimal(counted.attention),
            _("recalled, failed or holding an old value"),
            marked(filters, Mark.ATTENTION),
        ),
    ]


def _recipient_bars(filters: Filters, names: Names) -> list[Bar]:
    return [
        (
            names.third_parties[key],
            times,
            address_of(filters.narrowed_to("third_party", code)),
        )
        for key, code, times in by_recipient(filters)
    ]


def _field_bars(filters: Filters, count: int) -> list[Bar]:
    """With a field chosen only that one stands here, so that each number is its rows."""
    found = [(filters.field, count)] if filters.field else by_field(filters)
    return [
        (str(FIELDS[field]), times, address_of(filters.narrowed_to("field", field)))
        for field, times in found
    ]


def _cells(row: Any, names: Names) -> list[Cell]:
    return [cell_of(column, getattr(row, column.key), names) for column in SHOWN]


def _turns(
    filters: Filters, rows: Sequence[Any], has_more: bool, before: int, after: int
) -> tuple[str, str]:
    """Addresses of the newer and the older page; empty where there is none."""
    if not rows:
        return "", ""
    is_newer = has_more if after else bool(before)
    is_older = True if after else has_more
    return (
        address_of(filters, after=rows[0].number, _anchor="rows") if is_newer else "",
        address_of(filters, before=rows[-1].number, _anchor="rows") if is_older else "",
    )


def _saved(names: Names) -> list[SavedLine]:
    """The reader's saved reports and those of others that are shared."""
    found = settings_open_to(actor().id, "disclosures")
    return lines_of(found, names, by_id=actor().id, today=clock.today())

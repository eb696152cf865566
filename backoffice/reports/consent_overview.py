"""What the page of the register shows: tiles whose numbers lead to their rows, one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from backoffice.exports.columns import Names
from backoffice.reports.consent_columns import COLUMNS
from backoffice.reports.consent_queries import page_of_rows, totals
from backoffice.reports.consent_wording import narrowings_in_words
from backoffice.reports.filters import ConsentFilters
from backoffice.reports.overview import Cell, Tile, cell_of
from backoffice.reports.queries import PAGE

SHOWN = tuple(column for column in COLUMNS if column.on_page)


@dataclass(frozen=True)
class RegisterView:
    """Everything the page shows for a valid question."""

    here: str
    count: int
    tiles: Sequence[Tile]
    rows: Sequence[Sequence[Cell]]
    newer: str
    older: str
    chosen: Sequence[tuple[str, str, str]]


def register_view(
    filters: ConsentFilters, names: Names, *, before: int, after: int
) -> RegisterView:
    """Ask the database once for each part of the page."""
    consents, ended, without_transfer, transfers = totals(filters)
    found = page_of_rows(filters, before=before, after=after)
    rows = found[-PAGE:] if after else found[:PAGE]
    has_more = len(found) > PAGE
    is_newer, is_older = (has_more, True) if after else (bool(before), has_more)
    return RegisterView(
        here=_address(filters),
        count=consents,
        tiles=_tiles(filters, consents, ended, without_transfer, transfers),
        rows=[
            [cell_of(column, getattr(row, column.key), names) for column in SHOWN] for row in rows
        ],
        newer=_address(filters, after=rows[0].key, _anchor="rows") if rows and is_newer else "",
        older=_address(filters, before=rows[-1].key, _anchor="rows") if rows and is_older else "",
        chosen=[
            (label, value, _address(filters.narrowed_to(name, "")))
            for name, label, value in narrowings_in_words(filters, names)
        ],
    )


def _address(filters: ConsentFilters, **more: Any) -> str:
    return url_for("reports.consents", **filters.address, **more)


def _transfers(filters: ConsentFilters) -> str:
    """The disclosures of the same days: the register of transfers is that report."""
    days: dict[str, Any] = filters.days
    return url_for("reports.disclosures", **days)


def _tiles(
    filters: ConsentFilters, consents: int, ended: int, without_transfer: int, transfers: int
) -> list[Tile]:
    return [
        Tile(format_decimal(consents), ngettext("consent", "consents", consents), "#rows"),
        Tile(format_decimal(ended), _("withdrawn or ended"), ""),
        Tile(
            format_decimal(without_transfer),
            _("without transfer to third parties"),
            _address(filters.narrowed_to("transfer", "no")),
        ),
        Tile(
            format_decimal(transfers),
            ngettext("transfer", "transfers", transfers),
            _transfers(filters),
        ),
    ]

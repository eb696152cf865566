"""What the page of the register shows: tiles whose numbers lead to their rows, one page."""

from typing import Any

from flask import url_for
from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from backoffice.exports.cells import Tile
from backoffice.exports.columns import Names
from backoffice.exports.drawn import Drawn, Sheet, Turning
from backoffice.reports.consent_columns import COLUMNS
from backoffice.reports.consent_queries import ROWS, totals
from backoffice.reports.consent_wording import narrowings_in_words
from backoffice.reports.filters import ConsentFilters

SHOWN = tuple(column for column in COLUMNS if column.on_page)
_SHEET = Sheet("reports.consents", SHOWN, narrowings_in_words)


def register_view(filters: ConsentFilters, names: Names, *, before: int, after: int) -> Drawn:
    """Ask the database once for each part of the page."""
    counted = totals(filters)
    return _SHEET.drawn(
        filters,
        names,
        found=ROWS.page(filters, before=before, after=after),
        turning=Turning(before, after),
        count=counted[0],
        tiles=_tiles(filters, *counted),
    )


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
            _SHEET.address(filters.narrowed_to("transfer", "no")),
        ),
        Tile(
            format_decimal(transfers),
            ngettext("transfer", "transfers", transfers),
            _transfers(filters),
        ),
    ]

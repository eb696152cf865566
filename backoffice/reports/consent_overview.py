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
from backoffice.rules.vocabulary.consent import ConsentState

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


def _tiles(
    filters: ConsentFilters,
    consents: int,
    withdrawn: int,
    ended: int,
    without_transfer: int,
    transfers: int,
) -> list[Tile]:
    return [
        Tile(format_decimal(consents), ngettext("consent", "consents", consents), "#rows"),
        Tile(
            format_decimal(withdrawn),
            _("withdrawn"),
            _unless_other(filters, "state", ConsentState.WITHDRAWN),
        ),
        Tile(
            format_decimal(ended),
            _("term ended"),
            _unless_other(filters, "state", ConsentState.ENDED),
        ),
        Tile(
            format_decimal(without_transfer),
            _("without transfer to third parties"),
            _unless_other(filters, "transfer", "no"),
        ),
        Tile(
            format_decimal(transfers),
            ngettext("transfer in these days", "transfers in these days", transfers),
            _transfers(filters),
        ),
    ]


def _unless_other(filters: ConsentFilters, name: str, value: str) -> str:
    """Its rows; nowhere while another value narrows: two cannot be asked for."""
    is_other = getattr(filters, name) not in ("", value)
    return "" if is_other else _SHEET.narrowed(filters, name, value)


def _transfers(filters: ConsentFilters) -> str:
    """The disclosures of the same days; that report knows nothing of what narrows consents."""
    days: dict[str, Any] = filters.days
    return "" if filters.narrowed else url_for("reports.disclosures", **days)

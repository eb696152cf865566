"""What the page of the register shows: how many were placed and lifted, why, and the rows."""

from collections import Counter

from flask_babel import format_decimal
from flask_babel import gettext as _

from backoffice.exports.cells import Tile
from backoffice.exports.columns import Names
from backoffice.exports.drawn import Drawn, Sheet, Turning
from backoffice.registers.holds.filters import HoldFilters
from backoffice.registers.holds.rows import COLUMNS, ROWS, counts
from backoffice.registers.holds.wording import narrowings_in_words
from backoffice.web.labels.retention import HOLD_REASONS

_SHEET = Sheet("registers.holds", COLUMNS, narrowings_in_words)


def register_view(filters: HoldFilters, names: Names, *, before: int, after: int) -> Drawn:
    """Ask the database once for each part of the page."""
    found = counts(filters)
    return _SHEET.drawn(
        filters,
        names,
        found=ROWS.page(filters, before=before, after=after),
        turning=Turning(before, after),
        count=found.total(),
        tiles=[
            _tile(filters, found, "placed", _("placed in these days")),
            _tile(filters, found, "lifted", _("lifted in these days")),
        ],
        reasons=_reasons(filters, found),
    )


def _tile(filters: HoldFilters, found: Counter[tuple[str, str]], step: str, words: str) -> Tile:
    times = sum(count for (stood, _reason), count in found.items() if stood == step)
    is_other = filters.step not in ("", step)
    href = "" if is_other else _SHEET.narrowed(filters, "step", step)
    return Tile(format_decimal(times), words, href)


def _reasons(filters: HoldFilters, found: Counter[tuple[str, str]]) -> list[tuple[str, int, str]]:
    times: Counter[str] = Counter()
    for (_step, reason), count in found.items():
        times[reason] += count
    return [
        (str(HOLD_REASONS[reason]), count, _SHEET.narrowed(filters, "cause", reason))
        for reason, count in times.most_common()
    ]

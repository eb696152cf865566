"""What the page of the register shows: tiles, the table by kind, decisions, reasons, rows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from flask import url_for
from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from backoffice.exports.cells import Cell, Tile
from backoffice.exports.columns import Column, Names
from backoffice.exports.drawn import Drawn, Sheet, Turning, plain_cell
from backoffice.registers.requests.columns import COLUMNS
from backoffice.registers.requests.filters import RequestFilters
from backoffice.registers.requests.rows import facts, page_of_rows
from backoffice.registers.requests.wording import narrowings_in_words
from backoffice.registers.terms_table import (
    COMPLETED,
    Counts,
    addresses,
    counted,
    in_a_sentence,
    table,
    term_tiles,
    total,
)
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.requests import RequestOutcome
from backoffice.web.gate import may
from backoffice.web.labels.requests import REQUEST_KINDS, REQUEST_OUTCOMES, REQUEST_REFUSALS

SHOWN = tuple(column for column in COLUMNS if column.on_page)


def _cell(column: Column, row: Any, names: Names) -> Cell:
    """The number of a request leads to it for whoever may open requests."""
    if column.key == "number" and may(Action.REQUEST_VIEW):
        return Cell(row.number, "line", href=url_for("requests.show", ref=row.place_key))
    return plain_cell(column, row, names)


_SHEET = Sheet("registers.requests", SHOWN, narrowings_in_words, _cell)


def register_view(filters: RequestFilters, names: Names, *, before: int, after: int) -> Drawn:
    """Ask the database once for each part of the page."""
    found = facts(filters)
    by_kind = counted(found, "kind")
    return _SHEET.drawn(
        filters,
        names,
        found=page_of_rows(filters, before=before, after=after),
        turning=Turning(before, after),
        count=total(by_kind),
        tiles=_tiles(filters, by_kind, found),
        tables=[
            table(
                "kind",
                _("By kind"),
                by_kind,
                lambda code: str(REQUEST_KINDS[code]),
                addresses(_SHEET, filters, "kind"),
            )
        ],
        sentence=in_a_sentence(by_kind, COMPLETED),
        outcomes=_bars(filters, "outcome", REQUEST_OUTCOMES, (row.outcome for row in found)),
        reasons=_bars(filters, "refusal", REQUEST_REFUSALS, _reasons(found)),
    )


def _tiles(filters: RequestFilters, by_kind: Counts, found: Iterable[Any]) -> list[Tile]:
    whole = total(by_kind)
    refused = sum(row.outcome == RequestOutcome.REFUSED for row in found)
    is_other = filters.outcome not in ("", RequestOutcome.REFUSED)
    href = "" if is_other else _SHEET.narrowed(filters, "outcome", RequestOutcome.REFUSED)
    return [
        Tile(format_decimal(whole), ngettext("request", "requests", whole), "#rows"),
        *term_tiles(_SHEET, filters, by_kind, COMPLETED),
        Tile(format_decimal(refused), _("refused"), href),
    ]


def _reasons(found: Iterable[Any]) -> Iterable[str]:
    return (code for row in found for code in (row.reasons or "").split(","))


def _bars(
    filters: RequestFilters, name: str, words: Mapping[Any, Any], codes: Iterable[str | None]
) -> list[tuple[str, int, str]]:
    """How often each code stands, the most frequent first; with one asked for, only that."""
    asked = getattr(filters, name)
    times = Counter(code for code in codes if code and asked in ("", code))
    return [
        (str(words[code]), number, _SHEET.narrowed(filters, name, code))
        for code, number in sorted(times.items(), key=lambda one: (-one[1], one[0]))
    ]

"""What the page of the register shows: tiles, what went by category, ground and field, rows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for
from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from backoffice.exports.cells import Cell, Tile
from backoffice.exports.columns import Column, Names
from backoffice.exports.drawn import Drawn, Sheet, Turning, plain_cell
from backoffice.registers.acts.columns import COLUMNS
from backoffice.registers.acts.filters import ActFilters
from backoffice.registers.acts.rows import ROWS, fields_gone, items, states
from backoffice.registers.acts.wording import narrowings_in_words
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.retention import ActState
from backoffice.web.gate import may
from backoffice.web.labels.fields import FIELDS
from backoffice.web.labels.retention import ITEM_REASONS, RETENTION_KINDS

SHOWN = tuple(column for column in COLUMNS if column.on_page)


def _cell(column: Column, row: Any, names: Names) -> Cell:
    """The number of an act leads to its page for whoever may open acts."""
    if column.key == "number" and may(Action.RETENTION_LIST):
        return Cell(row.number, "line", href=url_for("retention.act", number=row.number))
    return plain_cell(column, row, names)


_SHEET = Sheet("registers.acts", SHOWN, narrowings_in_words, _cell)


def register_view(filters: ActFilters, names: Names, *, before: int, after: int) -> Drawn:
    """Ask the database once for each part of the page."""
    by_state, listed = states(filters), items(filters)
    return _SHEET.drawn(
        filters,
        names,
        found=ROWS.page(filters, before=before, after=after),
        turning=Turning(before, after),
        count=by_state.total(),
        tiles=[*_act_tiles(filters, by_state), *_item_tiles(listed)],
        categories=_bars(filters, "category", listed, names.categories),
        reasons=_bars(filters, "ground", listed, ITEM_REASONS),
        terms=_terms(listed, names),
        fields=[(str(FIELDS[field]), times, "") for field, times in fields_gone(filters)],
    )


def _act_tiles(filters: ActFilters, by_state: Counter[str]) -> list[Tile]:
    whole = by_state.total()
    done = by_state[ActState.DONE] + by_state[ActState.FINAL]
    said = {
        ActState.PROPOSED: (by_state[ActState.PROPOSED], _("await approval")),
        ActState.APPROVED: (by_state[ActState.APPROVED], _("approved, to be carried out")),
        ActState.DECLINED: (by_state[ActState.DECLINED], _("declined")),
        ActState.DONE: (done, _("carried out")),
    }
    return [
        Tile(format_decimal(whole), ngettext("act", "acts", whole), "#rows"),
        *(
            Tile(format_decimal(count), words, _in_state(filters, state))
            for state, (count, words) in said.items()
        ),
    ]


def _in_state(filters: ActFilters, state: ActState) -> str:
    """Its rows; nowhere while another state narrows: two cannot be asked for."""
    is_other = filters.state not in ("", state)
    return "" if is_other else _SHEET.narrowed(filters, "state", state)


def _item_tiles(listed: Sequence[Any]) -> list[Tile]:
    return [
        Tile(format_decimal(sum(row.items for row in listed)), _("items listed"), "#categories"),
        Tile(
            format_decimal(sum(row.destroyed for row in listed)),
            _("items destroyed beyond recovery"),
            "#terms",
        ),
        Tile(format_decimal(sum(row.records for row in listed)), _("values destroyed"), "#fields"),
    ]


def _bars(
    filters: ActFilters, name: str, listed: Sequence[Any], words: Mapping[Any, Any]
) -> list[tuple[str, int, str]]:
    """How many items of each sort the acts list, the most first."""
    counted: Counter[str] = Counter()
    for row in listed:
        counted[row.category_code if name == "category" else row.reason] += row.items
    return [
        (str(words.get(code, code)), times, _SHEET.narrowed(filters, name, code))
        for code, times in sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    ]


def _terms(listed: Sequence[Any], names: Names) -> list[dict[str, Any]]:
    """By which ground and term of storage, and how much of it went: one line each."""
    return [
        {
            "category": names.categories.get(row.category_code, row.category_code),
            "reason": ITEM_REASONS[row.reason],
            "kind": RETENTION_KINDS[row.kind],
            "months": row.months,
            "items": row.items,
            "destroyed": row.destroyed,
            "records": row.records,
        }
        for row in listed
    ]

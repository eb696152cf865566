"""A table of numbers whose cells lead to their rows; a shade repeats what the number says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _

MOST_ROWS = 10  # the rest of a long table opens on demand
_SHADES = 4

Address = Callable[[Any, Any], str]  # of a row and a column; None stands for all of them


@dataclass(frozen=True)
class HeatCell:
    """One number: how it reads, where its rows are, how dark it stands."""

    text: str
    href: str = ""
    shade: int = 0


@dataclass(frozen=True)
class HeatRow:
    """One row with its total last."""

    label: str
    cells: Sequence[HeatCell]
    total: HeatCell


@dataclass(frozen=True)
class Heat:
    """A finished table; `hidden` rows are added up in the one before the totals."""

    columns: Sequence[str]
    rows: Sequence[HeatRow]
    others: HeatRow | None
    totals: HeatRow
    hidden: int


@dataclass(frozen=True)
class Counted:
    """What a table is made of: numbers by row and column, and the totals the database counted."""

    numbers: Mapping[Any, Mapping[Any, int]]
    row_totals: Mapping[Any, int]
    column_totals: Mapping[Any, int]
    total: int


def heat(
    counted: Counted,
    rows: Mapping[Any, str],
    columns: Mapping[Any, str],
    *,
    address: Address,
    is_whole: bool,
) -> Heat:
    """The table with its busiest rows first: ten of them, or all."""
    order = sorted(counted.numbers, key=lambda key: (-counted.row_totals[key], rows[key]))
    shown = order if is_whole or len(order) <= MOST_ROWS + 1 else order[:MOST_ROWS]
    rest = order[len(shown) :]
    most = max((counted.numbers[key].get(c, 0) for key in shown for c in columns), default=0)
    return Heat(
        columns=list(columns.values()),
        rows=[_row(counted, rows, columns, key, most, address) for key in shown],
        others=_others(counted, columns, rest) if rest else None,
        totals=HeatRow(
            _("All recipients"),
            [_linked(counted.column_totals.get(c, 0), address(None, c)) for c in columns],
            _linked(counted.total, address(None, None)),
        ),
        hidden=len(rest),
    )


def _row(
    counted: Counted,
    rows: Mapping[Any, str],
    columns: Mapping[Any, str],
    key: Any,
    most: int,
    address: Address,
) -> HeatRow:
    numbers = counted.numbers[key]
    cells = [_linked(numbers.get(c, 0), address(key, c), most) for c in columns]
    return HeatRow(rows[key], cells, _linked(counted.row_totals[key], address(key, None)))


def _others(counted: Counted, columns: Mapping[Any, str], rest: Sequence[Any]) -> HeatRow:
    """The rows that are not shown, added up, so that every column still gives its total."""
    sums = [sum(counted.numbers[key].get(c, 0) for key in rest) for c in columns]
    total = sum(counted.row_totals[key] for key in rest)
    return HeatRow("", [HeatCell(_shown(n)) for n in sums], HeatCell(_shown(total)))


def _linked(number: int, href: str, most: int = 0) -> HeatCell:
    if not number:
        return HeatCell(_shown(0))
    return HeatCell(_shown(number), href, -(-_SHADES * number // most) if most else 0)


def _shown(number: int) -> str:
    return str(format_decimal(number)) if number else "–"

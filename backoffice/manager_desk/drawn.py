"""A picture as the page shows it: what is drawn, the sentence, the table with the ways."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _

from backoffice.manager_desk.shares import share_of
from backoffice.pictures.bars import bars
from backoffice.pictures.columns import columns
from backoffice.pictures.data import Datum, first_and_rest
from backoffice.pictures.stack import stack

MOST_BARS = 10
DRAW: dict[str, Callable[[Sequence[Datum]], Any]] = {
    "bars": bars,
    "columns": columns,
    "stack": stack,
}


@dataclass(frozen=True)
class Cell:
    """One number of the table, and where its rows are."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Row:
    """One row of the table beside a picture."""

    label: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Counted:
    """One thing counted by name, with the way to its rows."""

    label: str
    number: int
    href: str = ""

    @property
    def datum(self) -> Datum:
        """What is drawn of it."""
        return Datum(self.label, self.number, format_decimal(self.number))

    def row(self, whole: int) -> Row:
        """What the table says of it: the number and its share."""
        cells = (Cell(format_decimal(self.number), self.href), Cell(share_of(self.number, whole)))
        return Row(self.label, cells)


@dataclass(frozen=True)
class Picture:
    """One picture; nothing is drawn when there is nothing to count."""

    id: str
    title: str
    kind: str
    drawing: Any
    sentence: str
    columns: Sequence[str]
    rows: Sequence[Row]


def picture(
    id: str, title: str, kind: str, data: Sequence[Datum], sentence: str, **table: Any
) -> Picture:
    """A picture of these things; an empty one is told by its sentence alone."""
    drawing = DRAW[kind](data) if any(one.number for one in data) else None
    return Picture(id, title, kind, drawing, sentence, **table)


def data_of(counted: Sequence[Counted]) -> list[Datum]:
    """What is drawn of each, as it is."""
    return [one.datum for one in counted]


def greatest_of(counted: Sequence[Counted]) -> list[Datum]:
    """The first of a long list, and the others drawn as one bar."""
    first, rest = first_and_rest(data_of(counted), MOST_BARS)
    if not rest:
        return [*first]
    number = sum(one.number for one in rest)
    return [*first, Datum(_("Others: %(count)s", count=len(rest)), number, format_decimal(number))]


def with_shares(counted: Sequence[Counted], whole: int, *names: str) -> dict[str, Any]:
    """The table of things counted: the number of each and its share of the whole."""
    rows = [one.row(whole) for one in counted]
    return {"columns": (*names, _("Share")), "rows": rows}

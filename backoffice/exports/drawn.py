"""The page of a register put together: tiles, pictures, one page of rows, ways on and back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from backoffice.exports import listing
from backoffice.exports.cells import Cell, Tile, cell_of
from backoffice.exports.columns import Column, Names
from backoffice.exports.question import Question


@dataclass(frozen=True)
class Drawn:
    """Everything the page of a register shows for a valid question."""

    here: str
    count: int
    tiles: Sequence[Tile]
    rows: Sequence[Sequence[Cell]]
    newer: str
    older: str
    chosen: Sequence[tuple[str, str, str]]
    parts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Turning:
    """Which page of the rows is asked for: before or after a key; noughts mean the first."""

    before: int
    after: int


def plain_cell(column: Column, row: Any, names: Names) -> Cell:
    """One cell of a row as its column says it."""
    return cell_of(column, getattr(row, column.key), names)


@dataclass(frozen=True)
class Sheet:
    """How one register is drawn: where it stands, what its rows and narrowings say."""

    endpoint: str
    columns: tuple[Column, ...]
    narrowings: Callable[[Any, Names], list[tuple[str, str, str]]]
    cell: Callable[[Column, Any, Names], Cell] = plain_cell

    def address(self, filters: Question, **more: Any) -> str:
        """The address that asks this question."""
        return url_for(self.endpoint, **filters.address, **more)

    def narrowed(self, filters: Question, name: str, value: str) -> str:
        """The address of the same question narrowed by one thing more."""
        return self.address(filters.narrowed_to(name, value), _anchor="rows")

    def drawn(
        self,
        filters: Question,
        names: Names,
        *,
        found: Sequence[Any],
        turning: Turning,
        count: int,
        tiles: Sequence[Tile],
        **parts: Any,
    ) -> Drawn:
        """The page; `found` is what the listing answered, one row more than a page holds."""
        rows = found[-listing.PAGE :] if turning.after else found[: listing.PAGE]
        newer, older = self._turns(filters, rows, len(found) > listing.PAGE, turning)
        return Drawn(
            here=self.address(filters),
            count=count,
            tiles=tiles,
            rows=[self._cells(row, names) for row in rows],
            newer=newer,
            older=older,
            chosen=[
                (label, value, self.address(filters.narrowed_to(name, "")))
                for name, label, value in self.narrowings(filters, names)
            ],
            parts=parts,
        )

    def _cells(self, row: Any, names: Names) -> list[Cell]:
        return [self.cell(one, row, names) for one in self.columns]

    def _turns(
        self, filters: Question, rows: Sequence[Any], has_more: bool, turning: Turning
    ) -> tuple[str, str]:
        """Addresses of the newer and the older page; empty where there is none."""
        is_newer, is_older = (has_more, True) if turning.after else (turning.before, has_more)
        newer = {"after": rows[0].place_key} if rows and is_newer else {}
        older = {"before": rows[-1].place_key} if rows and is_older else {}
        return (
            self.address(filters, **newer, _anchor="rows") if newer else "",
            self.address(filters, **older, _anchor="rows") if older else "",
        )

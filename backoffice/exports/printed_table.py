"""The rows of a report as a printed table: widths, broken cells, headings on every page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas

from backoffice.exports.blocks import Block, together
from backoffice.exports.paper import (
    BOLD,
    LINE,
    MARGIN,
    REGULAR,
    ROOM,
    TALL,
    WASH,
    lines_of,
    put,
    width_of,
)

_PAD = 3.0  # left and right of what stands in a cell
_MOST_SHARE = 0.2  # of the width, that one long word may claim for its column

Cells = Sequence[str]


class PrintedTable:
    """One table; letters get smaller where there are many columns."""

    def __init__(self, heads: Cells, rows: Sequence[Cells]) -> None:
        self._size = 7.0 if len(heads) <= 12 else 5.5
        self._leading = self._size * 1.3
        self._widths = self._shared_out(heads, rows)
        self._heads, self._rows = heads, rows

    def blocks(self) -> Iterator[Block]:
        """The headings, which never stand alone at the end of a page, then row by row."""
        head = self._block(self._broken(self._heads, BOLD), BOLD)
        rows = (
            block
            for row in self._rows
            for block in self._row_blocks(self._broken(row, REGULAR), head)
        )
        first = next(rows, None)
        yield replace(together(head, first), head=None) if first else head
        yield from rows

    def _row_blocks(self, cells: list[list[str]], head: Block) -> Iterator[Block]:
        """One block; several where a text is longer than a page."""
        most = int((TALL - head.height - 2 * _PAD) // self._leading)
        longest = max(map(len, cells))
        for first in range(0, max(longest, 1), most):
            part = [lines[first : first + most] for lines in cells]
            yield self._block(part, REGULAR, head)

    def _block(self, cells: list[list[str]], font: str, head: Block | None = None) -> Block:
        height = self._leading * max(1, *map(len, cells)) + 2 * _PAD

        def draw(canvas: Canvas, top: float) -> None:
            if head is None:
                canvas.setFillColor(WASH)
                canvas.rect(MARGIN, top - height, ROOM, height, stroke=0, fill=1)
            left = MARGIN
            for lines, width in zip(cells, self._widths, strict=True):
                for number, line in enumerate(lines, 1):
                    below = top - _PAD - number * self._leading + 0.3 * self._size
                    put(canvas, line, (left + _PAD, below), self._size, font=font)
                left += width
            canvas.setStrokeColor(LINE)
            canvas.line(MARGIN, top - height, MARGIN + ROOM, top - height)

        return Block(height, draw, head)

    def _broken(self, cells: Cells, font: str) -> list[list[str]]:
        rooms = [width - 2 * _PAD for width in self._widths]
        pairs = zip(cells, rooms, strict=True)
        return [lines_of(text, font, self._size, room) for text, room in pairs]

    def _shared_out(self, heads: Cells, rows: Sequence[Cells]) -> list[float]:
        """Each column as wide as its longest word, the rest by how long its texts are."""
        least, wanting = [], []
        for place, head in enumerate(heads):
            texts = {row[place] for row in rows}
            word = self._longest(head.split(), (w for text in texts for w in text.split()))
            text = self._longest([head], texts)
            least.append(min(word, ROOM * _MOST_SHARE))
            wanting.append(max(min(text, ROOM * _MOST_SHARE) - least[-1], 0.1))
        if sum(least) >= ROOM:
            return [width * ROOM / sum(least) for width in least]
        rest = (ROOM - sum(least)) / sum(wanting)
        return [width + want * rest for width, want in zip(least, wanting, strict=True)]

    def _longest(self, bold: Iterable[str], regular: Iterable[str]) -> float:
        told = [(text, BOLD) for text in bold] + [(text, REGULAR) for text in set(regular)]
        widths = (width_of(text, font, self._size) for text, font in told)
        return max(widths, default=0.0) + 2 * _PAD + 0.5

"""What a printed report is put together from: blocks one below the other, page after page."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from backoffice.exports.paper import (
    BOLD,
    HEIGHT,
    INK,
    LINE,
    MARGIN,
    PALE,
    REGULAR,
    ROOM,
    TALL,
    lines_of,
    put,
    width_of,
)

_HAIR = 0.4
_GAP = 14.0  # between two columns of a list


@dataclass(frozen=True)
class Block:
    """So much of a page, and how it is drawn from its upper edge down.

    `head` is drawn again on top of a page that begins within a table.
    """

    height: float
    draw: Callable[[Canvas, float], None]
    head: "Block | None" = None


Page = list[Block]


def on_pages(blocks: Iterable[Block]) -> list[Page]:
    """Blocks dealt out to pages, in order; a table has its headings on each."""
    pages: list[Page] = [[]]
    left = TALL
    for block in blocks:
        if block.height > left and pages[-1]:
            pages.append([block.head] if block.head else [])
            left = TALL - (block.head.height if block.head else 0)
        pages[-1].append(block)
        left -= block.height
    return pages


def draw_page(canvas: Canvas, page: Page) -> None:
    """Every block of one page."""
    canvas.setLineWidth(_HAIR)
    top = HEIGHT - MARGIN
    for block in page:
        block.draw(canvas, top)
        top -= block.height


def together(*blocks: Block) -> Block:
    """Blocks that are not parted by the end of a page; their heading is that of the last."""

    def draw(canvas: Canvas, top: float) -> None:
        for block in blocks:
            block.draw(canvas, top)
            top -= block.height

    return Block(sum(block.height for block in blocks), draw, blocks[-1].head)


def gap(height: float) -> Block:
    """Nothing."""
    return Block(height, lambda _canvas, _top: None)


def text_block(text: str, size: float, *, font: str = REGULAR, pale: bool = False) -> Block:
    """A text over the whole width."""
    lines, leading = lines_of(text, font, size, ROOM), size * 1.35
    ink = PALE if pale else INK

    def draw(canvas: Canvas, top: float) -> None:
        for number, line in enumerate(lines, 1):
            put(
                canvas,
                line,
                (MARGIN, top - number * leading + 0.3 * size),
                size,
                font=font,
                ink=ink,
            )

    return Block(leading * len(lines), draw)


def tiles_block(tiles: Sequence[tuple[str, str]]) -> Block:
    """The numbers over a report, side by side, each over its words."""
    room = ROOM / len(tiles)
    words = [lines_of(label, REGULAR, 8, room - 16) for _number, label in tiles]
    height = 32 + 10.5 * max(map(len, words))

    def draw(canvas: Canvas, top: float) -> None:
        canvas.setStrokeColor(LINE)
        for place, ((number, _label), lines) in enumerate(zip(tiles, words, strict=True)):
            left = MARGIN + place * room
            canvas.rect(left, top - height, room, height)
            put(canvas, number, (left + 8, top - 22), 16, font=BOLD)
            for line_no, line in enumerate(lines):
                put(canvas, line, (left + 8, top - 35 - 10.5 * line_no), 8, ink=PALE)

    return Block(height, draw)


def pairs_block(pairs: Sequence[tuple[str, str] | None], *, font: str = REGULAR) -> Block:
    """One line of lists that stand side by side: words on the left, a number on the right."""
    room = (ROOM - _GAP * (len(pairs) - 1)) / len(pairs)
    told = [_wrapped(pair, font, room) for pair in pairs]
    height = 11.0 * max(len(lines) for lines, _number in told) + 2

    def draw(canvas: Canvas, top: float) -> None:
        canvas.setStrokeColor(LINE)
        for place, (lines, number) in enumerate(told):
            left = MARGIN + place * (room + _GAP)
            for line_no, line in enumerate(lines, 1):
                put(canvas, line, (left, top - 11 * line_no + 2), 8.5, font=font)
            put(canvas, number, (left + room, top - 9), 8.5, font=font, to_right=True)
            if number:
                canvas.line(left, top - height + 1, left + room, top - height + 1)

    return Block(height, draw)


def _wrapped(pair: tuple[str, str] | None, font: str, room: float) -> tuple[list[str], str]:
    words, number = pair or ("", "")
    return lines_of(words, font, 8.5, room - width_of(number, font, 8.5) - 10), number

"""The sheet a report is printed on: its letters, its measures, how texts are broken and set.

Texts are broken by the widths of the letters that are embedded, so that a page looks the same
wherever it is opened; the fonts hold every Kazakh letter.
"""

import re
from functools import cache
from pathlib import Path

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from backoffice.exports.formulas import CONTROLS

_FOLDER = Path(__file__).parent / "fonts"
REGULAR, BOLD = "GolosText", "GolosText-Bold"
WIDTH, HEIGHT = landscape(A4)
MARGIN, FOOT = 34.0, 44.0
ROOM = WIDTH - 2 * MARGIN  # for what stands side by side
TALL = HEIGHT - MARGIN - FOOT  # for what stands one below the other
INK, PALE, LINE, WASH = map(HexColor, ("#17232b", "#44545f", "#b9c5cb", "#e7eff0"))
_UNPRINTED = re.compile(f"[{CONTROLS}]+")


@cache
def load_fonts() -> None:
    """Make both fonts known, once for the process."""
    pdfmetrics.registerFont(TTFont(REGULAR, str(_FOLDER / "golos-text-regular.ttf")))
    pdfmetrics.registerFont(TTFont(BOLD, str(_FOLDER / "golos-text-bold.ttf")))


@cache
def _letters(font: str) -> dict[str, float]:
    """How wide each letter met so far is, in thousandths of the size."""
    load_fonts()
    return {}


def width_of(text: str, font: str, size: float) -> float:
    """How much room a text takes on one line."""
    known, total = _letters(font), 0.0
    for letter in text:
        if letter not in known:
            known[letter] = pdfmetrics.stringWidth(letter, font, 1000)
        total += known[letter]
    return total * size / 1000


def lines_of(text: str, font: str, size: float, room: float) -> list[str]:
    """A text broken into lines no wider than the room; a word wider than that is cut."""
    lines: list[str] = []
    line = ""
    for word in _UNPRINTED.sub(" ", text).split():
        longer = f"{line} {word}" if line else word
        if width_of(longer, font, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _cut(word, font, size, room)
        lines += full
    return [*lines, line] if line else lines


def _cut(word: str, font: str, size: float, room: float) -> list[str]:
    """A word in pieces that fit; at least one letter each."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, font, size) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def put(
    canvas: Canvas,
    text: str,
    at: tuple[float, float],
    size: float,
    *,
    font: str = REGULAR,
    ink: Color = INK,
    to_right: bool = False,
) -> None:
    """One line of text from a point on, or up to it."""
    canvas.setFont(font, size)
    canvas.setFillColor(ink)
    (canvas.drawRightString if to_right else canvas.drawString)(*at, text)

"""One checkpoint as a QR code: modules of a path, so that no foreign markup enters a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import segno

_QUIET = 4  # modules of white around a code, as the norm asks


@dataclass(frozen=True)
class Mark:
    """What is drawn, and the same in words for whoever has no camera."""

    text: str
    side: int
    path: str


def mark_of(text: str) -> Mark:
    """The text as a QR code that still reads when a sixth of it is smudged."""
    code = segno.make_qr(text, error="m", boost_error=False)
    rows = [bytes(row) for row in code.matrix_iter(border=_QUIET)]
    return Mark(text, len(rows), "".join(_runs(rows)))


def _runs(rows: list[bytes]) -> Iterator[str]:
    """Dark modules that touch in a row, as one rectangle each."""
    for y, row in enumerate(rows):
        x = 0
        for is_dark, run in groupby(row):
            width = len(list(run))
            if is_dark:
                yield f"M{x} {y}h{width}v1h-{width}z"
            x += width

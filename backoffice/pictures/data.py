"""What a picture is made of: one thing counted, with its number as a reader sees it."""

from collections.abc import Sequence
from dataclasses import dataclass

SHORTENED = "…"


@dataclass(frozen=True)
class Datum:
    """One thing counted; `shown` is its number in the reader's language."""

    label: str
    number: int
    shown: str


def share(number: float, whole: float) -> float:
    """How much of the whole it is, in hundredths; nothing of nothing."""
    return round(100 * number / whole, 2) if whole else 0.0


def shortened(text: str, most: int) -> str:
    """A label that fits a narrow window; the table beside the picture has the whole of it."""
    return text if len(text) <= most else text[: most - 1].rstrip() + SHORTENED


def first_and_rest(data: Sequence[Datum], most: int) -> tuple[Sequence[Datum], Sequence[Datum]]:
    """The first so many, and those that are drawn together; never one alone."""
    return (data, ()) if len(data) <= most + 1 else (data[:most], data[most:])

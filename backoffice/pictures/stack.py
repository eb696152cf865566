"""One bar of several parts, told apart by hatching, with the meaning of each below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from backoffice.pictures.data import Datum, share

BAR_HEIGHT = 28
KEY_AT = 40
PITCH = 24
SWATCH = 14
WORDS_AT = 12  # from the top of a row of the key to the line its words stand on
PATTERNS = ("full", "hatched", "dotted", "empty")


@dataclass(frozen=True)
class Part:
    """One part of the bar and its row of the key."""

    label: str
    shown: str
    x: float
    width: float
    pattern: str
    key_y: int
    words_y: int


@dataclass(frozen=True)
class Stack:
    """All parts and the height they need with the key."""

    height: int
    parts: Sequence[Part]
    bar_height: int = BAR_HEIGHT
    swatch: int = SWATCH


def stack(data: Sequence[Datum]) -> Stack:
    """The parts of a whole, in the order given. Raises ValueError when patterns run out."""
    if len(data) > len(PATTERNS):
        raise ValueError(f"at most {len(PATTERNS)} parts can be told apart")
    whole, before, parts = sum(one.number for one in data), 0, []
    for place, one in enumerate(data):
        key_y = KEY_AT + place * PITCH
        parts.append(
            Part(
                label=one.label,
                shown=one.shown,
                x=share(before, whole),
                width=share(one.number, whole),
                pattern=PATTERNS[place],
                key_y=key_y,
                words_y=key_y + WORDS_AT,
            )
        )
        before += one.number
    return Stack(KEY_AT + len(parts) * PITCH, parts)

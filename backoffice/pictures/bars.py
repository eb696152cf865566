"""Bars below one another, each under its label and before its number."""

from collections.abc import Sequence
from dataclasses import dataclass

from backoffice.pictures.data import Datum, share, shortened

LONGEST = 80  # hundredths of the width: the rest is for the number
LABEL, SHORT = 60, 36  # signs that fit where there is room, and into the narrowest picture
PITCH = 33
LABEL_AT = 12
BAR_AT = 17
BAR_HEIGHT = 10
NUMBER_AT = 26


@dataclass(frozen=True)
class Bar:
    """One bar: where its label, itself and its number stand."""

    label: str
    short: str
    shown: str
    label_y: int
    y: int
    width: float
    number_y: int


@dataclass(frozen=True)
class Bars:
    """All bars and the height they need; zero has no length, the greatest the whole scale."""

    height: int
    bars: Sequence[Bar]
    bar_height: int = BAR_HEIGHT


def bars(data: Sequence[Datum]) -> Bars:
    """The bars on one scale, in the order given."""
    most = max((one.number for one in data), default=0)
    drawn = [
        Bar(
            label=shortened(one.label, LABEL),
            short=shortened(one.label, SHORT),
            shown=one.shown,
            label_y=place * PITCH + LABEL_AT,
            y=place * PITCH + BAR_AT,
            width=share(one.number * LONGEST / 100, most),
            number_y=place * PITCH + NUMBER_AT,
        )
        for place, one in enumerate(data)
    ]
    return Bars(len(drawn) * PITCH, drawn)

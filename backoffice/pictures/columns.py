"""Columns side by side, such as the months of a year, each with its number above it."""

from collections.abc import Sequence
from dataclasses import dataclass

from backoffice.pictures.data import Datum, share

HEIGHT = 142
TOP = 20  # above it there is room for the number of the highest column
FLOOR = 118
LABEL_AT = 134
NUMBER_GAP = 5
FILLED = 64  # hundredths of its own place that a column takes
SPARSE = 2  # where there is little room only every second column keeps its words


@dataclass(frozen=True)
class Column:
    """One column; one that `is_minor` may lose its words in a narrow window."""

    label: str
    shown: str
    x: float
    width: float
    middle: float
    y: float
    height: float
    number_y: float
    is_minor: bool


@dataclass(frozen=True)
class Columns:
    """All columns, the line they stand on, and the height they need."""

    columns: Sequence[Column]
    height: int = HEIGHT
    floor: int = FLOOR
    label_y: int = LABEL_AT


def columns(data: Sequence[Datum]) -> Columns:
    """The columns on one scale, in the order given; the last one always keeps its words."""
    most = max((one.number for one in data), default=0)
    return Columns([_column(one, place, len(data), most) for place, one in enumerate(data)])


def _column(one: Datum, place: int, count: int, most: int) -> Column:
    pitch = 100 / count
    width = pitch * FILLED / 100
    height = round(share(one.number, most) * (FLOOR - TOP) / 100, 1)
    return Column(
        label=one.label,
        shown=one.shown,
        x=round(place * pitch + (pitch - width) / 2, 2),
        width=round(width, 2),
        middle=round((place + 0.5) * pitch, 2),
        y=FLOOR - height,
        height=height,
        number_y=FLOOR - height - NUMBER_GAP,
        is_minor=(count - 1 - place) % SPARSE != 0,
    )

"""What a column of a report is: its source in the database and its words for a reader."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from backoffice import clock

T = TypeVar("T")


@dataclass(frozen=True)
class Names:
    """Names of catalogue rows and staff in the reader's language, by their key."""

    third_parties: Mapping[int, str]
    codes: Mapping[str, int]  # code of a third party, as addresses name it, to its key
    categories: Mapping[str, str]
    staff: Mapping[int, str]
    policies: Mapping[int, int]
    districts: Mapping[str, str] = field(default_factory=dict)


class Kind(StrEnum):
    """What stands in a column; each kind of file writes it in its own way."""

    NUMBER = "number"
    MOMENT = "moment"
    DAY = "day"  # a day, or the day of a moment; words of the column where there is none
    CODE = "code"  # one of a short list: looked up once, then remembered
    TEXT = "text"  # as somebody typed it


Say = Callable[[Names, Any], str]


@dataclass(frozen=True)
class Column:
    """One column: its source in the database and its words for a reader."""

    key: str
    label: Any
    source: Any
    kind: Kind
    width: int
    say: Say = lambda _names, raw: str(raw)
    on_page: bool = True


def say_from(labels: Mapping[Any, Any]) -> Say:
    """Says a code by its word; nothing for an empty one."""
    return lambda _names, code: str(labels.get(code, code)) if code else ""


def say_number(_names: Names, raw: int | None) -> str:
    """A number of ours as it stands; nothing where there is none."""
    return "" if raw is None else str(raw)


def say_moment(_names: Names, at: datetime | None) -> str:
    """A moment as the page tells it; nothing for one that has not come."""
    return clock.local(at).strftime("%d.%m.%Y %H:%M") if at else ""


_MOST_REMEMBERED = 10_000  # a list that is not short after all begins anew: memory is bounded


class Remembered(dict[Any, T]):
    """What the codes of a short list become, made when a code is first met."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, raw: Any) -> T:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        made = self[raw] = self._make(raw)
        return made

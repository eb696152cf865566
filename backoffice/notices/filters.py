"""What the list of notices is asked to show: read from the address and written back into one."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from backoffice.rules.vocabulary.notices import NoticeCause

_MOST = 2**62


class Show(StrEnum):
    """The headings of the list."""

    OPEN = "open"
    UNTOLD = "untold"  # not sent yet, or the sending failed
    LATE = "late"
    ESCALATED = "escalated"
    ALL = "all"


@dataclass(frozen=True)
class Filters:
    """The chosen values; an empty one does not narrow."""

    show: Show = Show.OPEN
    cause: str = ""
    third_party: str = ""

    @classmethod
    def read(cls, typed: Mapping[str, str], parties: Container[str]) -> "Filters":
        """Read an address; a value that is not of its list is left out, as if not typed."""
        show, cause = typed.get("show", ""), typed.get("cause", "")
        party = typed.get("third_party", "")
        return cls(
            show=Show(show) if show in set(Show) else Show.OPEN,
            cause=cause if cause in set(NoticeCause) else "",
            third_party=party if party in parties else "",
        )

    def showing(self, show: Show) -> "Filters":
        """The same question under another heading."""
        return replace(self, show=show)

    @property
    def chosen(self) -> dict[str, Any]:
        """What narrows, as it stands in an address."""
        told = {"show": str(self.show), "cause": self.cause, "third_party": self.third_party}
        return {name: text for name, text in told.items() if text and text != Show.OPEN}


@dataclass(frozen=True)
class Place:
    """Where a page of the list stands: notices below a number, or above one."""

    below: int | None = None
    above: int | None = None

    @classmethod
    def read(cls, typed: Mapping[str, str]) -> "Place":
        """Read an address; what is no number is left out."""
        return cls(_number(typed.get("below", "")), _number(typed.get("above", "")))

    @property
    def chosen(self) -> dict[str, Any]:
        """The place as an address carries it."""
        told = {"below": self.below, "above": self.above}
        return {name: str(number) for name, number in told.items() if number is not None}


def _number(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) < len(str(_MOST))
    return int(text) if is_number else None

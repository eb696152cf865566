"""What the queue is asked to show: read from the address and written back into one."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

DOUBTFUL = "doubtful"
_PLACE = re.compile("([0-9]{1,17})-([0-9]{1,18})-([0-9]{1,3})-([0-9]{1,18})")


class Show(StrEnum):
    """The headings of the queue."""

    OPEN = "open"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Filters:
    """The chosen values; an empty one does not narrow. `what` is a field, or "doubtful"."""

    show: Show = Show.OPEN
    what: str = ""
    category: str = ""

    @classmethod
    def read(
        cls, typed: Mapping[str, str], fields: Container[str], categories: Container[str]
    ) -> "Filters":
        """Read an address; a value that is not of its list is left out, as if not typed."""
        show, what, category = (typed.get(name, "") for name in ("show", "what", "category"))
        return cls(
            show=Show(show) if show in set(Show) else Show.OPEN,
            what=what if what in fields or what == DOUBTFUL else "",
            category=category if category in categories else "",
        )

    def showing(self, show: Show) -> "Filters":
        """The same question under another heading."""
        return replace(self, show=show)

    @property
    def chosen(self) -> dict[str, str]:
        """What narrows, as it stands in an address."""
        told = {"show": str(self.show), "what": self.what, "category": self.category}
        return {name: text for name, text in told.items() if text and text != Show.OPEN}


class Place(NamedTuple):
    """After which row a page begins: since when, which case, which part, which doubt."""

    since: datetime
    appeal_id: int
    part: int
    doubt_id: int

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """As an address says it; a word that is none of ours is left out."""
        found = _PLACE.fullmatch(text)
        if found is None:
            return None
        try:
            since = datetime.fromtimestamp(int(found[1]) / 1_000_000, UTC)
        except (OverflowError, ValueError, OSError):
            return None
        return cls(since, int(found[2]), int(found[3]), int(found[4]))

    def __str__(self) -> str:
        micros = int(self.since.timestamp()) * 1_000_000 + self.since.microsecond
        return f"{micros}-{self.appeal_id}-{self.part}-{self.doubt_id}"

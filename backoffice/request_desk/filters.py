"""What the list of requests is asked to show: read from the address and written back into one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from backoffice.rules.vocabulary.requests import RequestKind, RequestState

_LONGEST = 9


class Show(StrEnum):
    """The headings of the list; the first four run by the last day, the others by number."""

    OPEN = "open"
    LATE = "late"
    UNDECIDED = "undecided"
    TO_DO = "to_do"
    DONE = "done"
    REFUSED = "refused"
    ALL = "all"


BY_DAY = {
    Show.OPEN: (RequestState.UNDECIDED, RequestState.TO_DO),
    Show.LATE: (RequestState.UNDECIDED, RequestState.TO_DO),
    Show.UNDECIDED: (RequestState.UNDECIDED,),
    Show.TO_DO: (RequestState.TO_DO,),
}


@dataclass(frozen=True)
class Filters:
    """The chosen values; an empty one does not narrow."""

    show: Show = Show.OPEN
    kind: str = ""

    @classmethod
    def read(cls, typed: Mapping[str, str]) -> "Filters":
        """Read an address; a value that is not of its list is left out, as if not typed."""
        show, kind = typed.get("show", ""), typed.get("kind", "")
        return cls(
            Show(show) if show in set(Show) else Show.OPEN,
            kind if kind in set(RequestKind) else "",
        )

    def showing(self, show: Show) -> "Filters":
        """The same question under another heading."""
        return replace(self, show=show)

    @property
    def state(self) -> str:
        """The state asked for, of those that run by number."""
        return "" if self.show is Show.ALL else str(self.show)

    @property
    def chosen(self) -> dict[str, str]:
        """What narrows, as it stands in an address."""
        told = {"show": str(self.show), "kind": self.kind}
        return {name: text for name, text in told.items() if text and text != Show.OPEN}


@dataclass(frozen=True)
class Place:
    """Where a page of the list stands: after a request, or before one, in its order."""

    after: int | None = None
    before: int | None = None

    @classmethod
    def read(cls, typed: Mapping[str, str]) -> "Place":
        """Read an address; what is no number is left out."""
        return cls(_number(typed.get("after", "")), _number(typed.get("before", "")))

    @property
    def chosen(self) -> dict[str, str]:
        """The place as an address carries it."""
        told = {"after": self.after, "before": self.before}
        return {name: str(number) for name, number in told.items() if number is not None}


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else None

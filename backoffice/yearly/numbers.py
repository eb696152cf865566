"""What a summary is made of: numbers with their words, each a way to its rows, in sections."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from backoffice.exports.columns import Names
from backoffice.exports.period import Period
from backoffice.rules.actions import Action
from backoffice.web.gate import may


@dataclass(frozen=True)
class Number:
    """One number: its code for machines, its words, what is said beside it, where its rows are."""

    code: str
    label: str
    count: int
    said: str = ""
    href: str = ""
    is_part: bool = False  # of the number above it


@dataclass(frozen=True)
class Section:
    """Numbers about one thing."""

    code: str
    heading: str
    numbers: list[Number]


@dataclass(frozen=True)
class Year:
    """The year that is summed up, and in whose words."""

    number: int
    period: Period
    names: Names
    days: Mapping[str, Any] = field(default_factory=dict)  # as addresses of reports write them

    def report(self, endpoint: str, **narrowed: Any) -> str:
        """The address of a report of these days."""
        return url_for(endpoint, **self.days, **narrowed)

    def log(self, **asked: Any) -> str:
        """The address of the entries of these days; nothing for whoever may not read the log."""
        if not may(Action.AUDIT_VIEW):
            return ""
        since, until = self.period.first.isoformat(), self.period.last.isoformat()
        return url_for("audit_log.index", since=since, until=until, **asked)


def link(endpoint: str, action: Action, **asked: Any) -> str:
    """An address, for whoever may open it."""
    return url_for(endpoint, **asked) if may(action) else ""


def parts(
    code: str, found: Iterable[tuple[str, int]], words: Mapping[Any, Any], href: Any
) -> list[Number]:
    """The parts of a number, the most frequent first; `href` gives the address of one."""
    return [
        Number(f"{code}.{key}", str(words.get(key, key)), times, href=href(key), is_part=True)
        for key, times in sorted(found, key=lambda one: (-one[1], one[0]))
        if times
    ]

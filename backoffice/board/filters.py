"""What the board is asked to show: read from the address and written back into one."""

from collections.abc import Container, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from backoffice import clock
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.appeals import AppealState
from backoffice.rules.vocabulary.people import Role

OPEN_STATES = (AppealState.NEW, AppealState.IN_WORK, AppealState.WITH_THIRD_PARTY)
ENDED_STATES = (AppealState.ANSWERED, AppealState.CLOSED)
ME = "me"
NOBODY = "none"
REGISTERED = "registered"


class Due(StrEnum):
    """Which deadlines are looked for; only an appeal still owed an answer has one."""

    OVERDUE = "overdue"
    SOON = "soon"
    TODAY = "today"
    WEEK = "week"


@dataclass(frozen=True)
class Filters:
    """The chosen values by name; an empty one does not narrow."""

    state: str = ""
    category: str = ""
    district: str = ""
    third_party: str = ""
    channel: str = ""
    kind: str = ""
    due: str = ""
    assignee: str = ""
    mine: str = ""  # an operator's own choice of what is theirs

    @classmethod
    def read(cls, typed: Mapping[str, str], known: Mapping[str, Container[str]]) -> "Filters":
        """Read an address; a value that is not of its list is left out, as if not typed."""
        chosen = {name: typed.get(name, "") for name in FILTER_NAMES}
        return cls(**{name: text for name, text in chosen.items() if text in known[name]})

    def seen_by(self, person: Actor) -> "Filters":
        """An operator sees what is assigned to them or what they registered (R-2.1).

        Whatever the address asks: nobody else's cases stand on their board.
        """
        if person.role != Role.OPERATOR:
            return replace(self, mine="")
        return replace(self, assignee="" if self.mine == REGISTERED else ME)

    def without(self, name: str) -> "Filters":
        """The same question without one of its narrowings."""
        return replace(self, **{name: ""})

    @property
    def chosen(self) -> dict[str, Any]:
        """What narrows, as it stands in an address."""
        return {name: text for name, text in asdict(self).items() if text}

    def states(self, shown: tuple[AppealState, ...]) -> tuple[AppealState, ...]:
        """Which of the shown states are left; a deadline leaves only those that have one."""
        return tuple(
            state
            for state in shown
            if (not self.state or state == self.state) and (not self.due or state in OPEN_STATES)
        )


FILTER_NAMES = tuple(Filters.__dataclass_fields__)

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


def due_span(due: str, soon: timedelta) -> tuple[datetime, datetime]:
    """From when until when a deadline must lie; days are those of the city."""
    now = clock.now()
    today = datetime.combine(clock.today(), time(), clock.ALMATY)
    monday = today - _DAY * today.weekday()
    spans = {
        Due.OVERDUE: (_LONG_AGO, now),
        Due.SOON: (now, now + soon),
        Due.TODAY: (today, today + _DAY),
        Due.WEEK: (monday, monday + 7 * _DAY),
    }
    return spans[Due(due)]

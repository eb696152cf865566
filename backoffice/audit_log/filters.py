"""What a reader of the log asks for, in codes: for the question, the address and the entry."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from backoffice import clock
from backoffice.exports.hours import hour_asked


@dataclass(frozen=True)
class Filters:
    """Chosen filters; what is empty is not asked. An hour stands in place of days."""

    since: date | None = None
    until: date | None = None
    hour: str = ""
    person: int | None = None
    action: str = ""
    case: str = ""
    third_party: str = ""
    field: str = ""
    refused: bool = False
    others: bool = False

    @property
    def chosen(self) -> dict[str, Any]:
        """Filters that were chosen, as the address of the page carries them."""
        told = {name: value for name, value in asdict(self).items() if value not in (None, "")}
        ticked = {name: "y" for name in ("refused", "others") if told.pop(name)}
        return {name: str(value) for name, value in told.items()} | ticked

    @property
    def begins(self) -> datetime | None:
        """The first moment asked for."""
        if self.hour:
            return hour_asked(self.hour).astimezone(UTC)
        return _midnight(self.since) if self.since else None

    @property
    def ends(self) -> datetime | None:
        """The first moment no longer asked for."""
        if self.hour and self.begins:
            return self.begins + timedelta(hours=1)
        return _midnight(self.until + timedelta(days=1)) if self.until else None


@dataclass(frozen=True)
class Place:
    """Where in the log the page stands: entries up to a number, or those above one."""

    upto: int | None = None
    above: int | None = None

    @property
    def chosen(self) -> dict[str, Any]:
        """The place as the address of the page carries it."""
        return {name: str(value) for name, value in asdict(self).items() if value is not None}


def _midnight(day: date) -> datetime:
    """The first moment of a day in Astana."""
    return datetime.combine(day, time(), clock.ALMATY).astimezone(UTC)

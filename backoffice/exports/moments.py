"""Moments as a driver hands them over, told in Astana time at little cost.

SQLite hands over a text in UTC, PostgreSQL a moment; a million of them are told in one file,
and most of them share their hour with the one before.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, cast

from backoffice import clock
from backoffice.exports.columns import Remembered, Say
from backoffice.web.language import show_date

Raw = str | datetime
Day = Raw | date  # a day of its own, or the moment whose day is told
Hour = tuple[str, str, int, int]  # its day and hour, the offset, Excel's day, the second of it
_MOST_HOURS = 1000  # rows come in the order of time: what is older is not asked for again
_DAY = 86_400
_FIRST_DAY = datetime(1899, 12, 30).toordinal()  # the day Excel counts from


class _Hours(Remembered[Hour]):
    """What an hour of UTC is in Astana; every offset since 2000 is of whole hours."""

    def __missing__(self, hour: str) -> Hour:
        if len(self) >= _MOST_HOURS:
            self.clear()
        return super().__missing__(hour)


def isos(raws: Sequence[Raw | None]) -> list[str]:
    """A column of moments in ISO 8601, each with the offset of Astana on that day."""
    if not all(type(raw) is str for raw in raws):
        return ["" if raw is None else iso(raw) for raw in raws]
    return [f"{(h := _hours[raw[:13]])[0]}{raw[13:19]}{h[1]}" for raw in cast(Sequence[str], raws)]


def iso(raw: Raw) -> str:
    """One moment in ISO 8601."""
    return clock.local(moment_of(raw)).isoformat(timespec="seconds")


def serial(raw: Raw) -> float:
    """The number Excel keeps for a date and a time, as clocks in Astana showed it."""
    if not isinstance(raw, str):
        local = clock.local(raw)
        second = local.hour * 3600 + local.minute * 60 + local.second
        return local.toordinal() - _FIRST_DAY + second / _DAY
    _begins, _offset, day, second = _hours[raw[:13]]
    return day + (second + int(raw[14:16]) * 60 + int(raw[17:19])) / _DAY


def moment_of(raw: Raw) -> datetime:
    """The same as a moment of its own, for what is told one by one."""
    return datetime.fromisoformat(raw).replace(tzinfo=UTC) if isinstance(raw, str) else raw


def iso_day(raw: Day) -> str:
    """A day in ISO 8601; of a moment the day it was in Astana."""
    return _hours[raw[:13]][0][:10] if isinstance(raw, str) else _day_of(raw).isoformat()


def serial_day(raw: Day) -> int:
    """The number Excel keeps for a day."""
    if isinstance(raw, str):
        return _hours[raw[:13]][2]
    return _day_of(raw).toordinal() - _FIRST_DAY


def say_day(without: Any = "") -> Say:
    """Says a day as people here write it, or the words for a row without one."""
    return lambda _names, raw: show_date(_day_of(raw)) if raw else str(without)


def _day_of(raw: Day) -> date:
    is_moment = isinstance(raw, str | datetime)
    return clock.local(moment_of(cast(Raw, raw))).date() if is_moment else cast(date, raw)


def _told(hour: str) -> Hour:
    local = clock.local(datetime.fromisoformat(f"{hour}:00:00").replace(tzinfo=UTC))
    text = local.isoformat(timespec="seconds")
    return text[:13], text[19:], local.toordinal() - _FIRST_DAY, local.hour * 3600


_hours = _Hours(_told)

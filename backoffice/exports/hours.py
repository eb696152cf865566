"""An hour of the log as addresses carry it: one by the clock of Astana, `2026-11-26T09`."""

from datetime import datetime

from backoffice import clock
from backoffice.exports.period import EARLIEST, LATEST

_HOUR = "%Y-%m-%dT%H"


def hour_told(moment: datetime) -> str:
    """The hour a moment lies in."""
    return clock.local(moment).strftime(_HOUR)


def hour_asked(text: str) -> datetime:
    """Its first moment. Raises ValueError for what is no hour of these years, or otherwise told."""
    hour = datetime.strptime(text, _HOUR)
    if hour.strftime(_HOUR) != text or not EARLIEST <= hour.date() <= LATEST:
        raise ValueError(text)
    return hour.replace(tzinfo=clock.ALMATY)

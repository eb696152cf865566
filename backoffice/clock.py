"""The only source of time: UTC inside, Asia/Almaty for people (R-3.9)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ALMATY = ZoneInfo("Asia/Almaty")


def _system_time() -> datetime:
    return datetime.now(UTC)


_source: list[Callable[[], datetime]] = [_system_time]


def now() -> datetime:
    """The present moment, aware, in UTC: what is stored."""
    return _source[-1]()


def today() -> date:
    """The calendar day in Astana: what terms are counted from."""
    return now().astimezone(ALMATY).date()


def local(moment: datetime) -> datetime:
    """A stored moment as people in Astana read it."""
    return moment.astimezone(ALMATY)


@contextmanager
def running_at(source: Callable[[], datetime]) -> Iterator[None]:
    """Let another clock speak, for tests and for loading dated demo cases."""
    _source.append(source)
    try:
        yield
    finally:
        _source.remove(source)

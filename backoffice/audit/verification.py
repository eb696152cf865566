"""Verify the chain: recompute every digest and MAC, name the first bad entry and what it is.

Reads one snapshot of the log, so that people work on meanwhile.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from backoffice.audit.chain import CANONICAL, GENESIS
from backoffice.audit.faults import Found, Kind, kind_of
from backoffice.audit.models import AuditEntry, AuditHead
from backoffice.audit.walk import Row, Walk
from backoffice.db import db

PAGE = 5000
_COLUMNS = ", ".join((*CANONICAL, "digest", "mac"))

Progress = Callable[[int], object]


@dataclass(frozen=True)
class Verdict:
    """What verification found: `bad_seq` is None when every entry is as it was written.

    `entries` is the number of the last good entry, `head` its digest; `since` the entry that
    was looked at first. `why` says which check failed, `found` what that means.
    """

    entries: int
    head: str
    bad_seq: int | None = None
    why: str = ""
    found: Found | None = None
    since: int = 1

    @property
    def is_ok(self) -> bool:
        """Whether nothing was changed, removed, inserted or moved."""
        return self.bad_seq is None


def verify(chain_key: bytes, *, since: int = 1, progress: Progress = lambda _done: None) -> Verdict:
    """Read the chain in order from entry `since` and compare; stops at the first bad entry.

    What lies before `since` is taken as it stands; `progress` hears how many were read.
    """
    with _snapshot() as connection:
        before = digest_at(connection, since - 1)
        if before is None:
            return Verdict(since - 2, GENESIS, since - 1, "number", Found(Kind.REMOVED, since - 1))
        walk = Walk(chain_key, last=since - 1, digest=before)
        why = _walked(connection, walk, progress)
        if not why:
            return _compare_head(connection, walk, since)
        found = Found(Kind.UNREADABLE)
        if why != "unreadable":
            rows = _rows(connection, after=walk.last)
            found = kind_of(why, walk.last + 1, walk.digest, rows)
        return Verdict(walk.last, walk.digest, walk.last + 1, why, found, since)


@contextmanager
def _snapshot() -> Iterator[Connection]:
    """A transaction of its own: what is written meanwhile is not seen, on either database."""
    own = db.engine.connect().execution_options(isolation_level="SERIALIZABLE")
    # Begun by name: the driver is asked directly, and that alone would begin nothing.
    with own as connection, connection.begin():
        yield connection


def digest_at(connection: Connection, seq: int) -> str | None:
    """The digest that stands at a number; what everything begins with for 0."""
    if seq == 0:
        return GENESIS
    return connection.scalar(sa.select(AuditEntry.digest).where(AuditEntry.seq == seq))


def _walked(connection: Connection, walk: Walk, progress: Progress) -> str:
    try:
        for page in _pages(connection, after=walk.last):
            if why := walk.over(page):
                return why
            progress(len(page))
    except sqlite3.DatabaseError:
        return "unreadable"
    return ""


def _compare_head(connection: Connection, walk: Walk, since: int) -> Verdict:
    head = connection.execute(sa.select(AuditHead.seq, AuditHead.digest)).first()
    seq, digest = head or (0, GENESIS)
    if (seq, digest) == (walk.last, walk.digest):
        return Verdict(walk.last, walk.digest, since=since)
    kind = Kind.CUT if seq > walk.last else Kind.INSERTED if seq < walk.last else Kind.HEAD
    return Verdict(walk.last, walk.digest, walk.last + 1, "head", Found(kind, seq), since)


def _rows(connection: Connection, *, after: int) -> Iterator[Row]:
    """Entries one by one, or a beginning from the very first when one stands before it."""
    for page in _pages(connection, after=after):
        yield from page


def _pages(connection: Connection, *, after: int) -> Iterator[Sequence[Row]]:
    """Entries in pages by number: flat memory, no server cursor needed.

    The driver is asked directly: a million rows need no row objects between. From the start of
    the log nothing is left out, be its number what it may.
    """
    driver: Any = connection.connection.driver_connection
    last = after if after else -(2**63)
    while True:
        page = _page(
            driver,
            f"SELECT {_COLUMNS} FROM {AuditEntry.__tablename__} "
            f"WHERE seq > {last:d} ORDER BY seq LIMIT {PAGE:d}",
        )
        if page:
            yield page
        if len(page) < PAGE or not isinstance(page[-1][0], int):
            return
        last = page[-1][0]


def _page(driver: Any, query: str) -> list[Row]:
    """One page. Bytes that are no text any more are read as such, so that their entry is found."""
    try:
        rows: list[Row] = driver.execute(query).fetchall()
    except sqlite3.OperationalError:
        driver.text_factory = lambda raw: raw.decode(errors="replace")
        try:
            rows = driver.execute(query).fetchall()
        finally:
            driver.text_factory = str
    return rows

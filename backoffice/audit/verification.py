"""Verify the chain: recompute every digest and MAC, name the first bad entry and what it is.

Reads one snapshot of the log, so that people work on meanwhile.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from backoffice.audit.chain import GENESIS
from backoffice.audit.faults import Found, Kind, kind_of
from backoffice.audit.models import AuditEntry, AuditHead
from backoffice.audit.rows import Unreadable, digest_at, pages
from backoffice.audit.walk import Walk
from backoffice.db import db

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

    What lies before `since` is taken as it stands; `progress` hears how many were read. Without
    the entry before it nothing is looked at, and `entries` is 0.
    """
    with _snapshot() as connection:
        walk = Walk(chain_key, last=since - 1)
        why = _walked(connection, walk, progress)
        if why == "missing":
            return Verdict(0, GENESIS, since - 1, "number", Found(Kind.REMOVED, since - 1), since)
        if not why:
            return _doubled(connection, walk, since) or _compare_head(connection, walk, since)
        found = _what_was_done(connection, walk, why)
        return Verdict(walk.last, walk.digest, walk.last + 1, why, found, since)


@contextmanager
def _snapshot() -> Iterator[Connection]:
    """A transaction of its own: what is written meanwhile is not seen, on either database."""
    own = db.engine.connect().execution_options(isolation_level="SERIALIZABLE")
    # Begun by name: the driver is asked directly, and that alone would begin nothing.
    with own as connection, connection.begin():
        yield connection


def _walked(connection: Connection, walk: Walk, progress: Progress) -> str:
    """Go along all entries from where the walk stands; why it ended too early."""
    try:
        before = digest_at(connection, walk.last)
        if before is None:
            return "missing"
        walk.digest = before
        for page in pages(connection, after=walk.last):
            if why := walk.over(page):
                return why
            progress(len(page))
    except Unreadable:
        return "unreadable"
    return ""


def _what_was_done(connection: Connection, walk: Walk, why: str) -> Found:
    if why != "unreadable":
        with suppress(Unreadable):
            rows = chain.from_iterable(pages(connection, after=walk.last))
            return kind_of(why, walk.last + 1, walk.digest, rows)
    return Found(Kind.UNREADABLE)


def _doubled(connection: Connection, walk: Walk, since: int) -> Verdict | None:
    """Every row was looked at: one more, of a number that was had already, is none of ours."""
    looked_at = AuditEntry.seq >= since if since > 1 else sa.true()
    rows = sa.select(sa.func.count()).select_from(AuditEntry).where(looked_at)
    if connection.scalar(rows) == walk.last - since + 1:
        return None
    twice = sa.select(AuditEntry.seq).where(looked_at).group_by(AuditEntry.seq)
    twice = twice.having(sa.func.count() > 1).order_by(AuditEntry.seq)
    seq = connection.scalar(twice.limit(1)) or walk.last + 1
    return Verdict(walk.last, walk.digest, seq, "number", Found(Kind.INSERTED, seq), since)


def _compare_head(connection: Connection, walk: Walk, since: int) -> Verdict:
    """Entries are whole: a head that names a later one has lost some, any other was changed."""
    fits = AuditHead.digest == walk.digest  # asked there: it may be no text any more
    head = connection.execute(sa.select(AuditHead.seq, fits)).first()
    seq, is_same = head or (0, walk.digest == GENESIS)
    if seq == walk.last and is_same:
        return Verdict(walk.last, walk.digest, since=since)
    kind, bad = (Kind.CUT, walk.last + 1) if seq > walk.last else (Kind.HEAD, seq)
    return Verdict(walk.last, walk.digest, bad, "head", Found(kind, seq), since)

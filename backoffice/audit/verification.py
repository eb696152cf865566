"""Verify the chain: recompute every digest and MAC and name the first bad entry."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backoffice.audit.chain import CANONICAL, GENESIS, canonical, digest_of, mac_of
from backoffice.audit.models import AuditEntry, AuditHead
from backoffice.db import db

_COLUMNS = ", ".join((*CANONICAL, "digest", "mac"))
_WIDTH = len(CANONICAL)
_PAGE = 5000


@dataclass(frozen=True)
class Verdict:
    """What verification found: `bad_seq` is None when every entry is as it was written."""

    entries: int
    head: str
    bad_seq: int | None = None
    why: str = ""

    @property
    def is_ok(self) -> bool:
        """Whether nothing was changed, removed, inserted or moved."""
        return self.bad_seq is None


def verify(chain_key: bytes) -> Verdict:
    """Read the whole chain in order and compare; stops at the first bad entry."""
    previous: str = GENESIS
    expected = 1
    for row in _rows():
        why = _fault(row, expected, previous, chain_key)
        if why:
            return Verdict(expected - 1, previous, expected, why)
        previous, expected = str(row[_WIDTH]), expected + 1
    return _compare_head(expected - 1, previous)


def _fault(row: Sequence[object], expected: int, previous: str, chain_key: bytes) -> str:
    if row[0] != expected:
        return "number"
    digest = digest_of(previous, canonical(row[:_WIDTH]))
    if digest != row[_WIDTH]:
        return "digest"
    return "" if mac_of(chain_key, digest) == row[_WIDTH + 1] else "mac"


def _compare_head(entries: int, digest: str) -> Verdict:
    head = db.session.get(AuditHead, 1, populate_existing=True)
    seq, known = (head.seq, head.digest) if head else (0, GENESIS)
    if (seq, known) != (entries, digest):
        return Verdict(entries, digest, entries + 1, "head")
    return Verdict(entries, digest)


def _rows() -> Iterator[Sequence[object]]:
    """Entries in pages by number: flat memory, no server cursor needed.

    The driver is asked directly: a million rows need no row objects between.
    """
    driver = db.session.connection().connection.driver_connection
    if driver is None:
        raise RuntimeError("the database connection is closed")
    last = -1
    while True:
        page = driver.execute(
            f"SELECT {_COLUMNS} FROM {AuditEntry.__tablename__} "
            f"WHERE seq > {last:d} ORDER BY seq LIMIT {_PAGE:d}"
        ).fetchall()
        yield from page
        if len(page) < _PAGE:
            return
        last = int(page[-1][0])

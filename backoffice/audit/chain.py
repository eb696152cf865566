"""The chain: canonical text, digest and MAC of an entry, and appending one.

Digest = SHA-256 over the previous digest and the canonical text, which anyone can recompute.
MAC = HMAC-SHA-256 of the digest under the keyring's chain key, which a holder of the
database alone cannot.
"""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import UTC, datetime

import sqlalchemy as sa

from backoffice import clock
from backoffice.audit.models import AuditEntry, AuditHead
from backoffice.db import db

GENESIS = "0" * 64
SEPARATOR = "\x1f"
CANONICAL = (
    "seq",
    "at",
    "action",
    "outcome",
    "actor_id",
    "actor_role",
    "subject",
    "appeal_number",
    "third_party",
    "reason",
    "fields",
    "detail",
    "request_id",
    "client",
)


class BrokenText(ValueError):
    """An entry would hold a character that makes its canonical text ambiguous."""


def stamp(moment: datetime) -> str:
    """A moment as entries hold it: UTC, microseconds, sorted as text."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def canonical(parts: Sequence[object]) -> str:
    """The text that is hashed: the fields of `CANONICAL` in that order, joined."""
    return SEPARATOR.join(map(str, parts))


def digest_of(previous: str, text: str) -> str:
    """Digest of one entry in the chain, 64 hex signs."""
    return hashlib.sha256((previous + SEPARATOR + text).encode()).hexdigest()


def mac_of(chain_key: bytes, digest: str) -> str:
    """MAC of one entry under the chain key, 64 hex signs."""
    return hmac.digest(chain_key, digest.encode(), hashlib.sha256).hex()


def lock_head() -> AuditHead:
    """The head row, locked until the transaction ends: one writer at a time."""
    head = db.session.get(AuditHead, 1, with_for_update=True)
    if head is None:
        head = AuditHead(id=1, seq=0, digest=GENESIS)
        db.session.add(head)
    return head


def append(head: AuditHead, chain_key: bytes, told: dict[str, object]) -> AuditEntry:
    """Add the next entry behind the head. `told` holds the fields of `CANONICAL` but `seq`, `at`.

    Raises BrokenText when a field holds the separator.
    """
    row = {**told, "seq": head.seq + 1, "at": stamp(clock.now())}
    parts = [row[name] for name in CANONICAL]
    if any(SEPARATOR in str(part) for part in parts):
        raise BrokenText("an audit field holds a separator")
    digest = digest_of(head.digest, canonical(parts))
    row |= {"digest": digest, "mac": mac_of(chain_key, digest)}
    db.session.execute(sa.insert(AuditEntry), [row])
    head.seq, head.digest = int(str(row["seq"])), digest
    db.session.flush()
    return AuditEntry(**row)

"""The checkpoint file: signed lines apart from the data, and whether the data still fits them.

An older database or an older vault put in place by hand fits no longer, and nobody signs
a log that lost what an earlier line says.
"""

import base64
import json
import logging
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from backoffice import clock
from backoffice.audit.chain import GENESIS, stamp
from backoffice.audit.models import AuditEntry, AuditHead
from backoffice.db import db
from backoffice.vault.keyring import Keyring
from backoffice.vault.keystore import fence
from backoffice.vault.values import the_vault

FILE = "audit.jsonl"
_NEWEST = 64  # lines looked at: writers under PostgreSQL may end in another order
log = logging.getLogger(__name__)


class StaleInstallation(RuntimeError):
    """Data or vault are older than a checkpoint says; the message is for the operator."""


@dataclass(frozen=True)
class Checkpoint:
    """One signed statement: up to here the log was this, and so many values were destroyed.

    `restored` names the backup a restore put in place: from there the log goes on from an
    earlier number, and lines before it say nothing about it any more.
    """

    seq: int
    digest: str
    at: str
    fences: int
    restored: str = ""
    signature: str = ""

    @property
    def short(self) -> str:
        """As printed on reports: number and the ends of the digest."""
        return f"{self.seq} · {self.digest[:4]}…{self.digest[-4:]}"

    @property
    def moment(self) -> datetime:
        """When it was signed."""
        return datetime.fromisoformat(self.at)

    @property
    def signed_text(self) -> str:
        """The text under the signature."""
        text = f"{self.seq}\x1f{self.digest}\x1f{self.at}\x1f{self.fences}"
        return f"{text}\x1f{self.restored}" if self.restored else text


def head_now(restored: str = "") -> Checkpoint:
    """Where the log stands now, unsigned: for the foot of a page."""
    head = db.session.get(AuditHead, 1)
    seq, digest = (head.seq, head.digest) if head else (0, GENESIS)
    fences = the_vault().store.fence_count()
    return Checkpoint(seq, digest, stamp(clock.now()), fences, restored)


def signed(bare: Checkpoint) -> Checkpoint:
    """The same statement under the signature of this installation."""
    signature = the_vault().keyring.signing_key.sign(bare.signed_text.encode())
    return Checkpoint(**(asdict(bare) | {"signature": base64.b64encode(signature).decode()}))


def append(line: Checkpoint) -> None:
    """Add a line to the checkpoint file.

    Raises OSError when it cannot be written, StaleInstallation when an earlier line says
    that the data is older than it was: such a state must never be signed.
    """
    if not line.restored and (why := contradiction()):
        raise StaleInstallation(why)
    folder = Path(current_app.config["CHECKPOINTS"])
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / FILE).open("a+b") as file:
        # What a power cut left of a line must not swallow the next one.
        gap = b"" if not file.tell() or _ends_whole(folder / FILE) else b"\n"
        file.write(gap + json.dumps(asdict(line)).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def mark() -> None:
    """Sign log and fence count right after a destruction or a backup, as part of neither.

    An older vault is then recognised. What was done is done: when the line cannot be
    written, that is only told.
    """
    if not current_app.config["CHECKPOINTS"]:
        return  # a copy that is being prepared signs nothing
    try:
        append(signed(head_now()))
        db.session.commit()  # the reading that the line needed; nothing else is open
    except (OSError, SQLAlchemyError, StaleInstallation):
        db.session.rollback()
        log.warning("no checkpoint could be written: run `audit checkpoint`")


def newest_lines(keyring: Keyring, folder: Path, most: int = _NEWEST) -> list[Checkpoint]:
    """The newest lines this installation signed, newest first; others prove nothing."""
    key = keyring.signing_key.public_key()
    lines: list[Checkpoint] = []
    for raw in _raw_lines(folder / FILE):
        line = _read(raw)
        if line is not None and is_ours(key, line):
            lines.append(line)
        if len(lines) == most:
            break
    return lines


def contradiction() -> str:
    """Why data or vault cannot be the newest of this installation; empty when they fit."""
    lines = newest_lines(the_vault().keyring, Path(current_app.config["CHECKPOINTS"]))
    if not lines:
        return ""
    most = max(lines, key=lambda line: line.fences)
    if _fences() < most.fences:
        return (
            f"The vault knows of fewer destructions than the checkpoint of {most.at}: an older "
            "vault was put in place. Put one in place with `backup restore` (docs/operations.md)."
        )
    last = max(_since_restore(lines), key=lambda line: line.seq)
    if last.seq and _digest_at(last.seq) != last.digest:
        return (
            f"The audit log does not hold entry {last.seq} of the checkpoint of {last.at}: an "
            "older or another database was put in place. Put one in place with `backup restore` "
            "(docs/operations.md)."
        )
    return ""


def _since_restore(lines: list[Checkpoint]) -> list[Checkpoint]:
    for index, line in enumerate(lines):
        if line.restored:
            return lines[: index + 1]
    return lines


def _fences() -> int:
    store = the_vault().store
    return store.fence_count() if sa.inspect(store.engine).has_table(fence.name) else 0


def _digest_at(seq: int) -> str | None:
    if not sa.inspect(db.session.connection()).has_table(AuditEntry.__tablename__):
        return None
    return db.session.scalar(sa.select(AuditEntry.digest).where(AuditEntry.seq == seq))


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _raw_lines(path: Path) -> Iterator[bytes]:
    if path.exists():
        yield from reversed(path.read_bytes().splitlines())


def _read(raw: bytes) -> Checkpoint | None:
    try:
        return Checkpoint(**json.loads(raw))
    except (ValueError, TypeError):
        return None


def is_ours(key: Ed25519PublicKey, line: Checkpoint) -> bool:
    """Whether the installation with this public key signed the line."""
    try:
        signature = base64.b64decode(line.signature, validate=True)
        key.verify(signature, line.signed_text.encode())
    except (InvalidSignature, ValueError, TypeError):
        return False
    # Base64 has spare bits at its end, in which a change could hide.
    return base64.b64encode(signature).decode() == line.signature

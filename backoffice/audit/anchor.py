"""Signing where the log stands, and whether the data still fits the lines signed before.

An older database or an older vault put in place by hand fits no longer, and nobody signs
a log that lost what an earlier line says.
"""

import base64
import fcntl
import json
import logging
import os
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from backoffice import clock
from backoffice.audit.chain import GENESIS, stamp
from backoffice.audit.line import Checkpoint
from backoffice.audit.line_file import FILE, ends_whole, furthest, newest_lines
from backoffice.audit.models import AuditEntry, AuditHead
from backoffice.audit.rows import stands
from backoffice.audit.sealing import first_unsealed, is_sealed
from backoffice.db import db
from backoffice.vault.keystore import fence
from backoffice.vault.values import the_vault

_STEP = timedelta(minutes=10)  # a clock set back by less is bridged, by more is told
log = logging.getLogger(__name__)


class StaleInstallation(RuntimeError):
    """Data or vault are older than a checkpoint says; the message is for the operator."""


def head_now(restored: str = "") -> Checkpoint:
    """Where the log stands now, unsigned: for the foot of a page."""
    head = db.session.get(AuditHead, 1)
    seq, digest = (head.seq, head.digest) if head else (0, GENESIS)
    fences = the_vault().store.fence_count()
    return Checkpoint(seq, digest, stamp(clock.now()), fences, restored)


def signed(bare: Checkpoint) -> Checkpoint:
    """The same statement under the signature of this installation."""
    signature = the_vault().keyring.signing_key.sign(bare.signed_text.encode())
    return replace(bare, signature=base64.b64encode(signature).decode())


def sealed_digest(seq: int) -> str:
    """The digest of one entry, fit to be signed. Raises StaleInstallation when it is not."""
    digest = db.session.scalar(sa.select(AuditEntry.digest).where(AuditEntry.seq == seq)) or ""
    key = the_vault().keyring.chain_key
    if not is_sealed(db.session.connection(), key, (seq, digest)):
        raise StaleInstallation(_not_as_written(seq))
    return digest


def append(line: Checkpoint) -> Checkpoint:
    """Add a line to the checkpoint file; answers with it as it stands there.

    Raises OSError when it cannot be written, StaleInstallation when an earlier line says that
    the data is older than it was, or an entry since is not sealed: that must never be signed.
    """
    folder = Path(current_app.config["CHECKPOINTS"])
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / FILE).open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if not line.restored and (why := contradiction() or _unsealed(line)):
            raise StaleInstallation(why)
        line = _in_order(line)
        # What a power cut left of a line must not swallow the next one.
        gap = b"" if not file.tell() or ends_whole(folder / FILE) else b"\n"
        file.write(gap + json.dumps(asdict(line)).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return line


def _in_order(line: Checkpoint) -> Checkpoint:
    """Not dated before a line above it: a restore would take nothing back then."""
    latest = max(_lines(), key=lambda above: above.at, default=line)
    back = latest.moment - line.moment
    if timedelta(0) < back and (line.restored or back <= _STEP):
        return signed(replace(line, at=latest.at))
    return line


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


def contradiction() -> str:
    """Why data or vault cannot be the newest of this installation; empty when they fit."""
    lines = _lines()
    if not lines:
        return ""
    most = max(lines, key=lambda line: line.fences)
    if _fences() < most.fences:
        return (
            f"The vault knows of fewer destructions than the checkpoint of {most.at}: an older "
            "vault was put in place. Put one in place with `backup restore` (docs/operations.md)."
        )
    last = furthest(lines)
    if last.seq and not _stands(last):
        return (
            f"The audit log does not hold entry {last.seq} of the checkpoint of {last.at}: an "
            "older or another database was put in place. Put one in place with `backup restore` "
            "(docs/operations.md)."
        )
    return ""


def _unsealed(line: Checkpoint) -> str:
    """Why what a line says was not written by this program; looks from the newest line on."""
    lines = _lines()
    last = furthest(lines) if lines else Checkpoint(0, GENESIS, "", 0)
    connection, key = db.session.connection(), the_vault().keyring.chain_key
    if line.seq > last.seq:
        since, until = (last.seq, last.digest), (line.seq, line.digest)
        bad = first_unsealed(connection, key, since, until)
    else:  # another process signed meanwhile
        is_known = line.seq == 0 or is_sealed(connection, key, (line.seq, line.digest))
        bad = 0 if is_known else line.seq
    return _not_as_written(bad) if bad else ""


def _not_as_written(seq: int) -> str:
    return (
        f"Entry {seq} of the audit log is not as this program wrote it, or is missing: nothing is "
        "signed. Run `audit verify` (docs/operations.md)."
    )


def _lines() -> list[Checkpoint]:
    return newest_lines(the_vault().keyring, Path(current_app.config["CHECKPOINTS"]))


def _fences() -> int:
    store = the_vault().store
    return store.fence_count() if sa.inspect(store.engine).has_table(fence.name) else 0


def _stands(line: Checkpoint) -> bool:
    connection = db.session.connection()
    there = sa.inspect(connection).has_table(AuditEntry.__tablename__)
    return there and stands(connection, line.seq, line.digest)

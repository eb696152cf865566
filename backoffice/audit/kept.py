"""Signed lines that were kept elsewhere, held against the log: the first that does not fit.

A log whose tail was cut, whose history was written anew with every key in hand, or that is of
an older database put back, is whole in itself: only what was carried away before says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from backoffice.audit.anchor import Checkpoint, is_ours
from backoffice.audit.models import AuditEntry
from backoffice.audit.public import read_line
from backoffice.audit.verification import digest_at
from backoffice.vault.keyring import Keyring


class Misfit(StrEnum):
    """Why a line does not fit."""

    UNREADABLE = "unreadable"
    SIGNATURE = "signature"
    CUT = "cut"  # the log ends before its number
    REWRITTEN = "rewritten"  # at its number stands something else
    VAULT = "vault"  # it knows of more destructions than the vault


@dataclass(frozen=True)
class Kept:
    """What the lines of one file say about the log."""

    lines: int = 0
    fitting: int = 0
    outdated: int = 0  # of entries that a restore, signed in the same file, took back
    newest: Checkpoint | None = None  # the fitting line with the highest number
    bad_line: int = 0
    bad: Checkpoint | None = None
    why: Misfit | None = None


def compare(
    raw_lines: Iterable[bytes], *, keyring: Keyring, connection: Connection, fences: int
) -> Kept:
    """Hold every line against the log; stops at the first misfit."""
    numbered = [(number, raw) for number, raw in enumerate(raw_lines, 1) if raw.strip()]
    # Looked at after the lines: one that is written meanwhile is of an entry that stands.
    last = connection.scalar(sa.select(sa.func.max(AuditEntry.seq))) or 0
    lines = [read_line(raw) for _number, raw in numbered]
    limits = _limits([line if line and is_ours(keyring, line) else None for line in lines])
    outdated, fitting, newest = 0, 0, None
    for (number, _raw), line, limit in zip(numbered, lines, limits, strict=True):
        why = _misfit(line, keyring, fences)
        if why is None and line is not None:
            if limit is not None and line.seq > limit:
                outdated += 1
                continue
            why = _against_the_log(line, connection, last)
        if why is not None:
            return Kept(len(lines), fitting, outdated, newest, number, line, why)
        fitting += 1
        newest = max(filter(None, (newest, line)), key=lambda one: one.seq)
    return Kept(len(lines), fitting, outdated, newest)


def _misfit(line: Checkpoint | None, keyring: Keyring, fences: int) -> Misfit | None:
    if line is None:
        return Misfit.UNREADABLE
    if not is_ours(keyring, line):
        return Misfit.SIGNATURE
    return Misfit.VAULT if line.fences > fences else None


def _against_the_log(line: Checkpoint, connection: Connection, last: int) -> Misfit | None:
    if line.seq > last:
        return Misfit.CUT
    return None if digest_at(connection, line.seq) == line.digest else Misfit.REWRITTEN


def _limits(lines: Sequence[Checkpoint | None]) -> list[int | None]:
    """For each line the last entry that a later restore left in the log; None without one."""
    limits: list[int | None] = []
    limit: int | None = None
    for line in reversed(lines):
        limits.append(limit)
        if line is not None and line.restored:
            taken = entry_of(line.restored)
            limit = taken if limit is None else min(limit, taken)
    return limits[::-1]


def entry_of(backup: str) -> int:
    """The last entry in a backup, which its name ends with; 0 when the name is not ours."""
    number = backup.rpartition("-")[2]
    return int(number) if number.isascii() and number.isdigit() else 0

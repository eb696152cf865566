"""Signed lines that were kept elsewhere, held against the log: all that do not fit.

A log whose tail was cut, whose history was written anew with every key in hand, or that is of
an older database put back, is whole in itself: only what was carried away before says so.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from backoffice.audit.line import Checkpoint, is_ours, misplaced, read_line
from backoffice.audit.models import AuditEntry
from backoffice.audit.rows import stands
from backoffice.rules.vocabulary.checkpoints import Misfit
from backoffice.vault.keyring import Keyring


@dataclass(frozen=True)
class Judged:
    """One line and what became of it: it fits, it is outdated by a restore, or why not."""

    line: Checkpoint | None
    why: Misfit | None = None
    is_outdated: bool = False


@dataclass(frozen=True)
class Kept:
    """What the lines of one file say about the log."""

    lines: int
    fitting: int
    outdated: int  # of entries that a restore, signed in the same file, took back
    newest: Checkpoint | None  # the fitting line with the highest number
    bad: Sequence[tuple[int, Judged]] = ()  # all that do not fit, counted as editors count

    @property
    def is_ok(self) -> bool:
        """Whether something is proved, and nothing contradicts it."""
        return bool(self.fitting) and not self.bad


@dataclass(frozen=True)
class Ground:
    """What lines are held against: keys, destructions, the end of the log, what stands in it."""

    keyring: Keyring
    fences: int
    last: int
    stands: Callable[[int, str], bool]


def compare(
    raw_lines: Iterable[bytes], *, keyring: Keyring, connection: Connection, fences: int
) -> Kept:
    """Hold every line of a file against the log."""
    numbered = [(number, raw) for number, raw in enumerate(raw_lines, 1) if raw.strip()]
    # Looked at after the lines: one that is written meanwhile is of an entry that stands.
    last = connection.scalar(sa.select(sa.func.max(AuditEntry.seq))) or 0
    ground = Ground(keyring, fences, last, partial(stands, connection))
    judged = judge([read_line(raw) for _number, raw in numbered], ground)
    good = [one.line for one in judged if one.line and not one.why and not one.is_outdated]
    bad = [(number, one) for (number, _raw), one in zip(numbered, judged, strict=True) if one.why]
    return Kept(
        lines=len(judged),
        fitting=len(good),
        outdated=sum(one.is_outdated for one in judged),
        newest=max(good, key=lambda line: line.seq, default=None),
        bad=bad,
    )


def judge(lines: Sequence[Checkpoint | None], ground: Ground) -> list[Judged]:
    """Each line, in the order they were written, against the log and the vault."""
    key = ground.keyring.signing_key.public_key()
    ours = [line if line and is_ours(key, line) else None for line in lines]
    in_order = [None if late else line for line, late in zip(ours, misplaced(ours), strict=True)]
    return [
        _judged(mine, limit, ground, is_placed=placed is not None)
        if mine is not None
        else Judged(line, Misfit.SIGNATURE if line else Misfit.UNREADABLE)
        for line, mine, placed, limit in zip(lines, ours, in_order, _limits(in_order), strict=True)
    ]


def _judged(line: Checkpoint, limit: int | None, ground: Ground, *, is_placed: bool) -> Judged:
    is_outdated = limit is not None and line.seq > limit
    if line.fences > ground.fences:
        return Judged(line, Misfit.VAULT)
    if not is_outdated and line.seq > ground.last:
        return Judged(line, Misfit.CUT)
    if not is_outdated and not ground.stands(line.seq, line.digest):
        return Judged(line, Misfit.REWRITTEN)
    if not is_placed:
        return Judged(line, Misfit.ORDER)
    return Judged(line, is_outdated=is_outdated)


def _limits(lines: Sequence[Checkpoint | None]) -> list[int | None]:
    """For each line the last entry that a later restore left in the log; None without one.

    A misplaced line is no line here: an old restore, moved down, would excuse a cut.
    """
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

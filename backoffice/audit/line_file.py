"""The file of signed lines, kept apart from the data: read from its end, the newest first."""

import os
from collections.abc import Iterator
from pathlib import Path

from backoffice.audit.line import Checkpoint, is_ours, misplaced, read_line
from backoffice.vault.keyring import Keyring

FILE = "audit.jsonl"
_NEWEST = 64  # lines looked at: writers under PostgreSQL may end in another order
_BLOCK = 65536  # bytes read at a time, from the end


def newest_raw(folder: Path) -> Iterator[bytes]:
    """Lines of the checkpoint file as they stand there, newest first."""
    path = folder / FILE
    if not path.exists():
        return
    with path.open("rb") as file:
        place, held = file.seek(0, os.SEEK_END), b""
        while place:
            begin = max(0, place - _BLOCK)
            file.seek(begin)
            held, *whole = (file.read(place - begin) + held).split(b"\n")
            yield from filter(bytes.strip, reversed(whole))
            place = begin
        yield from filter(bytes.strip, (held,))


def newest_lines(keyring: Keyring, folder: Path, most: int = _NEWEST) -> list[Checkpoint]:
    """The newest lines this installation signed, newest first; others prove nothing."""
    key = keyring.signing_key.public_key()
    lines: list[Checkpoint] = []
    for raw in newest_raw(folder):
        line = read_line(raw)
        if line is not None and is_ours(key, line):
            lines.append(line)
        if len(lines) == most:
            break
    return lines


def furthest(lines: list[Checkpoint]) -> Checkpoint:
    """The highest entry that is spoken of since the last restore."""
    return max(_since_restore(lines), key=lambda line: line.seq)


def _since_restore(lines: list[Checkpoint]) -> list[Checkpoint]:
    """Of lines newest first; a restore that is dated before an older line counts for nothing."""
    is_misplaced = misplaced(lines[::-1])[::-1]
    for index, line in enumerate(lines):
        if line.restored and not is_misplaced[index]:
            return lines[: index + 1]
    return lines


def ends_whole(path: Path) -> bool:
    """Whether the last line was written to its end, or a power cut left a part of it."""
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"

"""Where backups stand: one folder per moment, written aside and put in place by one rename.

Data copies may be kept as long as one likes. Of the vault only the newest two are kept, and
an older one is overwritten before it is removed: it holds keys of what was destroyed since.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from backoffice.backup.faults import BackupFault

KEPT = 2
_DRAFT = ".new-"
_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Shelf:
    """The folder of the data copies and the folder of the vault's mirror."""

    data: Path
    vault: Path

    @classmethod
    def at(cls, folder: Path, vault: Path | None = None) -> "Shelf":
        """`folder/data` and `folder/vault`, or another place for the vault."""
        return cls(folder / "data", vault or folder / "vault")


def names(folder: Path) -> list[str]:
    """Names of the finished copies in a folder, newest first."""
    if not folder.is_dir():
        return []
    found = (p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    return sorted(found, reverse=True)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """One command at a time works in a folder; what a killed one left there is removed.

    Raises BackupFault when another one is at work.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / ".lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupFault(f"Another command is at work in {folder}.") from None
        for left in folder.glob(f"{_DRAFT}*"):
            wipe(left)
        yield


@contextmanager
def draft(folder: Path) -> Iterator[Path]:
    """A folder to write into that nobody takes for a backup; gone again on any failure."""
    path = folder / f"{_DRAFT}{os.getpid()}"
    path.mkdir(mode=0o700)
    try:
        yield path
    finally:
        if path.exists():
            wipe(path)


def publish(path: Path, name: str) -> None:
    """Everything of a draft is on the disk, then it becomes a backup by one rename."""
    for file in path.iterdir():
        file.chmod(0o600)
        sync(file)
    sync(path)
    path.rename(path.with_name(name))
    sync(path.parent)


def keep_newest(folder: Path, made: str) -> None:
    """Keep the copy just made and the newest besides it; wipe the others."""
    others = [name for name in names(folder) if name != made]
    for name in others[KEPT - 1 :]:
        # Under the name of a draft at once, so that half a copy is never taken for one.
        gone = folder / f"{_DRAFT}{name}"
        (folder / name).rename(gone)
        wipe(gone)


def wipe(path: Path) -> None:
    """Overwrite a file, or every file of a folder, and remove it."""
    if path.is_dir():
        for inner in path.iterdir():
            wipe(inner)
        path.rmdir()
        return
    left = path.stat().st_size
    with path.open("r+b") as file:
        while left > 0:
            left -= file.write(bytes(min(left, _CHUNK)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def sync(path: Path) -> None:
    """Wait until a file or a folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def copy_private(source: Path, target: Path) -> None:
    """Copy a file for its owner alone, to the disk."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with source.open("rb") as origin, os.fdopen(descriptor, "wb") as copy:
        shutil.copyfileobj(origin, copy, _CHUNK)
        copy.flush()
        os.fsync(copy.fileno())

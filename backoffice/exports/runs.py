"""How far the making of a file is, and whether anybody still makes it: a small locked file.

It stands in a folder every worker of this installation sees, so that neither the queue of
writers nor the log has to do with it (docs 0030). Who makes the file holds the lock; when a
process dies, the kernel lets go of it.
"""

import fcntl
import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

from flask import current_app

EVERY_SECONDS, EVERY_ROWS = 0.5, 10_000
_DIGITS = 20
_TRIES, _PAUSE = 10, 0.02  # somebody who looks holds the lock for a moment
_ENDING = ".run"


class Run:
    """The making of one file, by whoever holds its lock."""

    def __init__(self, path: Path, handle: int) -> None:
        self.folder = path.with_suffix("")
        self._path, self._handle = path, handle
        self._told, self._at = 0, time.monotonic()

    def tell(self, rows: int) -> None:
        """Write down how many rows were read; not more often than somebody could look."""
        now = time.monotonic()
        if rows - self._told < EVERY_ROWS and now - self._at < EVERY_SECONDS:
            return
        self._told, self._at = rows, now
        with suppress(OSError):  # a full disk must not end what does not need it
            _write(self._handle, rows)

    def end(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._path.unlink(missing_ok=True)
        os.close(self._handle)


def begin(key: str) -> Run | None:
    """Be the one who makes this file; None while another does. Raises OSError."""
    for left in _left_behind():
        left.end()
    return _take(_place() / f"{key}{_ENDING}")


def rows_so_far(key: str) -> int | None:
    """How far it is; None when nobody is at work on it."""
    try:
        handle = os.open(_place() / f"{key}{_ENDING}", os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return int(os.pread(handle, _DIGITS, 0) or 0)
    finally:
        os.close(handle)
    return None


def _place() -> Path:
    place = Path(current_app.instance_path) / "tmp"
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def _take(path: Path) -> Run | None:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    if not _locked(handle) or not _is_still(path, handle):
        os.close(handle)
        return None
    _write(handle, 0)
    return Run(path, handle)


def _left_behind() -> list[Run]:
    """What processes that died were making; their files hold what they had read so far."""
    found = []
    for path in _place().glob(f"*{_ENDING}"):
        with suppress(FileNotFoundError):
            handle = os.open(path, os.O_RDWR)
            if _locked(handle, tries=1) and _is_still(path, handle):
                found.append(Run(path, handle))
            else:
                os.close(handle)
    return found


def _locked(handle: int, tries: int = _TRIES) -> bool:
    for again in range(tries):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_PAUSE if again < tries - 1 else 0)
        else:
            return True
    return False


def _is_still(path: Path, handle: int) -> bool:
    """Whether the name still leads to the locked file: its last holder may have removed it."""
    try:
        return os.stat(path).st_ino == os.fstat(handle).st_ino
    except FileNotFoundError:
        return False


def _write(handle: int, rows: int) -> None:
    os.pwrite(handle, f"{rows:{_DIGITS}d}".encode(), 0)

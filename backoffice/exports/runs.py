"""How far the making of a file is, and whether anybody still makes it: a small locked file.

It stands in a folder every worker of this installation sees, so that neither the queue of
writers nor the log has to do with it (docs 0030). Who makes the file holds the lock. When a
process dies, the kernel lets go of it, and whoever starts next takes away what it had
written: it may hold personal values.
"""

import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
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
    place = _place_in(Path(current_app.instance_path))
    place.mkdir(mode=0o700, exist_ok=True)
    sweep(Path(current_app.instance_path))
    return _take(place / f"{key}{_ENDING}")


@contextmanager
def own_folder(name: str) -> Iterator[Path]:
    """A folder for the block below, empty and for its owner alone. Raises OSError."""
    while (run := begin(f"{name}-{secrets.token_hex(8)}")) is None:
        pass  # nobody has this key
    try:
        run.folder.mkdir(mode=0o700)
        yield run.folder
    finally:
        run.end()


def rows_so_far(key: str) -> int | None:
    """How far it is; None when nobody is at work on it."""
    return _told_in(_place_in(Path(current_app.instance_path)) / f"{key}{_ENDING}")


def keys_held() -> list[str]:
    """The keys of all files that somebody makes or sends now."""
    found = _place_in(Path(current_app.instance_path)).glob(f"*{_ENDING}")
    return [path.stem for path in found if _told_in(path) is not None]


def sweep(instance: Path) -> None:
    """Take away what processes that died were making, in whatever state they left it.

    A folder is made only under a locked file: one without it belongs to nobody.
    """
    for left in _left_behind(_place_in(instance)):
        left.end()
    for path in _place_in(instance).glob("*/"):
        if not path.with_suffix(_ENDING).exists():
            shutil.rmtree(path, ignore_errors=True)


def _place_in(instance: Path) -> Path:
    return instance / "tmp"


def _told_in(path: Path) -> int | None:
    """What stands in a file while another holds its lock."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return int(os.pread(handle, _DIGITS, 0) or 0)
    finally:
        os.close(handle)
    return None


def _take(path: Path) -> Run | None:
    """A file that was swept away before it could be locked is made once more."""
    for _again in range(_TRIES):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        with ExitStack() as undo:
            undo.callback(os.close, handle)
            if not _locked(handle):
                return None
            if _is_still(path, handle):
                _write(handle, 0)
                undo.pop_all()
                return Run(path, handle)
    return None


def _left_behind(place: Path) -> list[Run]:
    """What processes that died were making; their files hold what they had read so far."""
    found = []
    for path in place.glob(f"*{_ENDING}"):
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

"""A small file that whoever works holds locked, with a number in it for whoever looks.

When a process dies, the kernel lets go of its locks: nobody has to say that it died.
"""

import fcntl
import os
import time
from contextlib import ExitStack, suppress
from pathlib import Path

_DIGITS = 20
_TRIES, _PAUSE = 10, 0.02  # somebody who looks holds the lock for a moment


def take(path: Path) -> int | None:
    """Make the file and hold its lock; None while another does. Raises OSError.

    A file that was swept away before it could be locked is made once more.
    """
    for _again in range(_TRIES):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        with ExitStack() as undo:
            undo.callback(os.close, handle)
            if not _locked(handle):
                return None
            if _is_still(path, handle):
                write_number(handle, 0)
                undo.pop_all()
                return handle
    return None


def take_over(path: Path) -> int | None:
    """Hold the lock of a file somebody left behind; None when it is held, or gone."""
    with suppress(FileNotFoundError):
        handle = os.open(path, os.O_RDWR)
        if _locked(handle, tries=1) and _is_still(path, handle):
            return handle
        os.close(handle)
    return None


def number_in(path: Path) -> int | None:
    """The number in a file while another holds its lock; None when nobody does."""
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


def write_number(handle: int, number: int) -> None:
    """Put a number in place of the one before. Raises OSError."""
    os.pwrite(handle, f"{number:{_DIGITS}d}".encode(), 0)


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

"""Who is at work on this installation: everybody shares it, a restore has it alone."""

import fcntl
import os
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from backoffice.backup.faults import BackupFault

_FILE = "service.lock"


class RestoreUnderWay(RuntimeError):
    """Another process restores this installation at present: nobody else may open it."""


def enter(app: Flask) -> None:
    """Share the installation until this process ends. Raises RestoreUnderWay."""
    try:
        fcntl.flock(_lock_of(app), fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        raise RestoreUnderWay("A restore is under way: wait until it has ended.") from None


@contextmanager
def alone(app: Flask) -> Iterator[None]:
    """Have the installation alone for the block below, or not at all. Raises BackupFault."""
    lock = _lock_of(app)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BackupFault(
            "The service or another command is running: stop it first. Nothing was changed."
        ) from None
    try:
        yield
    finally:
        fcntl.flock(lock, fcntl.LOCK_SH)


def wait_alone(app: Flask) -> None:
    """Have the installation alone, after those who also just began."""
    fcntl.flock(_lock_of(app), fcntl.LOCK_EX)


def _lock_of(app: Flask) -> int:
    """The open lock file of this application; the system lets go of it with the process."""
    if "service_lock" not in app.extensions:
        path = Path(app.instance_path) / _FILE
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        app.extensions["service_lock"] = descriptor
        weakref.finalize(app, os.close, descriptor)
    return int(app.extensions["service_lock"])

"""How far the making of a file is, and whether anybody still makes it: a small locked file.

It stands in a folder every worker of this installation sees, so that neither the queue of
writers nor the log has to do with it (docs 0030). Who makes the file holds the lock. When a
process dies, whoever starts next takes away what it had written: it may hold personal values.
"""

import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from flask import current_app

from backoffice.exports import locks

EVERY_SECONDS, EVERY_ROWS = 0.5, 10_000
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
            locks.write_number(self._handle, rows)

    def end(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._path.unlink(missing_ok=True)
        os.close(self._handle)


def begin(key: str) -> Run | None:
    """Be the one who makes this file; None while another does. Raises OSError."""
    instance = Path(current_app.instance_path)
    _place_in(instance).mkdir(mode=0o700, exist_ok=True)
    sweep(instance)
    path = _place_in(instance) / f"{key}{_ENDING}"
    handle = locks.take(path)
    return None if handle is None else Run(path, handle)


@contextmanager
def own_folder(name: str) -> Iterator[Path]:
    """A folder for the block below, empty and for its owner alone. Raises OSError."""
    while (run := begin(f"{name}-{secrets.token_hex(8)}")) is None:
        pass  # nobody else has this key
    try:
        run.folder.mkdir(mode=0o700)
        yield run.folder
    finally:
        run.end()


def rows_so_far(key: str) -> int | None:
    """How far it is; None when nobody is at work on it."""
    return locks.number_in(_place_in(Path(current_app.instance_path)) / f"{key}{_ENDING}")


def keys_held() -> list[str]:
    """The keys of all files that somebody makes or sends now."""
    found = _place_in(Path(current_app.instance_path)).glob(f"*{_ENDING}")
    return [path.stem for path in found if locks.number_in(path) is not None]


def sweep(instance: Path) -> None:
    """Take away what processes that died were making, in whatever state they left it.

    A folder is made only under a locked file: one without it belongs to nobody.
    Raises OSError.
    """
    place = _place_in(instance)
    for path in place.glob(f"*{_ENDING}"):
        if (handle := locks.take_over(path)) is not None:
            Run(path, handle).end()
    for folder in place.glob("*/"):
        if not folder.with_suffix(_ENDING).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _place_in(instance: Path) -> Path:
    return instance / "tmp"

"""Writers queue on one file lock, so that under SQLite nobody starves in a busy wait.

Under PostgreSQL the row lock on the head of the chain does the same and this is not used.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app

from backoffice.db import db


@contextmanager
def in_turn() -> Iterator[None]:
    """Wait for one's turn to write, and hold it for the block below."""
    if db.engine.dialect.name != "sqlite":
        yield
        return
    with open(current_app.config["WRITERS_QUEUE"], "ab") as queue:
        fcntl.flock(queue, fcntl.LOCK_EX)
        yield

"""A disk with no room for a file: a real failure, not a patched one."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

from backoffice.db import db, fold_wal


@contextmanager
def no_room_for_a_workbook() -> Iterator[None]:
    """Files may grow as the log of the database does, and no further."""
    with db.engine.connect() as connection:
        assert fold_wal(connection, ())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

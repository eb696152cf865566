"""A disk that has no room left when the data is committed: a real failure, at COMMIT itself."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from backoffice.audit.guard import migrating
from backoffice.db import db

FULL = """
CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full';
END $$
"""
AT_COMMIT = (
    "CREATE CONSTRAINT TRIGGER full_disk AFTER INSERT ON audit_entry "
    "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION disk_is_full()"
)


@contextmanager
def no_room_to_commit() -> Iterator[None]:
    """Let no commit of the data succeed that holds an audit entry; the vault has room."""
    db.session.rollback()
    if db.engine.dialect.name == "sqlite":
        with _no_longer_log(Path(f"{db.engine.url.database}-wal")):
            yield
        return
    _run(FULL, AT_COMMIT)
    try:
        yield
    finally:
        db.session.rollback()
        _run("DROP TRIGGER full_disk ON audit_entry", "DROP FUNCTION disk_is_full()")


@contextmanager
def _no_longer_log(log: Path) -> Iterator[None]:
    """No file may grow beyond the write-ahead log of the data, which is the longest here."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _run(*statements: str) -> None:
    with migrating(), db.engine.begin() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))

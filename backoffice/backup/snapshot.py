"""Copies of both databases as of one moment, each as one SQLite file (decision 0016).

Deeds wait only while the two snapshots begin. SQLite is copied page by page through its
online backup, which takes the write-ahead log into account; of PostgreSQL every table is
read row by row, with the rights of the application alone.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from backoffice.audit.transaction import writers_held
from backoffice.backup.faults import BackupFault
from backoffice.backup.side import side_app, sqlite_url
from backoffice.backup.tables import (
    copy_rows,
    data_tables,
    fold,
    make_schema,
    revision_of,
    vault_tables,
)
from backoffice.db import db
from backoffice.vault.keystore import metadata as vault_metadata
from backoffice.vault.values import the_vault

Progress = Callable[[str, int, int], None]  # what, done, of how many
_PAGES = 2000


class Snapshot(Protocol):
    """One database as it was when the snapshot was opened."""

    def copy_to(self, target: Path, label: str, progress: Progress) -> None: ...


class SqliteSnapshot:
    """A database file under a reading transaction, which keeps its pages as they are."""

    def __init__(self, engine: Engine, stack: ExitStack) -> None:
        path = Path(str(engine.url.database))
        if not path.is_file():
            raise BackupFault(f"{path} is missing.")
        self.source = sqlite3.connect(path, isolation_level=None)
        stack.callback(self.source.close)
        self.source.execute("BEGIN")
        self.source.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def copy_to(self, target: Path, label: str, progress: Progress) -> None:
        """Copy page by page, then fold the copy into one file."""
        copy = sqlite3.connect(target, isolation_level=None)
        try:
            copy.execute("PRAGMA secure_delete=ON")
            self.source.backup(
                copy,
                pages=_PAGES,
                progress=lambda _state, left, all_: progress(label, all_ - left, all_),
            )
            copy.execute("PRAGMA journal_mode=DELETE")
        finally:
            copy.close()


class PostgresSnapshot:
    """A database under one repeatable reading transaction."""

    def __init__(self, engine: Engine, tables: Sequence[sa.Table], stack: ExitStack) -> None:
        self.tables = tables
        self.source = engine.connect().execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        stack.callback(self.source.close)
        self.source.execute(sa.select(sa.literal(1)))

    def copy_to(self, target: Path, label: str, progress: Progress) -> None:
        """Make the same tables in a new file and copy them row by row."""
        with side_app(sqlite_url(target), sqlite_url(target)):
            engine = the_vault().store.engine
            if self.tables and self.tables[0].metadata is vault_metadata:
                the_vault().store.create_tables()
            else:
                make_schema()
                self._refuse_other_revision()
            copy_rows(self.source, engine, self.tables, lambda n, all_: progress(label, n, all_))
        fold(target)

    def _refuse_other_revision(self) -> None:
        if revision_of(self.source) != revision_of(db.session.connection()):
            raise BackupFault("The schema is not the one of this program: run setup first.")


@contextmanager
def snapshots(*, of_data: bool, of_vault: bool) -> Iterator[tuple[Snapshot | None, ...]]:
    """Snapshots of data and vault as of one moment; None for one that is not asked for."""
    with ExitStack() as stack:
        with writers_held():
            data = open_snapshot(db.engine, data_tables(), stack) if of_data else None
            vault = the_vault().store.engine
            mirror = open_snapshot(vault, vault_tables(), stack) if of_vault else None
        yield data, mirror


def open_snapshot(engine: Engine, tables: Sequence[sa.Table], stack: ExitStack) -> Snapshot:
    """A snapshot of one database, open until the stack unwinds. Raises BackupFault."""
    if engine.dialect.name == "sqlite":
        return SqliteSnapshot(engine, stack)
    return PostgresSnapshot(engine, tables, stack)

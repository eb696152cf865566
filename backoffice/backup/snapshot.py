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
from flask_migrate import upgrade
from sqlalchemy.engine import Connection, Engine

from backoffice.audit.guard import migrating
from backoffice.audit.transaction import writers_held
from backoffice.backup.faults import BackupFault
from backoffice.backup.side import side_app, sqlite_url
from backoffice.db import db, schema_may_change
from backoffice.vault.keystore import metadata as vault_metadata
from backoffice.vault.values import the_vault

Progress = Callable[[str, int, int], None]  # what, done, of how many
_PAGES = 2000
_ROWS = 1000


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


def data_tables() -> list[sa.Table]:
    """Tables of the data, those others refer to first."""
    return list(db.metadata.sorted_tables)


def vault_tables() -> list[sa.Table]:
    """Tables of the vault."""
    return list(vault_metadata.sorted_tables)


def make_schema() -> None:
    """Make or upgrade the schema of the present application's data."""
    with schema_may_change(), migrating():
        upgrade()


def copy_rows(
    source: Connection,
    target: Engine,
    tables: Sequence[sa.Table],
    progress: Callable[[int, int], None],
) -> None:
    """Copy every row of these tables, in batches and in one transaction."""
    counts = [sa.select(sa.func.count()).select_from(table) for table in tables]
    total, done = sum(source.execute(count).scalar_one() for count in counts), 0
    with migrating(), target.begin() as connection:
        for table in tables:
            # What the database computes itself cannot be written.
            stored = [column for column in table.columns if column.computed is None]
            query = sa.select(*stored).order_by(*table.primary_key.columns)
            rows = source.execution_options(yield_per=_ROWS).execute(query)
            for batch in rows.mappings().partitions():
                connection.execute(sa.insert(table), [dict(row) for row in batch])
                done += len(batch)
                progress(done, total)


def revision_of(connection: Connection) -> str:
    """Revision of the schema, as the migration tool wrote it down."""
    version = sa.table("alembic_version", sa.column("version_num"))
    return str(connection.execute(sa.select(version.c.version_num)).scalar_one())


def fold(path: Path) -> None:
    """Bring a copy into one file without a log beside it. Raises BackupFault."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    finally:
        connection.close()
    if mode != "delete":
        raise BackupFault(f"{path}: somebody else has this copy open.")

"""Tables of both databases: their schema, and copying their rows from one kind to the other."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import sqlalchemy as sa
from flask_migrate import upgrade
from sqlalchemy.engine import Connection, Engine

from backoffice.audit.guard import migrating
from backoffice.backup.faults import BackupFault
from backoffice.db import db, schema_may_change
from backoffice.vault.keystore import metadata as vault_metadata

_ROWS = 1000


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

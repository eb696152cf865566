"""The data database: engine set-up for SQLite and PostgreSQL, names, column kinds.

Columns are declared with `plain()` or hold sealed bytes: personal data stands only in
`PersonalValue.sealed`, so every column of every table is one or the other.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All tables of the data database."""

    metadata = sa.MetaData(naming_convention=NAMES)


db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False})


class UtcDateTime(sa.TypeDecorator[datetime]):
    """An aware moment in UTC; refuses a naive one, so that no local time slips in."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# True while the present thread holds the writers' queue: transactions then begin at once
# as writing ones, so that nobody reads, waits, and overwrites (lost update).
writing: ContextVar[bool] = ContextVar("writing", default=False)

# True while the schema itself may change (migrations); closed in the web process.
changing_schema: ContextVar[bool] = ContextVar("changing_schema", default=False)


@contextmanager
def schema_may_change() -> Iterator[None]:
    """For `setup` and for copies that are being prepared: the block below makes tables."""
    token = changing_schema.set(True)
    try:
        yield
    finally:
        changing_schema.reset(token)


# A temporary trigger can swallow an insert, a temporary table or view stand before a real one.
_REFUSED_CODES = frozenset(
    {
        sqlite3.SQLITE_ATTACH,
        sqlite3.SQLITE_DETACH,
        sqlite3.SQLITE_ALTER_TABLE,
        sqlite3.SQLITE_CREATE_INDEX,
        sqlite3.SQLITE_CREATE_TABLE,
        sqlite3.SQLITE_CREATE_TEMP_INDEX,
        sqlite3.SQLITE_CREATE_TEMP_TABLE,
        sqlite3.SQLITE_CREATE_TEMP_TRIGGER,
        sqlite3.SQLITE_CREATE_TEMP_VIEW,
        sqlite3.SQLITE_CREATE_TRIGGER,
        sqlite3.SQLITE_CREATE_VIEW,
        sqlite3.SQLITE_CREATE_VTABLE,
        sqlite3.SQLITE_DROP_INDEX,
        sqlite3.SQLITE_DROP_TABLE,
        sqlite3.SQLITE_DROP_TRIGGER,
        sqlite3.SQLITE_DROP_VIEW,
        sqlite3.SQLITE_DROP_VTABLE,
    }
)

PATIENCE = 10_000  # milliseconds a statement waits for another process
# Writers wait while a log is emptied, so that a long reading must not hold it up for long.
FOLDING_PATIENCE = 1_000
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "recursive_triggers=ON",
    "trusted_schema=OFF",
    f"busy_timeout={PATIENCE}",
    "temp_store=MEMORY",
)

# Switches the triggers and the erasing of freed pages hang on: set once, then out of reach.
_FIXED = frozenset(
    {
        "foreign_keys",
        "ignore_check_constraints",
        "journal_mode",
        "recursive_triggers",
        "secure_delete",
        "synchronous",
        "trusted_schema",
        "writable_schema",
    }
)


def _authorise(code: int, name: str | None, value: str | None, *_more: str | None) -> int:
    turned = code == sqlite3.SQLITE_PRAGMA and value is not None and str(name).lower() in _FIXED
    refused = (turned or code in _REFUSED_CODES) and not changing_schema.get()
    return sqlite3.SQLITE_DENY if refused else sqlite3.SQLITE_OK


def prepare_engine(engine: Engine) -> None:
    """Set up every connection of an engine; SQLite needs more care than PostgreSQL."""
    if engine.dialect.name != "sqlite" or engine.url.query.get("mode") == "ro":
        return  # a copy that is opened for reading only stays as it is
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see `_begin_sqlite`
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
    connection.set_authorizer(_authorise)


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing.get() else "BEGIN")


def fold_wal(connection: Connection, tables: tuple[str, ...]) -> bool:
    """Bring the write-ahead log into the file and empty it, so that erased bytes are gone.

    PostgreSQL is asked to vacuum these tables instead.
    Returns False when another process was reading for so long that old pages had to stay.
    """
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f"VACUUM {', '.join(tables)}")
        return True
    connection.exec_driver_sql(f"PRAGMA busy_timeout={FOLDING_PATIENCE}")
    try:
        busy, _pages, _moved = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={PATIENCE}")
    return not busy


def one_of_many(column: Any, name: str, dialect: str) -> sa.ColumnElement[bool]:
    """A condition on thousands of numbers bound as one: nothing is rendered anew for each list."""
    numbers = sa.bindparam(name, type_=sa.JSON)
    if dialect == "sqlite":
        each = sa.func.json_each(numbers).table_valued("value")
        return sa.and_(column.in_(sa.select(each.c.value)))
    each = sa.func.json_array_elements_text(numbers).table_valued("value")
    return sa.and_(column.in_(sa.select(sa.cast(each.c.value, sa.BigInteger))))

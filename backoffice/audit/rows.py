"""Rows of the log by number, past the ORM: a million of them need no row objects between.

Bytes that are no text any more are read as such, so that their entry is found and nothing else
stops.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError

from backoffice.audit.chain import CANONICAL, GENESIS
from backoffice.audit.models import AuditEntry
from backoffice.audit.walk import Row

PAGE = 5000
_COLUMNS = ", ".join((*CANONICAL, "digest", "mac"))
_TABLE = AuditEntry.__tablename__
_WAITS = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class Unreadable(Exception):
    """The database is damaged where it was read."""


def pages(connection: Connection, *, after: int) -> Iterator[Sequence[Row]]:
    """Entries in pages by number: flat memory, no server cursor needed. Raises Unreadable.

    From the start of the log nothing is left out, be its number what it may.
    """
    beyond = f"WHERE seq > {after:d}" if after else ""
    while True:
        query = f"SELECT {_COLUMNS} FROM {_TABLE} {beyond} ORDER BY seq LIMIT {PAGE:d}"
        page = _fetched(connection, query)
        if page:
            yield page
        if len(page) < PAGE or not isinstance(page[-1][0], int):
            return
        beyond = f"WHERE seq > {page[-1][0]:d}"


def digest_at(connection: Connection, seq: int) -> str | None:
    """The digest that stands at a number; what everything begins with for 0. Raises Unreadable."""
    if seq == 0:
        return GENESIS
    found = _fetched(connection, f"SELECT digest FROM {_TABLE} WHERE seq = {seq:d}")
    return str(found[0][0]) if found else None


def stands(connection: Connection, seq: int, digest: str) -> bool:
    """Whether this digest stands at a number; what stands there may be anything."""
    if seq == 0:
        return digest == GENESIS
    fits = sa.select(AuditEntry.digest == digest).where(AuditEntry.seq == seq)
    return bool(connection.scalar(fits))


def _fetched(connection: Connection, query: str) -> list[Row]:
    """Rows of the driver. Raises Unreadable, OperationalError when the database does not answer."""
    driver: Any = connection.connection.driver_connection
    dbapi: Any = connection.dialect.dbapi
    try:
        return _tolerant(driver, query)
    except dbapi.Error as fault:
        is_away = isinstance(fault, dbapi.OperationalError)
        if isinstance(fault, sqlite3.Error):
            is_away = getattr(fault, "sqlite_errorcode", -1) & 0xFF in _WAITS
        if is_away:
            raise OperationalError(None, None, fault) from fault
        raise Unreadable from fault


def _tolerant(driver: Any, query: str) -> list[Row]:
    try:
        rows: list[Row] = driver.execute(query).fetchall()
    except sqlite3.OperationalError:
        driver.text_factory = lambda raw: raw.decode(errors="replace")
        try:
            rows = driver.execute(query).fetchall()
        finally:
            driver.text_factory = str
    return rows

"""The vault database: wrapped keys, search tokens, fences. Never part of a data backup.

Everything here is Core on an engine of its own; nothing in it names a person.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from backoffice.db import UtcDateTime, prepare_engine, schema_may_change
from backoffice.vault.acts import LENGTH

metadata = sa.MetaData()

value_key = sa.Table(
    "value_key",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("generation", sa.Integer, nullable=False, index=True),
    sa.Column("wrapped", sa.LargeBinary, nullable=False),
)

search_token = sa.Table(
    "search_token",
    metadata,
    sa.Column("token", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("value_id", sa.BigInteger, primary_key=True, autoincrement=False, index=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sqlite_with_rowid=False,
)

fence = sa.Table(
    "fence",
    metadata,
    sa.Column("value_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("destroyed_at", UtcDateTime, nullable=False),
    sa.Column("act", sa.String(LENGTH), nullable=False),
    # False until the data has followed: what a killed process left open is found by it.
    sa.Column("settled", sa.Boolean, nullable=False, index=True),
)


class WrappedKey(NamedTuple):
    """The key of one value, wrapped under one generation of the keyring."""

    id: int
    generation: int
    wrapped: bytes


class SearchToken(NamedTuple):
    """One thing a value can be found by."""

    token: int
    value_id: int
    kind: str


_BATCH = 500  # below SQLite's limit of bound values


class KeyStore:
    """Access to the vault database; every method takes part in the caller's transaction."""

    def __init__(self, url: str) -> None:
        self.engine: Engine = sa.create_engine(url)
        prepare_engine(self.engine)

    def create_tables(self) -> None:
        """Make what is missing; an existing vault is left as it is."""
        with schema_may_change():
            metadata.create_all(self.engine)

    def wrapped_keys(self, ids: Sequence[int]) -> dict[int, tuple[int, bytes]]:
        """Generation and wrapped key of each of these values that still has one."""
        found: dict[int, tuple[int, bytes]] = {}
        with self.engine.connect() as connection:
            for part in _parts(ids):
                rows = connection.execute(
                    sa.select(value_key.c.id, value_key.c.generation, value_key.c.wrapped).where(
                        value_key.c.id.in_(part)
                    )
                )
                found.update({row.id: (row.generation, row.wrapped) for row in rows})
        return found

    def value_ids_with(self, tokens: Sequence[int], limit: int) -> list[int]:
        """Values that carry all these tokens, newest first: a bounded list."""
        first, *rest = tokens
        query = (
            sa.select(search_token.c.value_id)
            .where(search_token.c.token == first)
            .order_by(search_token.c.value_id.desc())
            .limit(limit)
        )
        for token in rest:
            other = search_token.alias()
            query = query.where(
                sa.exists().where(
                    other.c.token == token, other.c.value_id == search_token.c.value_id
                )
            )
        with self.engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def newest_key(self) -> WrappedKey | None:
        """The key of the newest value that has one."""
        query = sa.select(value_key).order_by(value_key.c.id.desc()).limit(1)
        with self.engine.connect() as connection:
            row = connection.execute(query).first()
        return WrappedKey(*row) if row else None

    def generations(self) -> set[int]:
        """Generations of the keyring under which keys are wrapped."""
        with self.engine.connect() as connection:
            return set(connection.execute(sa.select(value_key.c.generation).distinct()).scalars())

    def has_open_fence(self, ids: Sequence[int]) -> bool:
        """Whether a destruction of one of these values was begun and not seen through."""
        with self.engine.connect() as connection:
            return bool(set(ids) & unsettled_fences(connection).keys())

    def fence_count(self) -> int:
        """How many values were ever destroyed; a checkpoint carries it."""
        with self.engine.connect() as connection:
            return connection.execute(sa.select(sa.func.count()).select_from(fence)).scalar_one()


def put_keys(connection: Connection, rows: Sequence[WrappedKey]) -> None:
    """Store wrapped keys of new values."""
    if rows:
        connection.execute(sa.insert(value_key), [row._asdict() for row in rows])


def put_tokens(connection: Connection, rows: Sequence[SearchToken]) -> None:
    """Store the search tokens of new values."""
    if rows:
        connection.execute(sa.insert(search_token), [row._asdict() for row in rows])


def destroy_keys(connection: Connection, ids: Sequence[int], at: datetime, act: str) -> None:
    """Fence first, then key, then tokens: each step can be repeated (architecture 6)."""
    for part in _parts(ids):
        fenced = fenced_among(connection, part)
        rows = [
            {"value_id": i, "destroyed_at": at, "act": act, "settled": False}
            for i in part
            if i not in fenced
        ]
        if rows:
            connection.execute(sa.insert(fence), rows)
        connection.execute(sa.delete(value_key).where(value_key.c.id.in_(part)))
        connection.execute(sa.delete(search_token).where(search_token.c.value_id.in_(part)))


def fenced_among(connection: Connection, ids: Sequence[int]) -> set[int]:
    """Which of these values were destroyed."""
    found: set[int] = set()
    for part in _parts(ids):
        query = sa.select(fence.c.value_id).where(fence.c.value_id.in_(part))
        found.update(connection.execute(query).scalars())
    return found


def unsettled_fences(connection: Connection) -> dict[int, str]:
    """Values whose destruction was begun and not yet seen through in the data, with its act."""
    query = sa.select(fence.c.value_id, fence.c.act).where(fence.c.settled.is_(False))
    return {row.value_id: row.act for row in connection.execute(query)}


def settle_fences(connection: Connection, ids: Sequence[int]) -> None:
    """The data has followed: these values are tombstones on both sides."""
    for part in _parts(ids):
        connection.execute(sa.update(fence).where(fence.c.value_id.in_(part)).values(settled=True))


def _parts(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]

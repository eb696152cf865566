"""The two places a restored database is put into: a file of SQLite, a schema of PostgreSQL.

What is put in place is made ready beside the present one, under a name nobody opens; then
names are exchanged. Each step may be repeated after a kill.
"""

from pathlib import Path
from typing import Protocol

import sqlalchemy as sa
from flask import current_app

from backoffice.backup.postgres_place import PostgresPlace
from backoffice.backup.sqlite_place import SqlitePlace


class Place(Protocol):
    """Where one database of the installation stands."""

    staged: Path  # the SQLite file in which the restored database is prepared

    def load(self) -> None: ...
    def swap(self, aside: str) -> None: ...
    def clear(self) -> None: ...


def place_of(kind: str) -> Place:
    """The place of `data` or `vault` as the settings name it."""
    url = sa.make_url(current_app.config["DATABASE_URL" if kind == "data" else "VAULT_URL"])
    if url.get_backend_name() == "sqlite":
        return SqlitePlace(Path(str(url.database)), keep=kind == "data")
    return PostgresPlace(url, kind)

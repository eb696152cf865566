"""A database of PostgreSQL, and the schema in which the restored tables wait."""

from pathlib import Path

import sqlalchemy as sa
from flask import current_app
from psycopg import sql
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.schema import CreateSchema, DropSchema

from backoffice.backup import shelf
from backoffice.backup.side import reading_url, side_app
from backoffice.backup.sqlite_place import clear_file
from backoffice.backup.tables import copy_rows, data_tables, make_schema, vault_tables
from backoffice.db import db
from backoffice.vault.values import the_vault

SCHEMA = "senim_restored"


class PostgresPlace:
    """A database of PostgreSQL; the restored tables wait in a schema of their own."""

    def __init__(self, url: sa.URL, kind: str) -> None:
        self.url, self.kind = url, kind
        self.staged = Path(current_app.instance_path) / f"{kind}.restored"

    def load(self) -> None:
        """Make the waiting schema and copy every row of the prepared file into it."""
        self._execute(DropSchema(SCHEMA, cascade=True, if_exists=True), CreateSchema(SCHEMA))
        waiting = self.url.update_query_dict({"options": f"-csearch_path={SCHEMA}"})
        address = waiting.render_as_string(hide_password=False)
        with side_app(address, address):
            engine = db.engine if self.kind == "data" else the_vault().store.engine
            if self.kind == "data":
                make_schema()
            else:
                the_vault().store.create_tables()
            self._fill(engine)
        with self._engine().begin() as connection:
            _same_rights(connection)
        shelf.wipe(self.staged)

    def _fill(self, engine: Engine) -> None:
        tables = data_tables() if self.kind == "data" else vault_tables()
        source = sa.create_engine(reading_url(self.staged))
        with source.connect() as connection:
            copy_rows(connection, engine, tables, lambda _done, _all: None)
        source.dispose()
        with engine.begin() as connection:
            for table in tables:
                _set_sequence(connection, table)

    def swap(self, aside: str) -> None:
        """Exchange the names of the schemas in one transaction: done once none waits."""
        with self._engine().begin() as connection:
            if not sa.inspect(connection).has_schema(SCHEMA):
                return
            live = str(connection.execute(sa.select(sa.func.current_schema())).scalar_one())
            if self.kind == "data":
                _run(connection, "ALTER SCHEMA {} RENAME TO {}", live, aside)
            else:
                _run(connection, "DROP SCHEMA {} CASCADE", live)
            _run(connection, "ALTER SCHEMA {} RENAME TO {}", SCHEMA, live)
            _run(connection, "GRANT USAGE ON SCHEMA {} TO PUBLIC", live)

    def clear(self) -> None:
        """Remove what a restore that did not happen had made ready."""
        clear_file(self.staged)
        self._execute(DropSchema(SCHEMA, cascade=True, if_exists=True))

    def _execute(self, *statements: sa.Executable) -> None:
        with self._engine().begin() as connection:
            for statement in statements:
                connection.execute(statement)

    def _engine(self) -> Engine:
        return sa.create_engine(self.url, poolclass=sa.NullPool)


def _set_sequence(connection: Connection, table: sa.Table) -> None:
    column = table.autoincrement_column
    if column is None:
        return
    newest = connection.execute(sa.select(sa.func.max(column))).scalar()
    if newest is not None:
        sequence = sa.func.pg_get_serial_sequence(table.name, column.name)
        connection.execute(sa.select(sa.func.setval(sequence, newest)))


def _same_rights(connection: Connection) -> None:
    """Other roles get on each table what they have on the present one, and no more."""
    grants = sa.table(
        "role_table_grants",
        *(sa.column(name) for name in ("table_schema", "table_name", "grantee", "privilege_type")),
        schema="information_schema",
    )
    others = sa.and_(
        grants.c.grantee.not_in([sa.func.current_user(), "PUBLIC"]),
        grants.c.table_schema.in_([SCHEMA, sa.func.current_schema()]),
    )
    rows = connection.execute(sa.select(grants).where(others)).all()
    waiting = set(sa.inspect(connection).get_table_names(schema=SCHEMA))
    for verb, of_waiting in (
        ("REVOKE {} ON {}.{} FROM {}", True),
        ("GRANT {} ON {}.{} TO {}", False),
    ):
        for row in rows:
            if row.table_name in waiting and (row.table_schema == SCHEMA) is of_waiting:
                right = sql.SQL(row.privilege_type)
                _run(connection, verb, right, SCHEMA, row.table_name, row.grantee)


def _run(connection: Connection, statement: str, *names: str | sql.SQL) -> None:
    """One statement about schemas, which the library has no words for; names are quoted."""
    parts = [name if isinstance(name, sql.SQL) else sql.Identifier(name) for name in names]
    driver = connection.connection.driver_connection
    if driver is not None:
        driver.execute(sql.SQL(statement).format(*parts))

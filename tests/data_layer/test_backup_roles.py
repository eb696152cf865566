"""Under PostgreSQL the application works and takes backups with its own rights, and no more."""

from collections.abc import Iterable, Iterator
from typing import Any, LiteralString, cast

import psycopg
import pytest
from flask import Flask
from psycopg import sql
from sqlalchemy import make_url

from backoffice.appeals.queries import appeal_by_number
from backoffice.audit.scope import Scope, scoped
from backoffice.audit.verification import verify
from backoffice.db import db
from backoffice.demo import add_accounts
from backoffice.installation import install
from backoffice.vault.maintenance import check_vault
from backoffice.vault.values import the_vault
from tests.backup.processes import run_apart
from tests.browser.town import build
from tests.conftest import app_at
from tests.data_layer.conftest import close, member_of_cast
from tests.data_layer.test_vault import read
from tests.documented import only_growing_tables, sql_blocks
from tests.given import Given
from tests.postgres import drop_database

pytestmark = pytest.mark.postgres
BASES = ("senim_data", "senim_vault")
ROLES = ("senim_owner", "senim_app")
# As docs/operations.md, section 5, says.
SUPERUSER, OWNER, TAKEN_BACK = sql_blocks()
TIMERS = (
    "setup",
    "audit verify",
    "audit checkpoint",
    "vault check",
    "vault rotate",
    "retention run",
    "notices settle",
    "reports monthly",
)
CHANGE, REMOVE = "UPDATE {0} SET {1} = {1} WHERE false", "DELETE FROM {0} WHERE false"


def connected(url: str) -> "psycopg.Connection[tuple[Any, ...]]":
    """A connection as whoever the address names; each statement stands for itself."""
    address = make_url(url)
    return psycopg.connect(
        host=str(address.query["host"]),
        user=address.username,
        dbname=address.database,
        autocommit=True,
    )


def execute(url: str, statements: Iterable[str]) -> None:
    """Run statements as whoever the address names."""
    with connected(url) as connection:
        for statement in statements:
            connection.execute(sql.SQL(cast(LiteralString, statement)))


@pytest.fixture
def addresses(cluster: str) -> Iterator[dict[str, dict[str, str]]]:
    """Addresses of both databases for each of the two roles."""
    execute(cluster, SUPERUSER)
    server, names = make_url(cluster), ("DATABASE_URL", "VAULT_URL")
    yield {
        role: {
            name: server.set(username=role, database=base).render_as_string()
            for name, base in zip(names, BASES, strict=True)
        }
        for role in ROLES
    }
    for base in BASES:
        drop_database(cluster, base)
    execute(cluster, [f"DROP ROLE {role}" for role in ROLES])


@pytest.fixture
def app(addresses, tmp_path) -> Iterator[Flask]:
    """The application as it serves, under its own role."""
    for url in addresses["senim_owner"].values():
        execute(url, OWNER)
    (tmp_path / "instance").mkdir()
    owner = app_at(tmp_path / "instance", **addresses["senim_owner"])
    with owner.app_context():
        install(owner, demo=True)
        add_accounts()
        close(owner)
    execute(addresses["senim_owner"]["DATABASE_URL"], TAKEN_BACK)
    serving = app_at(tmp_path / "instance", **addresses["senim_app"])
    with serving.app_context(), scoped(Scope()):
        yield serving
        close(serving)


def rights(url: str) -> list[tuple[str, str, str]]:
    """What each role may do with each table."""
    with connected(url) as connection:
        return connection.execute(
            "SELECT table_name, grantee, privilege_type FROM information_schema.role_table_grants "
            "WHERE table_schema = 'public' ORDER BY 1, 2, 3"
        ).fetchall()


def test_the_application_takes_backups_and_the_owner_restores_with_the_same_rights(
    app, addresses, tmp_path
):
    number = Given(member_of_cast).appeal().number
    close(app)
    folder, shelf = tmp_path / "instance", tmp_path / "backup"
    before = [rights(url) for url in addresses["senim_owner"].values()]
    code, said = run_apart(folder, "backup", "create", shelf, settings=addresses["senim_app"])
    assert code == 0, said
    words = ("backup", "restore", shelf, "--mirror", "--yes")
    code, said = run_apart(folder, *words, settings=addresses["senim_app"])
    assert code == 1, said
    code, said = run_apart(folder, *words, settings=addresses["senim_owner"])
    assert code == 0, said
    assert [rights(url) for url in addresses["senim_owner"].values()] == before
    assert read(appeal_by_number(number))
    Given(member_of_cast).appeal()
    assert check_vault(the_vault()).is_ok


def test_people_do_all_their_work_with_the_rights_the_manual_gives(app):
    town = build(Given(member_of_cast))
    assert {"closed", "withdrawn", "draft", "incident", "waiting"} <= town.keys.keys()
    assert check_vault(the_vault()).is_ok
    assert verify(the_vault().keyring.chain_key).is_ok


def test_the_timers_run_with_the_same_rights(app, addresses, tmp_path):
    Given(member_of_cast).appeal()
    close(app)
    told = {"settings": addresses["senim_app"]}
    for words in TIMERS:
        code, said = run_apart(tmp_path / "instance", *words.split(), **told)
        assert code == 0, f"{words}: {said}"


def test_those_rights_change_and_remove_no_row_that_stays(app, addresses):
    """No row is touched, so that it is the right that is missing and not a trigger that refuses."""
    with connected(addresses["senim_app"]["DATABASE_URL"]) as connection:
        for table in only_growing_tables():
            column = next(iter(db.metadata.tables[table].primary_key.columns)).name
            for statement in (CHANGE, REMOVE):
                asked = sql.SQL(cast(LiteralString, statement.format(table, column)))
                with pytest.raises(psycopg.errors.InsufficientPrivilege, match=table):
                    connection.execute(asked)


def test_those_rights_leave_the_schema_alone(app, addresses):
    with connected(addresses["senim_app"]["DATABASE_URL"]) as connection:
        for statement in (
            "TRUNCATE audit_entry",
            "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
            "DROP TABLE audit_entry",
            "CREATE TABLE mine (id int)",
            "UPDATE alembic_version SET version_num = version_num",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(sql.SQL(cast(LiteralString, statement)))

"""Under PostgreSQL the application's own role takes backups, and the owner restores them."""

from collections.abc import Iterator

import psycopg
import pytest
from flask import Flask
from psycopg import sql
from sqlalchemy import make_url

from backoffice.appeals.queries import appeal_by_number
from backoffice.audit.scope import Scope, scoped
from backoffice.demo import add_accounts
from backoffice.installation import install
from backoffice.vault.maintenance import check_vault
from backoffice.vault.values import the_vault
from tests.backup.processes import run_apart
from tests.conftest import app_at
from tests.data_layer.conftest import close, member_of_cast
from tests.data_layer.test_vault import read
from tests.given import Given
from tests.postgres import create_database

pytestmark = pytest.mark.postgres
BASES = ("roles_data", "roles_vault")
# As docs/operations.md, section 5, says.
SUPERUSER = """
CREATE ROLE senim_owner LOGIN;
CREATE ROLE senim_app LOGIN;
ALTER DATABASE roles_data OWNER TO senim_owner;
ALTER DATABASE roles_vault OWNER TO senim_owner;
REVOKE CONNECT ON DATABASE roles_data, roles_vault FROM PUBLIC;
GRANT CONNECT ON DATABASE roles_data, roles_vault TO senim_app;
"""
OWNER = """
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO senim_app;
ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO senim_app;
"""
TAKEN_BACK = """
REVOKE UPDATE, DELETE ON audit_entry, disclosure, disclosure_item, disclosure_event, policy_version
    FROM senim_app;
REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM senim_app;
"""


def execute(url: str, statements: str) -> None:
    """Run statements as whoever the address names."""
    address = make_url(url)
    with psycopg.connect(
        host=str(address.query["host"]),
        user=address.username,
        dbname=address.database,
        autocommit=True,
    ) as connection:
        connection.execute(sql.SQL(statements))


@pytest.fixture
def addresses(cluster: str) -> dict[str, dict[str, str]]:
    """Addresses of both databases for each of the two roles."""
    urls = [make_url(create_database(cluster, name)) for name in BASES]
    execute(cluster, SUPERUSER)
    names = ("DATABASE_URL", "VAULT_URL")
    return {
        role: {n: u.set(username=role).render_as_string() for n, u in zip(names, urls, strict=True)}
        for role in ("senim_owner", "senim_app")
    }


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
    address = make_url(url)
    with psycopg.connect(
        host=str(address.query["host"]), user=address.username, dbname=address.database
    ) as connection:
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

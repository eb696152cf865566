"""The same tests of the data layer on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from flask import Flask

from backoffice.accounts.models import Staff
from backoffice.accounts.queries import staff_by_username
from backoffice.audit.scope import Scope, scoped
from backoffice.demo import DEMO_NAMES, add_accounts
from backoffice.installation import install
from backoffice.rules.vocabulary.people import Role
from tests.conftest import FILES, app_at, close
from tests.given import Given
from tests.postgres import create_database, drop_database, postgres_cluster

_numbers = count(1)


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """One PostgreSQL server for the whole run."""
    with postgres_cluster() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_pattern(cluster: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled installation on PostgreSQL, made once by the real set-up; answers with its keys."""
    folder = tmp_path_factory.mktemp("postgres-pattern")
    settings = {
        "DATABASE_URL": create_database(cluster, "data"),
        "VAULT_URL": create_database(cluster, "vault"),
    }
    app = app_at(folder, **settings)
    with app.app_context():
        install(app, demo=True)
        add_accounts()
    close(app)
    return folder / "keyring.json"


@pytest.fixture
def postgres_databases(cluster: str, postgres_pattern: Path) -> dict[str, object]:
    """Copies of both databases for one test; the ones of the test before it go."""
    number = next(_numbers)
    for name in ("data", "vault"):
        drop_database(cluster, f"{name}_{number - 1}")
    return {
        "DATABASE_URL": create_database(cluster, f"data_{number}", like="data"),
        "VAULT_URL": create_database(cluster, f"vault_{number}", like="vault"),
    }


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def open_app(request: pytest.FixtureRequest, pattern: Path, tmp_path: Path) -> Callable[[], Flask]:
    """Opens the application over one fresh, filled installation of one kind of database."""
    settings: dict[str, object] = {}
    folder = tmp_path / "instance"
    folder.mkdir()
    if request.param == "postgresql":
        shutil.copy(request.getfixturevalue("postgres_pattern"), folder / "keyring.json")
        settings = request.getfixturevalue("postgres_databases")
    else:
        for name in FILES:
            shutil.copy(pattern / name, folder / name)
    return lambda: app_at(folder, **settings)


@pytest.fixture
def app(open_app: Callable[[], Flask]) -> Iterator[Flask]:
    """The application inside its context."""
    made = open_app()
    with made.app_context(), scoped(Scope()):
        yield made


@pytest.fixture
def given(app: Flask) -> Given:
    """Builders over this kind of database."""
    return Given(member_of_cast)


def member_of_cast(role: str) -> Staff:
    """One of the six people, by role."""
    found = staff_by_username(DEMO_NAMES[Role(role)][0])
    assert found is not None
    return found

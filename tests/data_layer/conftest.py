"""The same tests of the data layer on SQLite and on PostgreSQL."""

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
from tests.conftest import app_at, close
from tests.given import Given
from tests.postgres import create_database, postgres_cluster

_numbers = count(1)


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """One PostgreSQL server for the whole run."""
    with postgres_cluster() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def open_app(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Flask]:
    """Opens the application over one fresh, filled installation of one kind of database."""
    settings: dict[str, object] = {}
    if request.param == "postgresql":
        cluster = request.getfixturevalue("cluster")
        number = next(_numbers)
        settings["DATABASE_URL"] = create_database(cluster, f"data_{number}")
        settings["VAULT_URL"] = create_database(cluster, f"vault_{number}")
    folder = tmp_path / "instance"
    folder.mkdir()
    first = app_at(folder, **settings)
    with first.app_context():
        install(first, demo=True)
        add_accounts()
    close(first)
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

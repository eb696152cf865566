"""What every test stands on: a fresh installation, the cast, builders, a strict browser."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from flask import Flask

from backoffice import create_app
from backoffice.accounts.models import Staff
from backoffice.accounts.queries import staff_by_username
from backoffice.audit.scope import Scope, scoped
from backoffice.db import db
from backoffice.demo import add_accounts
from backoffice.installation import install
from tests.given import Given
from tests.house_browser import HouseBrowser

FILES = ("data.db", "vault.db", "keyring.json")
COMPILED = TemporaryDirectory(prefix="senim-templates-")  # for the whole run
QUICK = {
    "TESTING": True,
    "ARGON2_MEMORY_KIB": 64,
    "ARGON2_TIME": 1,
    "TEMPLATE_CACHE": COMPILED.name,
}


def app_at(folder: Path, **settings: object) -> Flask:
    """The application over an installation in `folder`."""
    return create_app({"INSTANCE": str(folder), **QUICK, **settings})


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh installation with the cast, made once by the real set-up."""
    folder = tmp_path_factory.mktemp("pattern")
    app = app_at(folder)
    with app.app_context():
        install(app, demo=True)
        add_accounts()
        db.session.remove()
        db.engine.dispose()
        app.extensions["vault"].store.engine.dispose()
    return folder


@pytest.fixture
def installation(pattern: Path, tmp_path: Path) -> Path:
    """A copy of the fresh installation, for one test."""
    folder = tmp_path / "instance"
    folder.mkdir()
    for name in FILES:
        shutil.copy(pattern / name, folder / name)
    return folder


@pytest.fixture
def app(installation: Path) -> Iterator[Flask]:
    """The application, inside its context, as one request or command sees it."""
    made = app_at(installation)
    with made.app_context(), scoped(Scope()):
        yield made
        db.session.remove()
        db.engine.dispose()
        made.extensions["vault"].store.engine.dispose()


@pytest.fixture
def cast(app: Flask) -> Callable[[str], Staff]:
    """The same six people in every test, by role: operator aigul, senior_operator erlan,
    manager saule, privacy_officer dinara, administrator timur, auditor marat."""
    names = {
        "operator": "aigul",
        "senior_operator": "erlan",
        "manager": "saule",
        "privacy_officer": "dinara",
        "administrator": "timur",
        "auditor": "marat",
    }

    def person(role: str) -> Staff:
        found = staff_by_username(names[role])
        assert found is not None
        return found

    return person


@pytest.fixture
def given(app: Flask, cast: Callable[[str], Staff]) -> Given:
    """Builders that perform actions, so that no test starts from an impossible state."""
    return Given(cast)


@pytest.fixture
def browser_of(app: Flask) -> Callable[..., HouseBrowser]:
    """A strict browser, signed in as a role (or nobody), in a language."""

    def open_browser(role: str = "", *, language: str = "en") -> HouseBrowser:
        browser = HouseBrowser(app, language=language)
        if role:
            browser.sign_in(role)
        return browser

    return open_browser

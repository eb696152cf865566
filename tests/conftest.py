"""What every test stands on: a fresh installation, the cast, builders, a strict browser."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from flask import Flask, has_app_context

from backoffice import clock, create_app
from backoffice.accounts.models import Staff
from backoffice.accounts.queries import staff_by_username
from backoffice.audit.scope import Scope, scoped
from backoffice.db import db
from backoffice.demo import add_accounts
from backoffice.installation import install
from tests.given import Given
from tests.house_browser import HouseBrowser
from tests.known_rules import KnownRule
from tests.statements import listening

FILES = ("data.db", "vault.db", "keyring.json")
QUICK = {"TESTING": True, "ARGON2_MEMORY_KIB": 64, "ARGON2_TIME": 1}

Flask.url_rule_class = KnownRule

_opened: list[Flask] = []


@cache
def _compiled() -> "TemporaryDirectory[str]":
    """Compiled pages, for the whole run."""
    return TemporaryDirectory(prefix="senim-templates-")


def app_at(folder: Path, **settings: object) -> Flask:
    """The application over an installation in `folder`; closed when the test ends."""
    if "TEMPLATE_CACHE" not in settings:
        settings["TEMPLATE_CACHE"] = _compiled().name
    app = create_app({"INSTANCE": str(folder), **QUICK, **settings})
    _opened.append(app)
    return app


def close(app: Flask) -> None:
    """Let go of every connection of an application, inside its context or outside."""
    if has_app_context():
        db.session.remove()
    with app.app_context():
        db.engine.dispose()
    if app.extensions["vault"] is not None:
        app.extensions["vault"].store.engine.dispose()


@pytest.fixture(autouse=True)
def nothing_stays_open() -> Iterator[None]:
    """A connection nobody closed is found by the collector in the midst of a later test."""
    yield
    while _opened:
        close(_opened.pop())


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh installation with the cast, made once by the real set-up."""
    folder = tmp_path_factory.mktemp("pattern")
    app = app_at(folder)
    with app.app_context():
        install(app, demo=True)
        add_accounts()
    close(app)
    return folder


@pytest.fixture
def fresh_quarter() -> Iterator[None]:
    """A quarter of an hour has just begun: the board draws itself anew when one ends."""
    began = clock.now()
    early = began - timedelta(seconds=began.timestamp() % 900)
    with clock.running_at(lambda: early + (datetime.now(UTC) - began)):
        yield


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


@pytest.fixture
def statements(app: Flask) -> Callable[[], AbstractContextManager[list[tuple[str, Any]]]]:
    """Listens to the data database: `with statements() as asked:`."""
    return listening

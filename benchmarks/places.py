"""Installations of the benchmarks: fresh ones in a temporary folder, each filled once."""

import time
from pathlib import Path

from flask import Flask

from backoffice import clock, create_app
from backoffice.audit.scope import Scope, scoped
from backoffice.db import db
from backoffice.demo import add_accounts
from backoffice.installation import install
from backoffice.vault.values import the_vault
from benchmarks.cases import YEAR
from benchmarks.loader import Loader

# A password check is not what is measured here, and it would leave its memory behind.
QUICK = {"ARGON2_MEMORY_KIB": 64, "ARGON2_TIME": 1, "EXPORT_ROWS_A_DAY": 10**9}


def open_at(folder: Path) -> Flask:
    """The application over the installation in a folder."""
    return create_app({"INSTANCE": str(folder), **QUICK})


def fill(folder: Path, count: int) -> float:
    """Make an installation with `count` appeals. Returns the seconds it took."""
    started = time.perf_counter()
    app = open_at(folder)
    a_year_ago = clock.now() - YEAR
    with app.app_context(), scoped(Scope()):
        with clock.running_at(lambda: a_year_ago):
            install(app, demo=True)
            add_accounts()
        Loader(the_vault()).load(count)
        close(app)
    return time.perf_counter() - started


def close(app: Flask) -> None:
    """Let go of both databases."""
    db.session.remove()
    db.engine.dispose()
    app.extensions["vault"].store.engine.dispose()

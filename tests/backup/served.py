"""An installation as `wsgi.py` opens it, for commands that are run in a process of their own."""

from pathlib import Path

from flask import Flask

from backoffice.backup.start import start
from tests.conftest import app_at


def opened(folder: str) -> Flask:
    """The application, after what every process does at its start."""
    app = app_at(Path(folder))
    start(app)
    return app

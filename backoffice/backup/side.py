"""A second, bare application over copies: to prove them, and to prepare them for serving."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from flask import Flask, current_app
from flask_migrate import Migrate

from backoffice.audit import guard
from backoffice.audit.scope import Scope, scoped
from backoffice.db import db, prepare_engine
from backoffice.vault.values import Vault


@contextmanager
def side_app(data_url: str, vault_url: str) -> Iterator[Flask]:
    """Open an application over other databases with the settings of the present one.

    It queues on a file of its own and signs no checkpoints. Raises KeyringError.
    """
    present = current_app
    app = Flask("copy", root_path=present.root_path, instance_path=present.instance_path)
    app.config.from_mapping(present.config)
    app.config.from_mapping(
        DATABASE_URL=data_url,
        SQLALCHEMY_DATABASE_URI=data_url,
        VAULT_URL=vault_url,
        CHECKPOINTS="",
        WRITERS_QUEUE=str(Path(present.instance_path) / "copy.lock"),
    )
    db.init_app(app)
    Migrate(app, db, directory=present.extensions["migrate"].directory, render_as_batch=True)
    with app.app_context(), scoped(Scope()):
        prepare_engine(db.engine)
        guard.watch(db.engine)
        vault = Vault.open(app)
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()
            vault.store.engine.dispose()
            app.extensions["vault"].store.engine.dispose()


def sqlite_url(path: Path) -> str:
    """The address of a file that is written."""
    return f"sqlite:///{path.resolve()}"


def reading_url(path: Path) -> str:
    """The address of a file that must stay as it is, to the byte."""
    return f"sqlite:///file:{quote(str(path.resolve()))}?mode=ro&immutable=1&uri=true"

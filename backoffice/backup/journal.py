"""The journal of a restore: begun, or ready. What is ready is carried through after a kill.

Until the journal says ready nothing of the present installation was touched; from then on
every step left is an exchange of names that may be repeated.
"""

import json
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy.exc import DatabaseError

from backoffice.accounts.models import SYSTEM
from backoffice.audit.anchor import append
from backoffice.audit.door import record_refusal
from backoffice.audit.line import Checkpoint
from backoffice.audit.line_file import newest_lines
from backoffice.backup import shelf
from backoffice.backup.places import place_of
from backoffice.backup.sqlite_place import clear_file
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.vault.keyring import Keyring, KeyringError
from backoffice.vault.values import Vault

_FILE = "restore.json"


@dataclass(frozen=True)
class Journal:
    """Which backup is being restored, and how far it has come."""

    name: str
    aside: str  # where the replaced data is kept
    ready: bool = False
    line: dict[str, Any] | None = None  # the checkpoint from which the log goes on

    def write(self, app: Flask) -> None:
        """Put the journal on the disk in one step."""
        path = Path(app.instance_path) / _FILE
        draft = path.with_suffix(".new")
        draft.write_text(json.dumps(asdict(self)), encoding="utf-8")
        shelf.sync(draft)
        draft.replace(path)
        shelf.sync(path.parent)


def journal_of(app: Flask) -> Journal | None:
    """The journal of a restore that did not end, if there is one."""
    path = Path(app.instance_path) / _FILE
    return Journal(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def staged_keyring(app: Flask) -> Path:
    """Where a keyring waits that is restored with the databases."""
    path = Path(app.config["KEYRING"])
    return path.with_name(f"{path.name}.restored")


def carry_through(app: Flask, journal: Journal) -> None:
    """Exchange the names, sign where the log goes on, close the journal: repeatable."""
    close_databases(app)
    _swap_keyring(app)
    for kind in ("vault", "data"):
        place_of(kind).swap(journal.aside)
    vault = Vault.open(app)
    app.config["SECRET_KEY"] = vault.keyring.web_key
    line = Checkpoint(**(journal.line or {}))
    if line not in newest_lines(vault.keyring, Path(app.config["CHECKPOINTS"])):
        append(line)
    close(app)


def take_back(app: Flask, journal: Journal) -> None:
    """Remove what was made ready: the restore has not begun."""
    close_databases(app)
    for kind in ("vault", "data"):
        place_of(kind).clear()
    clear_file(staged_keyring(app))
    shutil.rmtree(Path(app.instance_path) / journal.aside, ignore_errors=True)
    close(app)


def close(app: Flask) -> None:
    """The restore is over, one way or the other."""
    (Path(app.instance_path) / _FILE).unlink()
    shelf.sync(Path(app.instance_path))


def close_databases(app: Flask) -> None:
    """Let go of every connection: files may be exchanged under their names."""
    db.session.remove()
    db.engine.dispose()
    vault: Vault | None = app.extensions.get("vault")
    if vault is not None:
        vault.store.engine.dispose()


def _swap_keyring(app: Flask) -> None:
    waiting, path = staged_keyring(app), Path(app.config["KEYRING"])
    if not waiting.exists():
        return
    Keyring.read(waiting)
    if path.exists():
        shelf.wipe(path)
    waiting.rename(path)
    shelf.sync(path.parent)


def note_not_done(name: str) -> None:
    """The log says that a restore was tried and changed nothing, when the log can be written."""
    try:
        record_refusal(
            Action.BACKUP_RESTORE, SYSTEM, "restore.not-done", subject_text=f"backup:{name}"
        )
    except (DatabaseError, KeyringError):
        db.session.rollback()
        sys.stderr.write("The log could not be written: a restore was taken back.\n")

"""What is measured outside the tables: room on the disks, age of the newest checkpoint."""

import os
import shutil
from datetime import timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import make_url

from backoffice import clock
from backoffice.audit.line_file import newest_lines
from backoffice.vault.values import the_vault


def places() -> dict[str, Path]:
    """The folders that are written to, by what lies there; a server's disk is not ours to see."""
    config = current_app.config
    found = {"data": config["DATABASE_URL"], "vault": config["VAULT_URL"]}
    files = {name: make_url(url) for name, url in found.items()}
    kept = {
        name: Path(str(url.database)).parent
        for name, url in files.items()
        if url.get_backend_name() == "sqlite"
    }
    kept["checkpoints"] = Path(config["CHECKPOINTS"])
    kept["reports"] = Path(config["REPORTS_FOLDER"])
    kept["instance"] = Path(current_app.instance_path)  # exports under way, the queue of writers
    return kept


def free_bytes(place: Path) -> int:
    """How much room the service account has left there. Raises OSError."""
    return shutil.disk_usage(_there(place)).free


def may_write(place: Path) -> bool:
    """Whether this account may write there: a disk turns read-only after a fault."""
    return os.access(_there(place), os.W_OK | os.X_OK)


def _there(place: Path) -> Path:
    """The folder, or the one in which it will be made."""
    place = place.absolute()
    return next(folder for folder in (place, *place.parents) if folder.exists())


def checkpoint_age() -> timedelta | None:
    """How long ago this installation last signed where its log stands; None: never."""
    folder = Path(current_app.config["CHECKPOINTS"])
    for line in newest_lines(the_vault().keyring, folder, most=1):
        return clock.now() - line.moment
    return None

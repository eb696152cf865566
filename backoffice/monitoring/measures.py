"""What is measured outside the tables: room on the disks, age of the newest checkpoint."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import make_url

from backoffice import clock
from backoffice.audit.anchor import newest_lines
from backoffice.vault.values import the_vault


def places() -> dict[str, Path]:
    """The folders that must not fill up, by what lies there; a server's disk is not ours to see."""
    config = current_app.config
    found = {"data": config["DATABASE_URL"], "vault": config["VAULT_URL"]}
    files = {name: make_url(url) for name, url in found.items()}
    kept = {
        name: Path(str(url.database)).parent
        for name, url in files.items()
        if url.get_backend_name() == "sqlite"
    }
    return kept | {"checkpoints": Path(config["CHECKPOINTS"])}


def free_bytes(place: Path) -> int:
    """What the service account may still write there. Raises OSError."""
    place = place.absolute()
    there = next(folder for folder in (place, *place.parents) if folder.exists())
    return shutil.disk_usage(there).free


def checkpoint_age() -> timedelta | None:
    """How long ago this installation last signed where its log stands; None: never."""
    folder = Path(current_app.config["CHECKPOINTS"])
    for line in newest_lines(the_vault().keyring, folder, most=1):
        return clock.now() - datetime.fromisoformat(line.at)
    return None

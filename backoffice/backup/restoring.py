"""Restoring: choose, stage, prove, prepare, and only then exchange (policy 2, 3.5)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, cast

from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from backoffice import clock
from backoffice.backup import shelf as shelves
from backoffice.backup.aside import keep_later_entries
from backoffice.backup.faults import BackupFault
from backoffice.backup.journal import (
    Journal,
    carry_through,
    note_not_done,
    staged_keyring,
    take_back,
)
from backoffice.backup.manifest import Manifest
from backoffice.backup.places import place_of
from backoffice.backup.preparing import prepare
from backoffice.backup.presence import alone
from backoffice.backup.shelf import Shelf
from backoffice.backup.snapshot import Progress
from backoffice.backup.sqlite_place import clear_file
from backoffice.backup.staging import Order, choose, known_fences, stage_data, stage_vault
from backoffice.vault.keyring import Keyring


@dataclass(frozen=True)
class Restored:
    """What was put in place."""

    manifest: Manifest
    source: str
    aside: str


def restore(
    shelf: Shelf, order: Order, ask: Callable[[Manifest], None], progress: Progress
) -> Restored:
    """Put a data copy and the newest vault in place, or change nothing.

    `ask` may end it before anything begins. Raises BackupFault or KeyringError.
    """
    # The app itself: the copy is prepared under another, which the proxy would then stand for.
    # Flask declares the proxy as the app, so its own way to it is unknown to the types.
    app: Flask = cast(Any, current_app)._get_current_object()
    with alone(app):
        ready, chosen, source = _up_to_the_exchange(app, shelf, order, ask, progress)
        _exchange(app, ready)
    return Restored(chosen, source, ready.aside)


def _exchange(app: Flask, ready: Journal) -> None:
    try:
        carry_through(app, ready)
    except (OSError, SQLAlchemyError) as problem:
        raise BackupFault(
            "Everything is ready but could not be put in place. Mend this and run any command or "
            f"start the service: it is carried through then. {problem}"
        ) from problem


def _up_to_the_exchange(
    app: Flask, shelf: Shelf, order: Order, ask: Callable[[Manifest], None], progress: Progress
) -> tuple[Journal, Manifest, str]:
    """Everything that touches nothing yet; on any failure it is as if it had not begun."""
    with _keys(app, order):
        keyring = Keyring.read(Path(app.config["KEYRING"]))
        chosen, data = choose(shelf, order, keyring)
        known = known_fences(shelf, order, keyring)
        ask(chosen)
        journal = Journal(chosen.name, f"replaced-{clock.now():%Y%m%dT%H%M%S%fZ}")
        journal.write(app)
        try:
            stage_data(data)
            source = stage_vault(shelf, order, known, progress)
            return _make_ready(app, journal, chosen, source, progress), chosen, source
        except BaseException:
            take_back(app, journal)
            note_not_done(journal.name)
            raise


@contextmanager
def _keys(app: Flask, order: Order) -> Iterator[None]:
    """Work with the keyring that is given, which waits beside the present one until the end."""
    if order.keyring is None:
        yield
        return
    present = app.config["KEYRING"]
    waiting = staged_keyring(app)
    _refuse_foreign(Path(present), Keyring.read(order.keyring))
    shelves.copy_private(order.keyring, waiting)
    app.config["KEYRING"] = str(waiting)
    try:
        yield
    except BaseException:
        clear_file(waiting)
        raise
    finally:
        app.config["KEYRING"] = present


def _refuse_foreign(present: Path, given: Keyring) -> None:
    if present.exists() and not Keyring.read(present).is_kin_of(given):
        raise BackupFault("The keyring that is given is of another installation.")


def _make_ready(
    app: Flask, journal: Journal, chosen: Manifest, source: str, progress: Progress
) -> Journal:
    data, vault = place_of("data"), place_of("vault")
    keep_later_entries(Path(app.instance_path) / journal.aside, chosen)
    line = prepare(data.staged, vault.staged, name=chosen.name, source=source, progress=progress)
    for place in (vault, data):
        place.load()
    ready = replace(journal, ready=True, line=asdict(line))
    ready.write(app)
    return ready

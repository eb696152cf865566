"""Restoring: choose, stage, prove, prepare, and only then exchange (architecture 6).

A vault that knows of fewer destructions than is known elsewhere is never put in place.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from backoffice import clock
from backoffice.audit.anchor import newest_lines
from backoffice.backup import shelf as shelves
from backoffice.backup.aside import keep_later_entries
from backoffice.backup.faults import BackupFault
from backoffice.backup.journal import Journal, carry_through, staged_keyring, take_back
from backoffice.backup.manifest import Manifest, check_file, read_manifest
from backoffice.backup.places import clear_file, place_of
from backoffice.backup.preparing import prepare
from backoffice.backup.presence import alone
from backoffice.backup.proving import prove
from backoffice.backup.shelf import Shelf
from backoffice.backup.side import side_app, sqlite_url
from backoffice.backup.snapshot import Progress, fold, make_schema, open_snapshot, vault_tables
from backoffice.vault.keyring import Keyring, KeyringError
from backoffice.vault.keystore import KeyStore

_UNFIT = (BackupFault, KeyringError, SQLAlchemyError, sqlite3.Error, OSError)


@dataclass(frozen=True)
class Order:
    """What the operator asked for."""

    name: str = ""  # of the data copy; empty means the newest
    keyring: Path | None = None
    mirror_only: bool = False  # do not use the vault that is in place
    without_checkpoints: bool = False
    with_losses: bool = False


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
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    with alone(app):
        ready, chosen, source = _up_to_the_exchange(app, shelf, order, ask, progress)
        carry_through(app, ready)
    return Restored(chosen, source, ready.aside)


def _up_to_the_exchange(
    app: Flask, shelf: Shelf, order: Order, ask: Callable[[Manifest], None], progress: Progress
) -> tuple[Journal, Manifest, str]:
    """Everything that touches nothing yet; on any failure it is as if it had not begun."""
    with _keys(app, order):
        keyring = Keyring.read(Path(app.config["KEYRING"]))
        chosen, data = _choose(shelf, order, keyring)
        known = _known_fences(shelf, order, keyring)
        ask(chosen)
        journal = Journal(chosen.name, f"replaced-{clock.now():%Y%m%dT%H%M%S.%fZ}")
        journal.write(app)
        try:
            _stage_data(data)
            source = _stage_vault(shelf, order, known, progress)
            return _make_ready(app, journal, chosen, source, progress), chosen, source
        except BaseException:
            take_back(app, journal)
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


def _choose(shelf: Shelf, order: Order, keyring: Keyring) -> tuple[Manifest, Path]:
    found = shelves.names(shelf.data)
    if not found or (order.name and order.name not in found):
        raise BackupFault(f"There is no backup {order.name or 'of the data'} in {shelf.data}.")
    folder = shelf.data / (order.name or found[0])
    manifest = read_manifest(folder, keyring)
    return manifest, check_file(folder, manifest)


def _known_fences(shelf: Shelf, order: Order, keyring: Keyring) -> int:
    """How many destructions are known of, from checkpoints and from every manifest here."""
    lines = newest_lines(keyring, Path(current_app.config["CHECKPOINTS"]))
    if not lines and not order.without_checkpoints:
        raise BackupFault(
            "There is no checkpoint of this installation: nothing apart from the backup says how "
            "many values were destroyed. Put the checkpoint file in place, or say "
            "--without-checkpoints."
        )
    counts = [line.fences for line in lines]
    for folder in (shelf.data, shelf.vault):
        for name in shelves.names(folder):
            counts.append(read_manifest(folder / name, keyring).fences)
    return max(counts)


def _stage_data(data: Path) -> None:
    """A copy beside the present data, brought up to the schema of this program."""
    staged = place_of("data").staged
    shelves.copy_private(data, staged)
    with side_app(sqlite_url(staged), sqlite_url(staged)):
        make_schema()
    fold(staged)


def _stage_vault(shelf: Shelf, order: Order, known: int, progress: Progress) -> str:
    """Stage the vault in place when it is fit, else the newest mirror that is.

    Raises BackupFault with a reason for each that is not.
    """
    why: list[str] = []
    sources = [] if order.mirror_only else ["present"]
    for source in [*sources, *shelves.names(shelf.vault)]:
        staged = place_of("vault").staged
        clear_file(staged)
        try:
            if source == "present":
                _copy_present(staged, progress)
            else:
                _copy_mirror(shelf, source, staged)
            _refuse_unfit(staged, known, order)
        except _UNFIT as problem:
            why.append(f"{source}: {problem}")
        else:
            return source
    reasons = "\n".join(why) or f"there is none in {shelf.vault}"
    raise BackupFault(f"No vault can be put in place. Nothing was changed.\n{reasons}")


def _copy_present(staged: Path, progress: Progress) -> None:
    store = KeyStore(current_app.config["VAULT_URL"])
    try:
        with ExitStack() as stack:
            shot = open_snapshot(store.engine, vault_tables(), stack)
            shot.copy_to(staged, "vault", progress)
    finally:
        store.engine.dispose()


def _copy_mirror(shelf: Shelf, name: str, staged: Path) -> None:
    folder = shelf.vault / name
    manifest = read_manifest(folder, Keyring.read(Path(current_app.config["KEYRING"])))
    shelves.copy_private(check_file(folder, manifest), staged)


def _refuse_unfit(staged: Path, known: int, order: Order) -> None:
    proof = prove(place_of("data").staged, staged)
    if proof.fences < known:
        raise BackupFault(
            f"it knows of {proof.fences} destructions, {known} are known: it is older and would "
            "bring back what was destroyed."
        )
    if proof.lost and not order.with_losses:
        raise BackupFault(
            f"{proof.lost} values of the data copy do not open with it; to restore without "
            "them say --with-losses."
        )


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

"""Choosing what a restore puts in place, and staging it beside the present installation.

A vault that knows of fewer destructions than is known elsewhere is never chosen.
"""

import sqlite3
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from backoffice.audit.line_file import newest_lines
from backoffice.backup import shelf as shelves
from backoffice.backup.faults import BackupFault
from backoffice.backup.manifest import Manifest, check_file, read_manifest
from backoffice.backup.places import place_of
from backoffice.backup.proving import prove
from backoffice.backup.shelf import Shelf
from backoffice.backup.side import side_app, sqlite_url
from backoffice.backup.snapshot import Progress, open_snapshot
from backoffice.backup.sqlite_place import clear_file
from backoffice.backup.tables import fold, make_schema, vault_tables
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


def choose(shelf: Shelf, order: Order, keyring: Keyring) -> tuple[Manifest, Path]:
    """The data copy that is asked for, when it is what its manifest says. Raises BackupFault."""
    found = shelves.names(shelf.data)
    if not found or (order.name and order.name not in found):
        raise BackupFault(f"There is no backup {order.name or 'of the data'} in {shelf.data}.")
    folder = shelf.data / (order.name or found[0])
    manifest = read_manifest(folder, keyring)
    return manifest, check_file(folder, manifest)


def known_fences(shelf: Shelf, order: Order, keyring: Keyring) -> int:
    """How many destructions are known of, from checkpoints and from every manifest here.

    Raises BackupFault without checkpoints.
    """
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
            with suppress(BackupFault):  # what is not ours, or broken, knows of nothing
                counts.append(read_manifest(folder / name, keyring).fences)
    return max(counts)


def stage_data(data: Path) -> None:
    """A copy beside the present data, brought up to the schema of this program."""
    staged = place_of("data").staged
    shelves.copy_private(data, staged)
    with side_app(sqlite_url(staged), sqlite_url(staged)):
        make_schema()
    fold(staged)


def stage_vault(shelf: Shelf, order: Order, known: int, progress: Progress) -> str:
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

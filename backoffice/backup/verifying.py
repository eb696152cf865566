"""Verifying a folder of backups: every copy, to the byte, without changing any."""

from collections.abc import Iterator
from pathlib import Path

from flask import current_app

from backoffice.backup import shelf as shelves
from backoffice.backup.faults import BackupFault
from backoffice.backup.manifest import Manifest, check_file, read_manifest
from backoffice.backup.proving import check_integrity, program_revision, prove
from backoffice.backup.shelf import Shelf
from backoffice.vault.keyring import Keyring


def verify_shelf(shelf: Shelf, *, only_newest: bool) -> Iterator[str]:
    """One line for each thing that is proved. Raises BackupFault or KeyringError at a fault."""
    path = Path(current_app.config["KEYRING"])
    keyring = Keyring.read(path) if path.exists() else None
    if keyring is None:
        yield "The keyring is not here: signatures, chain and keys are not proved."
    mirrors = shelves.names(shelf.vault)
    copies = shelves.names(shelf.data)[: 1 if only_newest else None]
    if not copies:
        raise BackupFault(f"There is no backup of the data in {shelf.data}.")
    files = [_whole(shelf.vault / name, keyring) for name in mirrors]
    for manifest, _file in files:
        yield f"vault {manifest.name}: whole, fences {manifest.fences}"
    newest = files[0][1] if files else None
    for name in copies:
        yield _data_line(*_whole(shelf.data / name, keyring), newest, keyring)
    if not newest:
        raise BackupFault(f"There is no mirror of the vault in {shelf.vault}: no value opens.")


def _whole(folder: Path, keyring: Keyring | None) -> tuple[Manifest, Path]:
    manifest = read_manifest(folder, keyring)
    file = check_file(folder, manifest)
    check_integrity(file)
    return manifest, file


def _data_line(manifest: Manifest, file: Path, vault: Path | None, keyring: Keyring | None) -> str:
    if keyring is None:
        return f"data {manifest.name}: whole"
    proof = prove(file, vault)
    if (proof.seq, proof.digest) != (manifest.seq, manifest.digest):
        raise BackupFault(f"{file}: the log does not end where the manifest says.")
    if proof.lost:
        raise BackupFault(f"{file}: {proof.lost} values do not open with the newest mirror.")
    if proof.revision != program_revision():
        return (
            f"data {manifest.name}: whole, chain of {proof.seq} entries holds; "
            "of another release: its values are proved when it is restored"
        )
    return (
        f"data {manifest.name}: whole, chain of {proof.seq} entries holds, "
        f"{proof.living} values open, {proof.destroyed_since} destroyed since"
    )

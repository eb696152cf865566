"""Taking a backup: copy, prove the copy, sign, and only then let it stand as a backup."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from backoffice import clock
from backoffice.accounts.models import SYSTEM
from backoffice.audit.anchor import contradiction, head_now, mark
from backoffice.audit.chain import stamp
from backoffice.backup import shelf as shelves
from backoffice.backup.actions import note_backup
from backoffice.backup.faults import BackupFault
from backoffice.backup.manifest import Manifest, sha256_of, write_manifest
from backoffice.backup.proving import Proof, prove
from backoffice.backup.shelf import Shelf
from backoffice.backup.snapshot import Progress, snapshots
from backoffice.db import db
from backoffice.vault.keyring import Keyring
from backoffice.vault.values import the_vault

DATA_FILE, VAULT_FILE = "data.db", "vault.db"


@dataclass(frozen=True)
class Made:
    """A backup that stands."""

    name: str
    proof: Proof


def take_backup(
    shelf: Shelf,
    progress: Progress,
    *,
    of_data: bool = True,
    of_vault: bool = True,
    keyring_to: Path | None = None,
) -> Made:
    """Copy data, vault or both as of one moment; both copies stand, or none.

    Raises BackupFault, KeyringError or OSError with nothing left behind.
    """
    _refuse_stale(of_vault)
    _refuse_keyring_beside(shelf, keyring_to)
    with _drafts(shelf, of_data=of_data, of_vault=of_vault) as (data, vault):
        with snapshots(of_data=of_data, of_vault=of_vault) as (data_shot, vault_shot):
            if data and data_shot:
                data_shot.copy_to(data / DATA_FILE, "data", progress)
            if vault and vault_shot:
                vault_shot.copy_to(vault / VAULT_FILE, "vault", progress)
        proof = _prove(data, vault)
        if not data:
            head = head_now()
            proof = replace(proof, seq=head.seq, digest=head.digest)
        name = f"{clock.now():%Y%m%dT%H%M%SZ}-{proof.seq:08d}"
        _sign(data, vault, name, proof)
        if keyring_to:
            _copy_keyring(keyring_to, name, proof.generations)
        note_backup(None, by=SYSTEM, name=name, publish=lambda: _publish(data, vault, name))
        mark()
        if vault:
            shelves.keep_newest(shelf.vault, name)
        return Made(name, proof)


def _refuse_stale(of_vault: bool) -> None:
    """A mirror of a vault that is not the newest would push out the two good ones."""
    if of_vault and (why := contradiction()):
        raise BackupFault(f"No backup of the vault is taken. {why}")


def _refuse_keyring_beside(shelf: Shelf, keyring_to: Path | None) -> None:
    for place in (shelf.data.parent, shelf.vault):
        if keyring_to and keyring_to.resolve().is_relative_to(place.resolve()):
            raise BackupFault("The keyring must not lie with data or vault: name another folder.")


@contextmanager
def _drafts(
    shelf: Shelf, *, of_data: bool, of_vault: bool
) -> Iterator[tuple[Path | None, Path | None]]:
    with ExitStack() as stack:
        drafts = []
        for wanted, folder in ((of_data, shelf.data), (of_vault, shelf.vault)):
            if wanted:
                stack.enter_context(shelves.held(folder))
            drafts.append(stack.enter_context(shelves.draft(folder)) if wanted else None)
        yield drafts[0], drafts[1]


def _prove(data: Path | None, vault: Path | None) -> Proof:
    proof = prove(data and data / DATA_FILE, vault and vault / VAULT_FILE)
    if proof.lost:
        raise BackupFault(
            f"{proof.lost} values of this copy do not open. When the keys were being changed "
            "just now, try again; otherwise run `vault check`."
        )
    return proof


def _sign(data: Path | None, vault: Path | None, name: str, proof: Proof) -> None:
    keyring, store = the_vault().keyring, the_vault().store
    for kind, folder, file in (("data", data, DATA_FILE), ("vault", vault, VAULT_FILE)):
        if folder is not None:
            copy = folder / file
            manifest = Manifest(
                kind=kind,
                name=name,
                at=stamp(clock.now()),
                origin=db.engine.dialect.name,
                revision=proof.revision,
                file=file,
                size=copy.stat().st_size,
                sha256=sha256_of(copy),
                seq=proof.seq,
                digest=proof.digest,
                fences=proof.fences if vault else store.fence_count(),
                generation=keyring.current,
            )
            write_manifest(folder, manifest, keyring)


def _publish(data: Path | None, vault: Path | None, name: str) -> None:
    """The vault first: a mirror without data is of use, data without a mirror is not."""
    for draft in filter(None, (vault, data)):
        shelves.publish(draft, name)


def _copy_keyring(folder: Path, name: str, generations: frozenset[int]) -> None:
    """Keep the keyring apart, the newest two; it must open the vault copy it goes with."""
    with shelves.held(folder), shelves.draft(folder) as draft:
        copy = draft / "keyring.json"
        shelves.copy_private(the_vault().keyring.path, copy)
        if not generations <= set(Keyring.read(copy).generations):
            raise BackupFault("The keys were being changed just now: try again.")
        shelves.publish(draft, name)
        shelves.keep_newest(folder, name)

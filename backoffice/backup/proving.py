"""Proof of a copy: the databases are whole, the chain holds, every living value opens."""

import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from alembic.script import ScriptDirectory
from flask import current_app

from backoffice.audit.verification import verify
from backoffice.backup.faults import BackupFault
from backoffice.backup.side import reading_url, side_app
from backoffice.backup.tables import revision_of
from backoffice.db import db
from backoffice.vault.keyring import Keyring, KeyringError
from backoffice.vault.maintenance import check_vault
from backoffice.vault.values import Vault, the_vault


@dataclass(frozen=True)
class Proof:
    """What was found in copies that are whole."""

    seq: int = 0
    digest: str = ""
    revision: str = ""
    living: int = 0
    destroyed_since: int = 0  # values of the data copy whose key the vault gave up since
    lost: int = 0  # values that should open and do not
    fences: int = 0
    generations: frozenset[int] = frozenset()


def prove(data: Path | None, vault: Path | None) -> Proof:
    """Prove copies without changing a byte of them. Raises BackupFault, KeyringError."""
    for path in filter(None, (data, vault)):
        check_integrity(path)
    data_url, vault_url = (reading_url(path or Path("/nowhere")) for path in (data, vault))
    with side_app(data_url, vault_url):
        proof = _of_vault(the_vault()) if vault else Proof()
        return _of_data(data, proof, with_vault=vault is not None) if data else proof


def _of_vault(vault: Vault) -> Proof:
    refuse_unknown_generation(vault)
    generations = frozenset(vault.store.generations())
    return Proof(fences=vault.store.fence_count(), generations=generations)


def _of_data(data: Path, proof: Proof, *, with_vault: bool) -> Proof:
    verdict = verify(the_vault().keyring.chain_key)
    if not verdict.is_ok:
        raise BackupFault(f"{data}: first bad audit entry {verdict.bad_seq}: {verdict.why}.")
    revision = revision_of(db.session.connection())
    found = replace(proof, seq=verdict.entries, digest=verdict.head, revision=revision)
    if not with_vault or revision != program_revision():
        return found
    report = check_vault(the_vault())
    living = report.living - report.fenced
    return replace(found, living=living, destroyed_since=report.fenced, lost=report.lost)


def program_revision() -> str:
    """Revision of the schema this program works with."""
    folder = current_app.extensions["migrate"].directory
    return str(ScriptDirectory(folder).get_current_head())


def check_integrity(path: Path) -> None:
    """Ask SQLite whether a copy is a whole database. Raises BackupFault."""
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            answer = connection.execute("PRAGMA integrity_check").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.DatabaseError as problem:
        raise BackupFault(f"{path}: not a whole database ({problem}).") from None
    if answer != "ok":
        raise BackupFault(f"{path}: the database is damaged.")


def refuse_unknown_generation(vault: Vault) -> None:
    """A vault wrapped under keys this keyring does not hold opens nothing. Raises KeyringError."""
    keyring: Keyring = vault.keyring
    for generation in sorted(vault.store.generations()):
        try:
            keyring.kek(generation)
        except KeyringError as problem:
            raise KeyringError(f"{problem} Vault and keyring are not of the same time.") from None

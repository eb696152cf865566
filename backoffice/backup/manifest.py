"""The signed list of what a backup is: its file, and where log, fences and keys then stood."""

import base64
import hashlib
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from cryptography.exceptions import InvalidSignature

from backoffice.backup.faults import BackupFault
from backoffice.vault.keyring import Keyring

FILE = "manifest.json"
FORMAT = 1


@dataclass(frozen=True)
class Manifest:
    """One copy of data or vault: what it is, how long, its digest, and its moment."""

    kind: str  # data or vault
    name: str
    at: str
    origin: str  # the kind of database it was taken from
    revision: str  # of the schema of the data
    file: str
    size: int
    sha256: str
    seq: int  # number of the last audit entry
    digest: str  # its digest
    fences: int  # values destroyed until then
    generation: int  # of the keyring
    format: int = FORMAT
    signature: str = ""

    @property
    def signed_text(self) -> bytes:
        """The text under the signature."""
        return json.dumps(asdict(replace(self, signature="")), sort_keys=True).encode()


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, 64 hex signs."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_manifest(folder: Path, manifest: Manifest, keyring: Keyring) -> None:
    """Sign the list and put it beside the file it speaks of."""
    signature = base64.b64encode(keyring.signing_key.sign(manifest.signed_text)).decode()
    held = asdict(replace(manifest, signature=signature))
    (folder / FILE).write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")


def read_manifest(folder: Path, keyring: Keyring | None) -> Manifest:
    """The list of one copy; with a keyring its signature is checked.

    Raises BackupFault when it is missing, of a newer program, or not signed by us.
    """
    try:
        manifest = Manifest(**json.loads((folder / FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise BackupFault(f"{folder}: the manifest is missing or cannot be read.") from None
    if manifest.format != FORMAT:
        raise BackupFault(f"{folder}: made by another version of the program.")
    if keyring is not None:
        _check_signature(folder, manifest, keyring)
    return manifest


def _check_signature(folder: Path, manifest: Manifest, keyring: Keyring) -> None:
    try:
        signature = base64.b64decode(manifest.signature)
        keyring.signing_key.public_key().verify(signature, manifest.signed_text)
    except (InvalidSignature, ValueError):
        raise BackupFault(
            f"{folder}: the manifest is not signed by this installation, or was changed."
        ) from None


def check_file(folder: Path, manifest: Manifest) -> Path:
    """The file of a copy, when it is byte for byte what the list says. Raises BackupFault."""
    path = folder / manifest.file
    if not path.is_file() or path.stat().st_size != manifest.size:
        raise BackupFault(f"{path}: missing, or not {manifest.size} bytes long.")
    if sha256_of(path) != manifest.sha256:
        raise BackupFault(f"{path}: the content was changed (SHA-256 does not fit).")
    return path

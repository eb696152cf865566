"""What others check a checkpoint with: the public key, its fingerprint, a line for paper and QR.

The text of a QR code and of the sheet for the safe, one line, its parts divided by spaces:
`SENIM-CHECKPOINT/1 seq=… digest=… at=… fences=… [restored=…] sig=… key=…`, where `sig` is the
signature in base64 and `key` the fingerprint of the key it is checked with.
"""

import hashlib
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from backoffice.audit.anchor import Checkpoint

MARK = "SENIM-CHECKPOINT/1"
_NAMES = ("seq", "digest", "at", "fences", "restored", "sig")


def pem_of(key: Ed25519PublicKey) -> str:
    """The public key as it is given away."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def fingerprint_of(key: Ed25519PublicKey) -> str:
    """SHA-256 of the key in DER, 64 hex signs: `openssl pkey -pubin -outform DER | sha256sum`."""
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()


def paper_text(line: Checkpoint, key: Ed25519PublicKey) -> str:
    """One signed line as a QR code and the sheet for the safe hold it."""
    told = {
        "seq": line.seq,
        "digest": line.digest,
        "at": line.at,
        "fences": line.fences,
        "restored": line.restored,
        "sig": line.signature,
        "key": fingerprint_of(key),
    }
    parts = (f"{name}={value}" for name, value in told.items() if value != "")
    return " ".join((MARK, *parts))


def read_line(raw: bytes) -> Checkpoint | None:
    """A line of a checkpoint file or of paper; None when it is neither."""
    try:
        text = raw.decode().strip()
        return _of_paper(text) if text.startswith(MARK) else Checkpoint(**json.loads(text))
    except (ValueError, TypeError, KeyError):
        return None


def _of_paper(text: str) -> Checkpoint:
    """Raises ValueError, KeyError when a part is missing or is no number."""
    told = dict(part.split("=", 1) for part in text.split()[1:])
    known = {name: told[name] for name in _NAMES if name != "restored"}
    return Checkpoint(
        seq=int(known["seq"]),
        digest=known["digest"],
        at=known["at"],
        fences=int(known["fences"]),
        restored=told.get("restored", ""),
        signature=known["sig"],
    )

"""What others check a checkpoint with: the public key, its fingerprint, a line for paper and QR."""

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from backoffice.audit.line import MARK, Checkpoint


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

"""How a value is sealed: AES-256-GCM under its own key, the key wrapped under the keyring.

The value's id and field are bound in as associated data, so a sealed value moved to another
row or another field does not open.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap,
    aes_key_wrap,
)

FORMAT = b"\x01"  # version of the sealed form, so that the cipher can change one day
_NONCE = 12
_BODY = len(FORMAT) + _NONCE


class SealBroken(RuntimeError):
    """A sealed value or its key does not open: wrong keyring or tampered data."""


def new_key() -> bytes:
    """A key for one value: 32 random bytes."""
    return secrets.token_bytes(32)


def wrap(kek: bytes, key: bytes) -> bytes:
    """A value's key as it is stored: 40 bytes."""
    return aes_key_wrap(kek, key)


def unwrap(kek: bytes, wrapped: bytes) -> bytes:
    """A value's key in clear. Raises SealBroken."""
    try:
        return aes_key_unwrap(kek, wrapped)
    except InvalidUnwrap as problem:
        raise SealBroken("a key does not open under this keyring") from problem


def seal_text(key: bytes, value_id: int, field: str, text: str) -> bytes:
    """Sealed bytes of one text: format byte, nonce, ciphertext with its tag."""
    nonce = secrets.token_bytes(_NONCE)
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, text.encode(), _bound(value_id, field))


def open_text(key: bytes, value_id: int, field: str, sealed: bytes) -> str:
    """The text again. Raises SealBroken when a byte, the row or the field is not the same."""
    if not sealed.startswith(FORMAT):
        raise SealBroken("a sealed value has an unknown format")
    try:
        bound = _bound(value_id, field)
        return AESGCM(key).decrypt(sealed[1:_BODY], sealed[_BODY:], bound).decode()
    except InvalidTag as problem:
        raise SealBroken("a sealed value does not open") from problem


def _bound(value_id: int, field: str) -> bytes:
    return f"{value_id}:{field}".encode()

"""The keyring: key-encryption keys by generation and the keys for index, chain, signature.

One file, readable by its owner only; whoever lacks it reads nothing.
"""

import base64
import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class KeyringError(RuntimeError):
    """The keyring is missing, unreadable or not the one of this installation."""


@dataclass
class Keyring:
    """Keys of one installation; all are 32 random bytes."""

    path: Path
    current: int
    generations: dict[int, bytes]
    index_key: bytes
    chain_key: bytes
    web_key: bytes
    signing_seed: bytes
    demo: bool = False
    _read_at: int = field(default=0, repr=False)

    @classmethod
    def create(cls, path: Path, *, demo: bool) -> "Keyring":
        """Make fresh keys and write them; refuses to replace a keyring that exists."""
        if path.exists():
            raise KeyringError(f"A keyring already stands at {path.name}; it is not replaced.")
        ring = cls(path, 1, {1: _fresh()}, _fresh(), _fresh(), _fresh(), _fresh(), demo)
        ring.write()
        return ring

    @classmethod
    def read(cls, path: Path) -> "Keyring":
        """Read the keyring of this installation.

        Raises KeyringError with a sentence for the operator.
        """
        try:
            written_at = path.stat().st_mtime_ns  # before: a newer content is then read again
            held = json.loads(path.read_text())
            return cls(
                path,
                int(held["current"]),
                {int(k): _decode(v) for k, v in held["generations"].items()},
                _decode(held["index_key"]),
                _decode(held["chain_key"]),
                _decode(held["web_key"]),
                _decode(held["signing_seed"]),
                bool(held.get("demo", False)),
                written_at,
            )
        except FileNotFoundError:
            raise KeyringError(
                f"The keyring {path} is missing. Restore it, or run setup for a new installation."
            ) from None
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise KeyringError(f"The keyring {path} cannot be read ({problem}).") from problem

    def write(self) -> None:
        """Put the keyring on disk in one step: whole or not at all."""
        held = {
            "current": self.current,
            "generations": {str(k): _encode(v) for k, v in self.generations.items()},
            "index_key": _encode(self.index_key),
            "chain_key": _encode(self.chain_key),
            "web_key": _encode(self.web_key),
            "signing_seed": _encode(self.signing_seed),
            "demo": self.demo,
        }
        draft = self.path.with_suffix(".new")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(held, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path)

    def refresh(self) -> bool:
        """Take over what another process changed: a deed must seal under the newest key.

        Called when a deed has its turn; a value sealed under a generation that another
        process is about to retire would be lost. Returns whether the file had changed.
        Raises KeyringError when it is gone, or of another installation.
        """
        if self.path.exists() and self.path.stat().st_mtime_ns == self._read_at:
            return False
        fresh = Keyring.read(self.path)
        if not self.is_kin_of(fresh):
            raise KeyringError(
                f"The keyring {self.path} was replaced by one of another installation: put it back."
            )
        self.generations, self.current = fresh.generations, fresh.current
        self._read_at = fresh._read_at
        return True

    def is_kin_of(self, other: "Keyring") -> bool:
        """Whether both are of one installation: a rotation changes nothing but generations."""
        return (self.index_key, self.chain_key, self.signing_seed) == (
            other.index_key,
            other.chain_key,
            other.signing_seed,
        )

    def kek(self, generation: int) -> bytes:
        """The key-encryption key of one generation.

        A rotation by another process is picked up by reading the file again.
        """
        if generation not in self.generations:
            self.refresh()
        try:
            return self.generations[generation]
        except KeyError:
            raise KeyringError(f"The keyring holds no key of generation {generation}.") from None

    @property
    def signing_key(self) -> Ed25519PrivateKey:
        """The key that signs audit checkpoints."""
        return Ed25519PrivateKey.from_private_bytes(self.signing_seed)

    def add_generation(self) -> int:
        """A new key-encryption key becomes the current one; the old ones stay until retired."""
        self.current = max(self.generations) + 1
        self.generations[self.current] = _fresh()
        self.write()
        return self.current

    def retire_older(self) -> None:
        """Forget every generation but the current: older copies of the vault open nothing."""
        self.generations = {self.current: self.generations[self.current]}
        self.write()


def _fresh() -> bytes:
    return secrets.token_bytes(32)


def _encode(key: bytes) -> str:
    return base64.b64encode(key).decode("ascii")


def _decode(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != 32:
        raise ValueError("a key is not 32 bytes long")
    return key

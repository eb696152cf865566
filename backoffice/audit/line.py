"""One signed line about the log, and the one reader of such lines, of a file or of paper.

The text of a QR code and of the sheet for the safe, one line, its parts divided by spaces:
`SENIM-CHECKPOINT/1 seq=… digest=… at=… fences=… [restored=…] sig=… key=…`, where `sig` is the
signature in base64 and `key` the fingerprint of the key it is checked with.
"""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

MARK = "SENIM-CHECKPOINT/1"
_HIGHEST = 2**63 - 1  # what a database takes as a number


@dataclass(frozen=True)
class Checkpoint:
    """One signed statement: up to here the log was this, and so many values were destroyed.

    `restored` names the backup a restore put in place: from there the log goes on from an
    earlier number, and lines before it say nothing about it any more.
    """

    seq: int
    digest: str
    at: str
    fences: int
    restored: str = ""
    signature: str = ""

    @property
    def short(self) -> str:
        """As printed on reports: number and the ends of the digest."""
        return f"{self.seq} · {self.digest[:4]}…{self.digest[-4:]}"

    @property
    def moment(self) -> datetime:
        """When it was signed."""
        return datetime.fromisoformat(self.at)

    @property
    def signed_text(self) -> str:
        """The text under the signature."""
        text = f"{self.seq}\x1f{self.digest}\x1f{self.at}\x1f{self.fences}"
        return f"{text}\x1f{self.restored}" if self.restored else text


def read_line(raw: bytes) -> Checkpoint | None:
    """A line of a checkpoint file or of paper; None when it is neither, part by part."""
    try:
        text = raw.decode().strip()
        told = _of_paper(text) if text.startswith(MARK) else json.loads(text)
        line = Checkpoint(**told)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return line if _is_of_its_kinds(vars(line)) else None


def _of_paper(text: str) -> dict[str, Any]:
    """Raises ValueError, KeyError when a part is missing or is no number."""
    told = dict(part.split("=", 1) for part in text.split()[1:])
    return {
        "seq": int(told["seq"]),
        "digest": told["digest"],
        "at": told["at"],
        "fences": int(told["fences"]),
        "restored": told.get("restored", ""),
        "signature": told["sig"],
    }


def _is_of_its_kinds(told: Mapping[str, Any]) -> bool:
    """The signed text of "58" and of 58 is the same: only one of them is a number."""
    if any(type(told[field.name]) is not field.type for field in fields(Checkpoint)):
        return False
    return all(0 <= told[name] <= _HIGHEST for name in ("seq", "fences"))


def is_ours(key: Ed25519PublicKey, line: Checkpoint) -> bool:
    """Whether the installation with this public key signed the line."""
    try:
        signature = base64.b64decode(line.signature, validate=True)
        key.verify(signature, line.signed_text.encode())
    except (InvalidSignature, ValueError):
        return False
    # Base64 has spare bits at its end, in which a change could hide.
    return base64.b64encode(signature).decode() == line.signature


def misplaced(lines: Iterable[Checkpoint | None]) -> list[bool]:
    """Of lines in the order they stand: which are dated before one above them.

    A signature does not bind the place. So an old line that was moved down takes nothing back.
    """
    found, newest = [], ""
    for line in lines:
        found.append(line is not None and line.at < newest)
        newest = max(newest, line.at if line else "")
    return found

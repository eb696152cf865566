"""Going along the chain: each entry against its number, its digest and its MAC, at full speed.

Holds no page longer than it is looked at; the same look serves verification and its tests.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence

from backoffice.audit.chain import CANONICAL, GENESIS, SEPARATOR

Row = Sequence[object]  # the fields of `CANONICAL`, then digest and MAC
WIDTH = len(CANONICAL)
_BLOCK = 64  # bytes SHA-256 works on at a time


def sealer(chain_key: bytes) -> Callable[[bytes], str]:
    """`mac_of` under one key, prepared once: HMAC is two hashes that begin with the key (RFC 2104).

    Half the cost of a fresh HMAC for each of a million entries; a test holds the two equal.
    """
    key = chain_key.ljust(_BLOCK, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in key)).copy
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in key)).copy

    def seal(digest: bytes) -> str:
        first, second = inner(), outer()
        first.update(digest)
        second.update(first.digest())
        return second.hexdigest()

    return seal


class Walk:
    """How far the chain was found whole: the last good entry and its digest."""

    def __init__(self, chain_key: bytes, *, last: int = 0, digest: str = GENESIS) -> None:
        self.last = last
        self.digest = digest
        self._seal = sealer(chain_key)

    def over(self, rows: Iterable[Row]) -> str:
        """Go on over some entries. Answers why the next is not as it was written, or ""."""
        last, digest, seal = self.last, self.digest, self._seal
        sha256, join = hashlib.sha256, SEPARATOR.join
        why = ""
        for row in rows:
            if row[0] != last + 1:
                why = "number"
                break
            made = sha256((digest + SEPARATOR + join(map(str, row[:WIDTH]))).encode()).hexdigest()
            if made != row[WIDTH]:
                why = "digest"
                break
            if seal(made.encode()) != row[WIDTH + 1]:
                why = "mac"
                break
            last, digest = last + 1, made
        self.last, self.digest = last, digest
        return why

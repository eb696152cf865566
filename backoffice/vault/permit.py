"""The permit to touch personal values: the audit door opens it, and only the door.

Outside a permit nothing can be sealed, revealed or destroyed, so a reading without an audit
entry cannot be written by mistake.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from backoffice.vault.keystore import SearchToken, WrappedKey


class NotPermitted(RuntimeError):
    """Personal data was touched outside a deed or a witnessed reading: a programming error."""


@dataclass
class Permit:
    """What the present deed or reading may do, and what the vault has to store for it."""

    may_write: bool
    fields: frozenset[str] | None = None  # None: any field, for a deed
    is_fresh: bool = True  # False: rows in hand may be older than the entry of this reading
    keys: list[WrappedKey] = field(default_factory=list)
    tokens: list[SearchToken] = field(default_factory=list)
    destroyed: list[int] = field(default_factory=list)
    settling: bool = False  # the vault was asked to give up keys: from here nothing is undone


_current: ContextVar[Permit | None] = ContextVar("permit", default=None)


@contextmanager
def granted(permit: Permit) -> Iterator[Permit]:
    """Let the block below touch personal values as the permit says."""
    token = _current.set(permit)
    try:
        yield permit
    finally:
        _current.reset(token)


def current_permit(*, writing: bool = False) -> Permit:
    """The permit in force. Raises NotPermitted when there is none, or none for writing."""
    permit = _current.get()
    if permit is None or (writing and not permit.may_write):
        raise NotPermitted("personal data was touched outside a deed or a witnessed reading")
    return permit

"""What surrounds a deed: which request it belongs to, from where, and its form's key."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass
class Scope:
    """One request, or one run of a command."""

    client: str = "local"
    request_id: str = field(default_factory=lambda: secrets.token_hex(8))
    form_key: str = ""


_scope: ContextVar[Scope | None] = ContextVar("scope", default=None)


def current_scope() -> Scope:
    """The scope in force; a command that set none gets its own."""
    scope = _scope.get()
    if scope is None:
        scope = Scope()
        _scope.set(scope)
    return scope


def enter_scope(scope: Scope) -> None:
    """Begin a request: called by the web gate before anything else."""
    _scope.set(scope)


@contextmanager
def scoped(scope: Scope) -> Iterator[Scope]:
    """Run the block below under this scope."""
    token = _scope.set(scope)
    try:
        yield scope
    finally:
        _scope.reset(token)

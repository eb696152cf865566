"""Passwords: argon2id, bounded so that a flood of guesses cannot take the memory (trust 6)."""

import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

MINIMUM = 12
MAXIMUM = 128
_at_once = threading.BoundedSemaphore(2)


@cache
def _hasher(time_cost: int, memory_kib: int) -> PasswordHasher:
    return PasswordHasher(time_cost=time_cost, memory_cost=memory_kib, parallelism=1)


def _current() -> PasswordHasher:
    config = current_app.config
    return _hasher(int(config["ARGON2_TIME"]), int(config["ARGON2_MEMORY_KIB"]))


@cache
def _nobody(hasher: PasswordHasher) -> str:
    return hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """A password as it is stored."""
    with _at_once:
        return _current().hash(password)


def is_right(stored: str | None, password: str) -> bool:
    """Compare; an unknown name (None) costs the same time as a known one."""
    hasher = _current()
    with _at_once:
        try:
            hasher.verify(stored or _nobody(hasher), password)
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None


def needs_rehash(stored: str) -> bool:
    """Whether the settings have grown stronger since this hash was made."""
    return _current().check_needs_rehash(stored)

"""Passwords: argon2id, bounded so that a flood of guesses cannot take the memory (trust 6)."""

import secrets
import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

MINIMUM = 12
MAXIMUM = 128
_DIFFERENT_SIGNS = 4
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
_COMMON = frozenset(
    {
        "0123456789ab",
        "1234567890-=",
        "1234567890ab",
        "123456789012",
        "1234567890123",
        "12345678901234",
        "1q2w3e4r5t6y",
        "1qaz2wsx3edc",
        "abcdefghijkl",
        "abcd1234abcd",
        "administrator",
        "astana-astana",
        "ikomek109109",
        "kazakhstan2024",
        "kazakhstan2025",
        "kazakhstan2026",
        "password1234",
        "password12345",
        "passwordpassword",
        "q1w2e3r4t5y6",
        "qazwsxedcrfv",
        "qwerty123456",
        "qwertyuiop12",
        "qwertyuiop123",
        "qwertyuiop[]",
        "qwertyqwerty",
        "senim-demo-109",
        "йцукенгшщзхъ",
        "құпиясөз1234",
        "парольпароль",
        "пароль123456",
    }
)
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


def weakness(password: str, username: str) -> str:
    """Which rule a new password breaks: short, long, name, common; empty when it is good.

    Length counts, composition does not (NIST SP 800-63B 3.1.1).
    """
    if len(password) < MINIMUM:
        return "short"
    if len(password) > MAXIMUM:
        return "long"
    folded = password.casefold()
    if folded.strip() == username.casefold():
        return "name"
    if folded in _COMMON or len(set(folded)) < _DIFFERENT_SIGNS:
        return "common"
    return ""


def first_password() -> str:
    """A made-up password that can be read out over the telephone: 79 random bits."""
    signs = "".join(secrets.choice(_READABLE) for _ in range(16))
    return "-".join(signs[at : at + 4] for at in range(0, 16, 4))

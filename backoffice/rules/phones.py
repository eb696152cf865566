"""Telephone numbers: many ways to write one, one way to keep it (policy 5.e, R-4.3).

Kept as E.164, shown as people here write it, masked in lists. A caller may hide the number,
so nothing here makes a telephone compulsory.
"""

import re

from backoffice.rules.identifiers import Finding

E164 = re.compile(r"\+[1-9][0-9]{7,14}")
KAZAKHSTAN = re.compile(r"\+77[0-9]{9}")
SEVEN_ZONE = re.compile(r"\+7[0-9]{10}")
RUSSIA = re.compile(r"\+7[3489][0-9]{9}")

# New ranges appear, so a prefix outside these is a doubt and never a refusal.
MOBILE_PREFIX = re.compile(r"70[0125678]|747|76[01234]|77[15678]|785")
VOIP_PREFIX = re.compile(r"751")
CITY_PREFIX = re.compile(r"71[1-8]|72[1-9]")
KNOWN_PREFIXES = (MOBILE_PREFIX, VOIP_PREFIX, CITY_PREFIX)
# Almaty is the one city whose own code has three digits.
THREE_DIGIT_CITY = "727"

HIDDEN = "•••"

_WRITTEN_WITH = re.compile(r"[\s()\-\u2010-\u2014]")
_PLAIN = re.compile(r"\+?[0-9]+")


def normalise_phone(text: str) -> str | None:
    """Turn any of the usual ways of writing a telephone into E.164, or None if it is not one."""
    typed = _WRITTEN_WITH.sub("", text)
    if not _PLAIN.fullmatch(typed):
        return None
    number = _with_country(typed)
    if number is None or not E164.fullmatch(number):
        return None
    if number.startswith("+7") and not SEVEN_ZONE.fullmatch(number):
        return None
    return number


def check_phone(text: str) -> tuple[Finding, ...]:
    """Say what is wrong or doubtful about a telephone; an unknown prefix is only a doubt."""
    number = normalise_phone(text)
    if number is None:
        return (Finding("phone.format", "error"),)
    if not number.startswith("+7") or RUSSIA.fullmatch(number):
        return ()
    if not any(known.fullmatch(number[2:5]) for known in KNOWN_PREFIXES):
        return (Finding("phone.prefix", "warning"),)
    return ()


def show_phone(e164: str) -> str:
    """Write a kept telephone the way people here read it; a foreign one stays as it is."""
    if not SEVEN_ZONE.fullmatch(e164):
        return e164
    area, rest = _area_and_rest(e164)
    return f"+7 ({area}) {rest[:-4]}-{rest[-4:-2]}-{rest[-2:]}"


def mask_phone(e164: str) -> str:
    """Leave the prefix and two last digits, enough to tell two callers apart (R-2.3)."""
    if SEVEN_ZONE.fullmatch(e164):
        area, rest = _area_and_rest(e164)
        return f"+7 ({area}) {'*' * len(rest[:-4])}-**-{rest[-2:]}"
    if E164.fullmatch(e164):
        return f"{e164[:3]} {'*' * len(e164[3:-2])} {e164[-2:]}"
    return HIDDEN


def _with_country(typed: str) -> str | None:
    """Put the country in front of what was typed; a foreign number must bring its own plus."""
    if typed.startswith("+"):
        return typed
    if len(typed) == 11 and typed[0] in "78":
        return "+7" + typed[1:]
    if len(typed) == 10 and typed[0] == "7":
        return "+7" + typed
    return None


def _area_and_rest(e164: str) -> tuple[str, str]:
    digits = e164[2:]
    prefix = digits[:3]
    has_long_code = CITY_PREFIX.fullmatch(prefix) and prefix != THREE_DIGIT_CITY
    cut = 4 if has_long_code else 3
    return digits[:cut], digits[cut:]

"""What stands in a mapping, checked: a mistake is one sentence for the operator (policy 4)."""

import re
from collections.abc import Mapping, Set
from typing import Any
from zoneinfo import ZoneInfo


class MappingError(Exception):
    """The mapping cannot be used; the message says what to mend."""


def text_of(name: str, told: Any) -> str:
    """A text, and nothing else TOML knows. Raises MappingError."""
    if not isinstance(told, str):
        raise MappingError(f"{name} is a text, in quotation marks.")
    return told


def texts_of(name: str, told: Any) -> tuple[str, ...]:
    """One text or a list of them."""
    texts = told if isinstance(told, list) else [told]
    if not texts or not all(isinstance(text, str) and text for text in texts):
        raise MappingError(f"{name} is a text or a list of texts, in quotation marks.")
    return tuple(texts)


def table_of(told: dict[str, Any], name: str, keys: set[str]) -> dict[str, Any]:
    """A table of settings; one that is left out is empty. Raises MappingError."""
    table = told.get(name, {})
    if not isinstance(table, dict):
        raise MappingError(f"{name} is a table of settings.")
    refuse_unknown(name, table, keys)
    return table


def refuse_unknown(where: str, told: Mapping[str, Any], known: Set[str]) -> None:
    """A misspelt setting would be left out silently; so it stops the import."""
    strange = sorted(set(told) - set(map(str, known)))
    if strange:
        raise MappingError(f"{where}: unknown setting {', '.join(strange)}.")


def one_of(name: str, code: Any, codes: Set[str]) -> str:
    """A code of a closed list. Raises MappingError."""
    if not isinstance(code, str) or code not in codes:
        raise MappingError(f"{name}: there is no code {code!r} here.")
    return code


def matching(told: dict[str, Any], name: str, shape: re.Pattern[str], default: str) -> str:
    """A text of one form. Raises MappingError."""
    text = text_of(name, told.get(name, default))
    if not shape.fullmatch(text):
        raise MappingError(f"{name}: {text!r} is not of the form {shape.pattern}.")
    return text


def encoding_of(name: str) -> str:
    """The codec to read with; a byte order mark in front of UTF-8 is no part of the text."""
    try:
        "".encode(name)
    except (LookupError, ValueError):
        raise MappingError(f"file.encoding: {name!r} is not known.") from None
    return "utf-8-sig" if name.lower().replace("_", "-") in ("utf-8", "utf8") else name


def delimiter_of(sign: str) -> str:
    """The sign between two cells. Raises MappingError."""
    if len(sign) != 1 or sign in '"\r\n':
        raise MappingError("file.delimiter is one sign, such as , or ; or a tab.")
    return sign


def zone_of(name: str) -> ZoneInfo:
    """The time zone by its name. Raises MappingError."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise MappingError(f"file.time_zone: {name!r} is not known.") from None

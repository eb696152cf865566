"""A code with its words: the code is the same in every language, the words are the reader's."""

from collections.abc import Iterable, Mapping
from typing import Any

from backoffice.web.labels.fields import FIELDS

Coded = dict[str, str]


def coded(code: Any, words: Mapping[Any, Any]) -> Coded:
    """One code of a closed list; one of another release stands for itself."""
    return {"code": str(code), "label": str(words.get(code, code))}


def coded_fields(codes: Iterable[str]) -> list[Coded]:
    """Names of fields, each once, in the order they come."""
    return [coded(code, FIELDS) for code in dict.fromkeys(codes)]

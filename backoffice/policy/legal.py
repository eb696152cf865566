"""What the Law asks to tell beside the policy, and the rights of the subject (domain 1; R-2.4)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from backoffice.config import ConfigurationError
from backoffice.rules.vocabulary.people import Language

SHIPPED = Path(__file__).parent / "texts" / "legal.toml"


@dataclass(frozen=True)
class Passage:
    """One heading with its text, in one language."""

    code: str
    title: str
    text: str


@dataclass(frozen=True)
class LegalTexts:
    """All of it in one language."""

    information: tuple[Passage, ...]
    rights: tuple[Passage, ...]
    how: Passage


@cache
def legal_texts(path: str) -> Mapping[str, LegalTexts]:
    """The wording by language, from the installation's own file or the shipped one.

    Raises ConfigurationError when the file is not there, or a text is missing in a language.
    """
    file = Path(path) if path else SHIPPED
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        return {language: _in_language(told, language) for language in Language}
    except (OSError, ValueError, KeyError, TypeError) as fault:
        reason = f"{type(fault).__name__}: {fault}"
        raise ConfigurationError(f"The legal texts {file} cannot be read ({reason}).") from fault


def _in_language(told: Mapping[str, Any], language: str) -> LegalTexts:
    return LegalTexts(
        information=tuple(_passage(row, language) for row in told["information"]),
        rights=tuple(_passage(row, language) for row in told["right"]),
        how=_passage({"code": "how", **told["how"]}, language),
    )


def _passage(row: Mapping[str, Any], language: str) -> Passage:
    return Passage(row["code"], row["title"][language].strip(), row["text"][language].strip())

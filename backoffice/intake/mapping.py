"""The mapping: which column of another system becomes which part of an appeal (policy 4, 5.3).

A mapping is a TOML file, written once per source by the operator of the machine; the guide
is docs/guides/import.md. A mistake in it stops the import before the first row.
"""

import re
import tomllib
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from backoffice.appeals.registration import CASE_FIELDS, REPRESENTATIVE_FIELDS
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary import (
    AppealKind,
    ApplicantType,
    Channel,
    CollectReason,
    ConsentMethod,
    Language,
    LegalBasis,
)

REJECT = "reject"
NONE = ""
OPEN, CLOSED = "open", "closed"
YES, NO = "yes", "no"
REGISTER_AS_NEW, SKIP = "new", "skip"

# Notes, answers and documents of authority come from the work at the Centre itself.
TEXT_FIELDS = frozenset(Field) - CASE_FIELDS - REPRESENTATIVE_FIELDS - {Field.PHOTO}
SOURCE_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
COUNTRY = re.compile(r"[A-Z]{2}")
SHORT_LINE = re.compile(r".{0,120}")


class MappingError(Exception):
    """The mapping cannot be used; the message says what to mend."""


@dataclass(frozen=True)
class Choice:
    """Where one code comes from: always the same, or a column read through a table of values."""

    constant: str = NONE
    column: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    unknown: str = REJECT

    def code(self, cell: str) -> str:
        """The code for what stands in the column; REJECT when the row must not come in."""
        return self.values.get(cell.strip(), self.unknown) if self.column else self.constant


PROVISION = "legal_provision"  # act and article, or the contract: one for all rows not by consent
DEFAULTS: Mapping[str, Choice] = {
    "category": Choice(),
    "channel": Choice(Channel.OTHER),
    "kind": Choice(AppealKind.APPEAL),
    "language": Choice(Language.KK),
    "district": Choice(),
    "applicant_type": Choice(ApplicantType.PERSON_KZ),
    "anonymous": Choice(NO),
    "state": Choice(OPEN),
    "consent_method": Choice(ConsentMethod.MESSAGE),
    "legal_basis": Choice(LegalBasis.CONSENT),
    "collect_reason": Choice(),
}
CODES: Mapping[str, frozenset[str]] = {
    "channel": frozenset(Channel),
    "kind": frozenset(AppealKind),
    "language": frozenset(Language),
    "applicant_type": frozenset(ApplicantType),
    "anonymous": frozenset({YES, NO}),
    "state": frozenset({OPEN, CLOSED}),
    "consent_method": frozenset(ConsentMethod),
    "legal_basis": frozenset(LegalBasis),
    "collect_reason": frozenset(CollectReason) | {NONE},
}
_KEYS = {"source", "file", "columns", "texts", "country", "closed", PROVISION, *DEFAULTS}
_FILE_KEYS = {"encoding", "delimiter", "time_zone"}
_COLUMN_KEYS = {"id", "received_at", "date_formats"}
_CHOICE_KEYS = {"column", "values", "unknown"}


@dataclass(frozen=True)
class SourceMapping:
    """How the rows of one source become appeals."""

    source: str
    encoding: str
    delimiter: str
    time_zone: ZoneInfo
    id_column: str
    received_column: str
    date_formats: tuple[str, ...]
    country: str
    closed: str
    legal_provision: str
    texts: Mapping[Field, tuple[str, ...]]
    choices: Mapping[str, Choice]

    @property
    def columns(self) -> frozenset[str]:
        """Every column the file must have."""
        named = {self.id_column, self.received_column}
        named.update(choice.column for choice in self.choices.values())
        named.update(column for columns in self.texts.values() for column in columns)
        return frozenset(named - {""})


def read_mapping(path: Path, *, categories: Set[str], districts: Set[str]) -> SourceMapping:
    """Read and check a mapping against the codes of this installation.

    Raises MappingError with a sentence for the operator.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise MappingError(f"The mapping {path.name} cannot be read: {problem}.") from problem
    codes = {**CODES, "category": frozenset(categories), "district": frozenset(districts) | {NONE}}
    return _mapping(told, codes)


def _mapping(told: dict[str, Any], codes: Mapping[str, Set[str]]) -> SourceMapping:
    _refuse_unknown("the mapping", told, _KEYS)
    file = _table(told, "file", _FILE_KEYS)
    columns = _table(told, "columns", _COLUMN_KEYS)
    formats = columns.get("date_formats", ["iso"])
    return SourceMapping(
        source=_matching(told, "source", SOURCE_NAME, ""),
        encoding=_encoding(str(file.get("encoding", "utf-8"))),
        delimiter=_delimiter(str(file.get("delimiter", ","))),
        time_zone=_zone(str(file.get("time_zone", "Asia/Almaty"))),
        id_column=str(columns.get("id", "")),
        received_column=str(columns.get("received_at", "")),
        date_formats=tuple(map(str, formats if isinstance(formats, list) else [formats])),
        country=_matching(told, "country", COUNTRY, "KZ"),
        closed=_one_of("closed", str(told.get("closed", REGISTER_AS_NEW)), {REGISTER_AS_NEW, SKIP}),
        legal_provision=_matching(told, PROVISION, SHORT_LINE, ""),
        texts=_texts(told.get("texts", {})),
        choices={name: _choice(name, told.get(name), codes[name]) for name in DEFAULTS},
    )


def _choice(name: str, told: Any, codes: Set[str]) -> Choice:
    if told is None and (DEFAULTS[name].constant in codes):
        return DEFAULTS[name]
    if isinstance(told, str):
        return Choice(_one_of(name, told, codes))
    if not isinstance(told, dict) or not told.get("column"):
        raise MappingError(f"{name}: give a code, or a table with column and values.")
    _refuse_unknown(name, told, _CHOICE_KEYS)
    values = {str(cell).strip(): str(code) for cell, code in told.get("values", {}).items()}
    for code in values.values():
        _one_of(name, code, codes | {REJECT})
    unknown = _one_of(f"{name}.unknown", str(told.get("unknown", REJECT)), codes | {REJECT})
    return Choice(column=str(told["column"]), values=values, unknown=unknown)


def _texts(told: Any) -> dict[Field, tuple[str, ...]]:
    if not isinstance(told, dict) or not told:
        raise MappingError("texts: name the columns that hold the texts of the appeal.")
    _refuse_unknown("texts", told, set(TEXT_FIELDS))
    return {
        Field(name): tuple(columns) if isinstance(columns, list) else (str(columns),)
        for name, columns in told.items()
    }


def _table(told: dict[str, Any], name: str, keys: set[str]) -> dict[str, Any]:
    table = told.get(name, {})
    if not isinstance(table, dict):
        raise MappingError(f"{name} is a table of settings.")
    _refuse_unknown(name, table, keys)
    return table


def _refuse_unknown(where: str, told: Mapping[str, Any], known: Set[str]) -> None:
    """A misspelt setting would be left out silently; so it stops the import."""
    strange = sorted(set(told) - set(map(str, known)))
    if strange:
        raise MappingError(f"{where}: unknown setting {', '.join(strange)}.")


def _one_of(name: str, code: str, codes: Set[str]) -> str:
    if code not in codes:
        raise MappingError(f"{name}: there is no code {code!r} here.")
    return code


def _matching(told: dict[str, Any], name: str, shape: re.Pattern[str], default: str) -> str:
    text = str(told.get(name, default))
    if not shape.fullmatch(text):
        raise MappingError(f"{name}: {text!r} is not of the form {shape.pattern}.")
    return text


def _encoding(name: str) -> str:
    """The codec to read with; a byte order mark in front of UTF-8 is no part of the text."""
    try:
        "".encode(name)
    except LookupError:
        raise MappingError(f"file.encoding: {name!r} is not known.") from None
    return "utf-8-sig" if name.lower().replace("_", "-") in ("utf-8", "utf8") else name


def _delimiter(sign: str) -> str:
    if len(sign) != 1 or sign in '"\r\n':
        raise MappingError("file.delimiter is one sign, such as , or ; or a tab.")
    return sign


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise MappingError(f"file.time_zone: {name!r} is not known.") from None

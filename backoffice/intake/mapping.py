"""The mapping: which column of another system becomes which part of an appeal (policy 4, 5.3).

A mapping is a TOML file, written once per source by the operator of the machine; the guide
is docs/guides/import.md. A mistake in it stops the import before the first row.
"""

import re
import tomllib
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from itertools import product, starmap
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from backoffice.appeals.registration import CASE_FIELDS, REPRESENTATIVE_FIELDS, needs_provision
from backoffice.intake.settings import (
    MappingError,
    delimiter_of,
    encoding_of,
    matching,
    one_of,
    refuse_unknown,
    table_of,
    text_of,
    texts_of,
    zone_of,
)
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.appeals import AppealKind, Channel
from backoffice.rules.vocabulary.consent import ConsentMethod, LegalBasis
from backoffice.rules.vocabulary.people import ApplicantType, Language
from backoffice.rules.vocabulary.personal_values import CollectReason

REJECT = "reject"
NONE = ""
OPEN, CLOSED = "open", "closed"
YES, NO = "yes", "no"
REGISTER_AS_NEW, SKIP = "new", "skip"

# Notes, answers and documents of authority come from the work at the Centre itself.
TEXT_FIELDS = frozenset(Field) - CASE_FIELDS - REPRESENTATIVE_FIELDS - {Field.PHOTO}
SOURCE_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
COUNTRY = re.compile(r"[A-Z]{2}")
LONGEST_PROVISION = 120


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

    @property
    def possible(self) -> frozenset[str]:
        """Every code a row can get."""
        return frozenset({*self.values.values(), self.unknown} if self.column else {self.constant})


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
    legal_provision: str
    closed: str
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
    refuse_unknown("the mapping", told, _KEYS)
    file = table_of(told, "file", _FILE_KEYS)
    columns = table_of(told, "columns", _COLUMN_KEYS)
    choices = {name: _choice(name, told.get(name), codes[name]) for name in DEFAULTS}
    return SourceMapping(
        source=matching(told, "source", SOURCE_NAME, ""),
        encoding=encoding_of(text_of("file.encoding", file.get("encoding", "utf-8"))),
        delimiter=delimiter_of(text_of("file.delimiter", file.get("delimiter", ","))),
        time_zone=zone_of(text_of("file.time_zone", file.get("time_zone", "Asia/Almaty"))),
        id_column=text_of("columns.id", columns.get("id", "")),
        received_column=text_of("columns.received_at", columns.get("received_at", "")),
        date_formats=texts_of("columns.date_formats", columns.get("date_formats", "iso")),
        country=matching(told, "country", COUNTRY, "KZ"),
        legal_provision=_provision(told, choices),
        closed=one_of("closed", told.get("closed", REGISTER_AS_NEW), {REGISTER_AS_NEW, SKIP}),
        texts=_texts(told.get("texts", {})),
        choices=choices,
    )


def _choice(name: str, told: Any, codes: Set[str]) -> Choice:
    if told is None and (DEFAULTS[name].constant in codes):
        return DEFAULTS[name]
    if isinstance(told, str):
        return Choice(one_of(name, told, codes))
    if not isinstance(told, dict) or not told.get("column"):
        raise MappingError(f"{name}: give a code, or a table with column and values.")
    refuse_unknown(name, told, _CHOICE_KEYS)
    known = codes | {REJECT}
    values = told.get("values", {})
    if not isinstance(values, dict):
        raise MappingError(f"{name}.values is a table: a value of the column, and its code.")
    return Choice(
        column=text_of(f"{name}.column", told["column"]),
        values={cell.strip(): one_of(name, code, known) for cell, code in values.items()},
        unknown=one_of(f"{name}.unknown", told.get("unknown", REJECT), known),
    )


def _provision(told: dict[str, Any], choices: Mapping[str, Choice]) -> str:
    """The provision of law of rows that need one; asked for before the first of them (R-5a)."""
    text = text_of(PROVISION, told.get(PROVISION, "")).strip()
    pairs = product(choices["legal_basis"].possible, choices["applicant_type"].possible)
    if len(text) > LONGEST_PROVISION or (not text and any(starmap(needs_provision, pairs))):
        raise MappingError(
            "legal_provision: name act and article, or the contract, in 120 letters at most, as"
            " rows can come in by law, by contract or for another person."
        )
    return text


def _texts(told: Any) -> dict[Field, tuple[str, ...]]:
    if not isinstance(told, dict) or not told:
        raise MappingError("texts: name the columns that hold the texts of the appeal.")
    refuse_unknown("texts", told, set(TEXT_FIELDS))
    return {Field(name): texts_of(f"texts.{name}", columns) for name, columns in told.items()}

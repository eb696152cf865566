"""One row of another system as a new appeal, by its mapping (policy 4, 5.3)."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from backoffice import clock
from backoffice.appeals.registration import NewAppeal, needs_provision, party_of
from backoffice.intake.mapping import CLOSED, REJECT, YES, SourceMapping
from backoffice.rules.checks import longest
from backoffice.rules.fields import CategoryNeeds, Field, collected
from backoffice.rules.identifiers import check_bin, check_iin, clean_number
from backoffice.rules.phones import normalise_phone
from backoffice.rules.vocabulary.appeals import FORM_OF_CHANNEL, Channel
from backoffice.rules.vocabulary.people import Party

OUR_COLUMNS = ("import_line", "import_reason")  # of a rejects file, never of a source
OLDEST_YEAR = 1990
ALWAYS_KEPT = frozenset({Field.PROBLEM_TEXT, Field.CONSENT_EVIDENCE})

Cells = Mapping[str, str]


class BadRow(Exception):
    """The row cannot come in; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class ReadRow:
    """What a row comes to: the appeal, the fields left out, whether the source had closed it."""

    new: NewAppeal
    dropped: frozenset[Field]
    is_closed: bool


def import_key(index_key: bytes, mapping: SourceMapping, cells: Cells) -> str:
    """What makes a row known again: keyed, so that nobody guesses a source's ids from it."""
    own_id = cells.get(mapping.id_column, "").strip()
    told = [own_id] if own_id else [cells[c] for c in sorted(cells) if c not in OUR_COLUMNS]
    text = json.dumps(["import", mapping.source, bool(own_id), *told])
    return hmac.digest(index_key, text.encode(), hashlib.sha256).hex()


def read_row(
    cells: Cells, mapping: SourceMapping, needs: Mapping[str, CategoryNeeds], *, evidence: str
) -> ReadRow:
    """The appeal a row tells of. Raises BadRow.

    Fields the category does not ask for are left out and named (R-5c.1).
    """
    codes = {name: _code(name, mapping, cells) for name in mapping.choices}
    told = _texts(cells, mapping)
    texts = {Field.CONSENT_EVIDENCE: evidence} | told
    asked = _asked(codes, needs)
    kept = {field: _checked(field, text) for field, text in texts.items() if field in asked}
    new = NewAppeal(
        category_code=codes["category"],
        texts=kept,
        kind=codes["kind"],
        form=FORM_OF_CHANNEL[Channel(codes["channel"])],
        channel=codes["channel"],
        language=codes["language"],
        district_code=codes["district"] or None,
        applicant_type=codes["applicant_type"],
        country=mapping.country,
        legal_provision=_provision(codes, mapping),
        is_anonymous=codes["anonymous"] == YES,
        collect_reason=codes["collect_reason"],
        legal_basis=codes["legal_basis"],
        consent_method=codes["consent_method"],
        received_at=_received(cells, mapping),
        assign=False,
    )
    return ReadRow(new, frozenset(told) - frozenset(kept), codes["state"] == CLOSED)


def _code(name: str, mapping: SourceMapping, cells: Cells) -> str:
    choice = mapping.choices[name]
    code = choice.code(cells.get(choice.column, ""))
    if code == REJECT:
        raise BadRow(name)
    return code


def _texts(cells: Cells, mapping: SourceMapping) -> dict[Field, str]:
    joined = {
        field: ", ".join(cells[c].strip() for c in columns if cells[c].strip())
        for field, columns in mapping.texts.items()
    }
    if not joined.get(Field.PROBLEM_TEXT):
        raise BadRow("no-text")
    return {field: text for field, text in joined.items() if text}


def _asked(codes: Mapping[str, str], needs: Mapping[str, CategoryNeeds]) -> frozenset[Field]:
    asked = collected(
        needs[codes["category"]],
        applicant_type=codes["applicant_type"],
        channel=codes["channel"],
    )
    reasoned = asked.with_reason if codes["collect_reason"] else ()
    fields = ALWAYS_KEPT | frozenset(asked.shown) | frozenset(reasoned)
    if codes["anonymous"] == YES:
        return frozenset(field for field in fields if party_of(field) is Party.APPEAL)
    return fields


def _provision(codes: Mapping[str, str], mapping: SourceMapping) -> str:
    """What the ground is stated by, where there must be one (R-5a)."""
    is_needed = needs_provision(codes["legal_basis"], codes["applicant_type"])
    return mapping.legal_provision if is_needed else ""


def _checked(field: Field, text: str) -> str:
    """The text as it is kept; one too long or a number that cannot be real turns the row back."""
    if len(text) > longest(field):
        raise BadRow("too-long")
    if field is Field.PHONE:
        number = normalise_phone(text)
        if number is None:
            raise BadRow("phone")
        return number
    if field in (Field.IIN, Field.BIN):
        findings = check_iin(text) if field is Field.IIN else check_bin(text)
        if any(finding.severity == "error" for finding in findings):
            raise BadRow(str(field))
        return clean_number(text)
    return text


def _received(cells: Cells, mapping: SourceMapping) -> datetime | None:
    """When the source received it, by the source's own clock."""
    text = cells.get(mapping.received_column, "").strip()
    if not mapping.received_column:
        return None
    moments = [found for shape in mapping.date_formats if (found := _parsed(text, shape))]
    if not moments or moments[0].year < OLDEST_YEAR:
        raise BadRow("date")
    moment = moments[0]
    aware = moment if moment.tzinfo else moment.replace(tzinfo=mapping.time_zone)
    if aware > clock.now():
        raise BadRow("future")
    return aware


def _parsed(text: str, shape: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if shape == "iso" else datetime.strptime(text, shape)
    except ValueError:
        return None

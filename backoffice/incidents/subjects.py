"""The subjects an incident concerns, as the notice names them: name, IIN, phone (2.19, 2.20)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from backoffice.appeals.models import Appeal
from backoffice.db import db
from backoffice.incidents.models import IncidentCase
from backoffice.keeping.standing import standings_of
from backoffice.rules.fields import Field
from backoffice.rules.precedence import Standing, Use, refused_by
from backoffice.rules.retention import RuleBook
from backoffice.rules.vocabulary.incidents import SubjectField
from backoffice.rules.vocabulary.people import Party
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import reveal

# Who applies and who applies for them are both subjects; of the second there is no IIN.
SEALED_AS: Mapping[Party, Mapping[SubjectField, Field]] = {
    Party.APPLICANT: {
        SubjectField.NAME: Field.NAME,
        SubjectField.IIN: Field.IIN,
        SubjectField.PHONE: Field.PHONE,
    },
    Party.REPRESENTATIVE: {
        SubjectField.NAME: Field.REPRESENTATIVE_NAME,
        SubjectField.PHONE: Field.REPRESENTATIVE_PHONE,
    },
}
_Held = dict[tuple[int, str], PersonalValue]


@dataclass(frozen=True)
class Subject:
    """One person of one case; `missing` says of a field why it is not told."""

    number: str
    party: Party
    texts: Mapping[SubjectField, str]
    missing: Mapping[SubjectField, str]  # state of the value, or "" for one never collected


def sealed_fields(fields: Collection[SubjectField]) -> list[Field]:
    """Which personal fields a list with these columns reads."""
    chosen = [known[field] for known in SEALED_AS.values() for field in fields if field in known]
    return [field for field in Field if field in chosen]


def subjects_of(
    case_ids: Sequence[int], fields: Sequence[SubjectField], *, role: str, book: RuleBook
) -> Iterator[Subject]:
    """The people of some listed cases; inside a witnessed reading of these fields."""
    appeals = _appeals(case_ids)
    held = _held([appeal.id for appeal in appeals], sealed_fields(fields))
    texts = reveal(held.values())
    for appeal in appeals:
        standings = standings_of(appeal, Use.EXPORT, book)
        for party in _parties(appeal):
            told = {
                field: _state_and_text(held.get((appeal.id, sealed)), texts, standings, role)
                for field, sealed in SEALED_AS[party].items()
                if field in fields
            }
            yield Subject(
                appeal.number,
                party,
                {field: text for field, (_state, text) in told.items()},
                {field: state for field, (state, text) in told.items() if not text},
            )


def _state_and_text(
    value: PersonalValue | None, texts: Mapping[int, str], standings: set[Standing], role: str
) -> tuple[str, str]:
    """What may be told by the table of precedence; a blocked value never goes out (domain 1)."""
    if value is None:
        return "", ""
    blocked = {Standing.BLOCKED} if value.state == ValueState.BLOCKED else set()
    if refused_by(standings | blocked, Use.EXPORT, role) is not None:
        return value.state, ""
    return value.state, texts.get(value.id, "")


def _appeals(case_ids: Sequence[int]) -> Sequence[Appeal]:
    query = (
        sa.select(Appeal)
        .join(IncidentCase, IncidentCase.appeal_id == Appeal.id)
        .where(IncidentCase.id.in_(case_ids))
        .options(joinedload(Appeal.representative), joinedload(Appeal.consent))
        .order_by(IncidentCase.id)
    )
    return db.session.scalars(query).all()


def _held(appeal_ids: Sequence[int], fields: Collection[Field]) -> _Held:
    """The newest value of each field of each case; no earlier version, no recipient's copy."""
    query = (
        sa.select(PersonalValue)
        .where(
            PersonalValue.appeal_id.in_(appeal_ids),
            PersonalValue.field.in_(fields),
            PersonalValue.state != ValueState.SUPERSEDED,
            ~PersonalValue.recipient_copy,
        )
        .order_by(PersonalValue.id)
    )
    return {(value.appeal_id, value.field): value for value in db.session.scalars(query)}


def _parties(appeal: Any) -> tuple[Party, ...]:
    if appeal.representative is None:
        return (Party.APPLICANT,)
    return Party.APPLICANT, Party.REPRESENTATIVE

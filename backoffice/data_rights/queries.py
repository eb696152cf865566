"""Questions about the values of an appeal as the rights of its applicant see them."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import values_of
from backoffice.appeals.registration import ALWAYS_COLLECTED, REPRESENTATIVE_FIELDS, party_of
from backoffice.audit.door import witness
from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.disclosures.models import Disclosure
from backoffice.disclosures.queries import disclosures_of
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field, collected
from backoffice.rules.lifecycle import VALUE_LIFECYCLE, next_state
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.people import Party
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.subject_requests.queries import proposals_about
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import reveal


@dataclass(frozen=True)
class Holding:
    """How much the case holds of one field: for the list of what a deed is about to touch."""

    field: str
    values: int
    earlier: int
    copies: int

    @property
    def total(self) -> int:
        """Every record of the field."""
        return self.values + self.earlier + self.copies


def value_of(appeal: Appeal, value_id: int) -> PersonalValue:
    """One value of this appeal. Raises NotFound; a recipient's copy follows its original."""
    found = db.session.get(PersonalValue, value_id)
    if found is None or found.appeal_id != appeal.id or found.recipient_copy:
        raise NotFound
    return found


def lineage_of(value: PersonalValue) -> list[PersonalValue]:
    """Every version and recipient copy of the same piece that is not destroyed, oldest first."""
    return [
        row
        for row in values_of(value.appeal_id)
        if row.lineage_id == value.lineage_id and row.state != ValueState.DESTROYED
    ]


def rows_that_go(value: PersonalValue) -> list[PersonalValue]:
    """What destroying a value takes: its versions and copies, and what requests proposed for it."""
    return [*lineage_of(value), *proposals_about(value.appeal_id, value.field)]


def newest_of(value: PersonalValue) -> PersonalValue:
    """The version that stands now for the piece a form was drawn from."""
    newest = db.session.scalar(
        sa.select(PersonalValue)
        .where(
            PersonalValue.appeal_id == value.appeal_id,
            PersonalValue.lineage_id == value.lineage_id,
            PersonalValue.recipient_copy.is_(False),
        )
        .order_by(PersonalValue.id.desc())
        .limit(1)
    )
    return newest or value


def values_open_to(
    appeal: Appeal, action: Action, *, today: date
) -> tuple[list[PersonalValue], list[PersonalValue]]:
    """The values the lifecycle lets this deed be done to, and those whose term has passed."""
    touched = [v for v in values_of(appeal.id) if next_state(VALUE_LIFECYCLE, v.state, action)]
    if action is not Action.VALUE_RESTORE:
        return touched, []
    in_term = [value for value in touched if is_restorable(value, today)]
    return in_term, [value for value in touched if value not in in_term]


def recipients_of(appeal: Appeal, rows: Iterable[PersonalValue]) -> list[Disclosure]:
    """The disclosures that gave any version or copy of these values, newest first (R-5e.2)."""
    pieces = {row.lineage_id for row in rows}
    return [
        given
        for given in disclosures_of(appeal.id)
        if pieces & {item.value.lineage_id for item in given.items}
    ]


def is_restorable(value: PersonalValue, today: date) -> bool:
    """Whether the term within which a deleted value can be restored still runs."""
    return value.restorable_until is not None and value.restorable_until >= today


def mark_of(rows: Iterable[PersonalValue]) -> str:
    """A mark of exactly these records in the states they are in: what a page listed."""
    told = ",".join(f"{row.id}:{row.state}" for row in sorted(rows, key=lambda row: row.id))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def holdings(rows: Iterable[PersonalValue]) -> list[Holding]:
    """How many records of each field these are, in the order of the screens."""
    by_field: dict[str, list[PersonalValue]] = {}
    for row in rows:
        by_field.setdefault(row.field, []).append(row)
    return [_holding(field, by_field[field]) for field in Field if field in by_field]


def fields_to_supplement(appeal: Appeal) -> list[Field]:
    """Fields the category asks for and the case lacks; asked with a reason, all of them (5.3)."""
    asked = collected(
        appeal.category.needs, applicant_type=appeal.applicant.type, channel=appeal.channel
    )
    allowed = {*asked.shown, *asked.with_reason, *ALWAYS_COLLECTED}
    if appeal.representative is not None:
        allowed |= REPRESENTATIVE_FIELDS
    if appeal.applicant.is_anonymous:
        allowed = {field for field in allowed if party_of(field) is Party.APPEAL}
    return [field for field in Field if field in allowed - fields_held(values_of(appeal.id))]


def fields_held(values: Sequence[PersonalValue]) -> set[Field]:
    """Fields that have a value which is in force, or could be again."""
    gone = (ValueState.SUPERSEDED, ValueState.DESTROYED)
    return {
        Field(value.field)
        for value in values
        if value.state not in gone and not value.recipient_copy
    }


def read_value(value: PersonalValue, *, by: Actor, action: Action = Action.CASE_VIEW) -> str:
    """The clear text of a value in force, witnessed; empty for any other (R-2.2).

    An older version is not shown either: the piece it belongs to may be blocked by now.
    """
    if value.state != ValueState.CURRENT:
        return ""
    with witness(action, value, by, fields=[value.field]):
        return reveal([value]).get(value.id, "")


def _holding(field: str, rows: list[PersonalValue]) -> Holding:
    copies = sum(row.recipient_copy for row in rows)
    earlier = sum(r.state == ValueState.SUPERSEDED and not r.recipient_copy for r in rows)
    return Holding(field, len(rows) - copies - earlier, earlier, copies)

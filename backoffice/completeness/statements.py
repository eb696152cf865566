"""What lacks or is doubtful, as conditions: one part for each field and one for the doubts.

Every part of what lacks walks the index of the appeals at work by the day the gap arose.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from backoffice.appeals.models import Appeal
from backoffice.applicants.models import Applicant, Consent
from backoffice.db import db
from backoffice.doubts.models import ValueDoubt, ValueDoubtEnd
from backoffice.rules.completeness import Required, required_among
from backoffice.rules.vocabulary.appeals import AppealState
from backoffice.rules.vocabulary.people import Party
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.third_parties.models import Category
from backoffice.vault.models import PersonalValue

Condition = sa.ColumnElement[bool]
Query = sa.Select[*tuple[Any, ...]]
_a, _person, _consent = Appeal.__table__.c, Applicant.__table__.c, Consent.__table__.c
_doubted, _held = aliased(PersonalValue), aliased(PersonalValue)
DOUBTED_FIELD = _doubted.field
CASE_COLUMNS = (
    _a.number,
    _a.category_code,
    _a.registered_by_id,
    _a.assignee_id,
)


def requirements() -> list[Required]:
    """The fields that appeals must have, by the categories as they are."""
    return required_among(row.needs for row in db.session.scalars(sa.select(Category)))


def missing(row: Required) -> Query:
    """Appeals at work that must have a field and never had a value of it."""
    return sa.select(*CASE_COLUMNS).where(*lacks(row))


def doubtful() -> Query:
    """Values in use that somebody doubts; a closed case is kept as it is."""
    joined = (
        sa.join(ValueDoubt, Appeal, Appeal.id == ValueDoubt.appeal_id)
        .join(Consent, Consent.appeal_id == Appeal.id)
        .join(_doubted, _doubted.id == ValueDoubt.value_id)
    )
    return sa.select(*CASE_COLUMNS).select_from(joined).where(*stands_doubted())


def lacks(row: Required) -> Iterator[Condition]:
    """The conditions of one field. The first are the words of the index."""
    for ended in (AppealState.ANSWERED, AppealState.CLOSED):
        yield _a.state != sa.literal_column(f"'{ended}'")  # no parameter: the index is known by it
    yield _a.emptied_at.is_(None)
    # Not joined: SQLite would begin with the applicants of all years instead of the index.
    yield (
        sa.exists()
        .where(_person.appeal_id == _a.id, _is_asked(row))
        .where(_consent.appeal_id == _a.id, _consent.withdrawn_at.is_(None))
        .correlate(Appeal.__table__)
    )
    yield ~_value_of(_held, _held.field == str(row.field))
    # Of data blocked as a whole nothing is collected until it is unblocked.
    yield _value_of(_held, _held.party != Party.CASE, _held.state == ValueState.CURRENT)


def stands_doubted() -> Iterator[Condition]:
    """The conditions of a doubt that stands, in a case that is neither closed nor withdrawn."""
    yield _a.state != AppealState.CLOSED
    yield _a.emptied_at.is_(None)
    yield _consent.withdrawn_at.is_(None)
    yield _doubted.state == ValueState.CURRENT
    yield ~sa.exists().where(ValueDoubtEnd.doubt_id == ValueDoubt.id)


def marks(ids: Sequence[int], rows: Sequence[Required]) -> Query:
    """Of some appeals: whether something lacks, is doubtful, and whether consent was withdrawn."""
    doubted = sa.exists().where(
        ValueDoubt.appeal_id == _a.id, _doubted.id == ValueDoubt.value_id, *stands_doubted()
    )
    lacking = sa.or_(*(sa.and_(*lacks(row)) for row in rows)) if rows else sa.false()
    return (
        sa.select(
            _a.id,
            lacking.label("lacks"),
            doubted.correlate(Appeal, Consent).label("is_doubted"),
            _consent.withdrawn_at.is_not(None).label("is_withdrawn"),
        )
        .select_from(sa.join(Appeal, Consent, Consent.appeal_id == Appeal.id))
        .where(_a.id.in_(ids))
    )


def _is_asked(row: Required) -> Condition:
    """`Required.asks`, said to the database; a test compares the two."""
    told = sa.or_(
        _a.category_code.in_(sorted(row.categories)),
        _person.type.in_(sorted(row.applicant_types)),
        _a.channel.in_(sorted(row.channels)),
    )
    if row.is_number:
        told = sa.and_(told, sa.not_(_person.number_hidden))
    return sa.and_(told, sa.not_(_person.is_anonymous)) if row.is_about_person else told


def _value_of(value: Any, *of: Condition) -> Condition:
    """A value of the same appeal; the copies for recipients are of a value that is counted."""
    return sa.exists().where(value.appeal_id == _a.id, *of).correlate(Appeal)

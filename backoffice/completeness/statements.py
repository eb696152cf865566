"""What lacks or is doubtful, as questions: one walk for every field, and one for the doubts.

The fields of one appeal are signs of one number: looked up once, however many may lack.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
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
Signs = sa.ColumnElement[int]
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


def missing(rows: Sequence[Required]) -> Query:
    """Appeals at work that must have a field and never had a value of it, first due first.

    `lacking` says which: its lowest sign is the first of the rows, and so on.
    """
    lacking = _lacking(rows)
    asked = sa.select(*CASE_COLUMNS, _a.category_since, _a.id, lacking.label("lacking"))
    return asked.where(*_at_work(), lacking != 0).order_by(_a.category_since, _a.id)


def doubtful() -> Query:
    """Values in use that somebody doubts; a closed case is kept as it is."""
    joined = (
        sa.join(ValueDoubt, Appeal, Appeal.id == ValueDoubt.appeal_id)
        .join(Consent, Consent.appeal_id == Appeal.id)
        .join(_doubted, _doubted.id == ValueDoubt.value_id)
    )
    return sa.select(*CASE_COLUMNS).select_from(joined).where(*stands_doubted())


def of_person(own: int) -> Condition:
    """Cases registered by a person or given to one.

    Not as two comparisons: the database would gather all the cases of all years by two other
    indexes instead of looking at those at work.
    """
    return sa.literal(own).in_([_a.registered_by_id, _a.assignee_id])


def stands_doubted() -> Iterator[Condition]:
    """The conditions of a doubt that stands, in a case that is neither closed nor withdrawn."""
    yield _a.state != AppealState.CLOSED
    yield _a.emptied_at.is_(None)
    yield _consent.withdrawn_at.is_(None)
    yield _doubted.state == ValueState.CURRENT
    yield ~sa.exists().where(ValueDoubtEnd.doubt_id == ValueDoubt.id)


@lru_cache(maxsize=8)  # put together anew only when a category has come to need other fields
def marks(rows: tuple[Required, ...]) -> Query:
    """Of appeals `ids`: whether something lacks, is doubtful, and whether consent was withdrawn."""
    doubted = sa.exists().where(
        ValueDoubt.appeal_id == _a.id, _doubted.id == ValueDoubt.value_id, *stands_doubted()
    )
    lacking = sa.and_(*_at_work(), _lacking(rows) != 0)
    return (
        sa.select(
            _a.id,
            lacking.label("lacks"),
            doubted.correlate(Appeal, Consent).label("is_doubted"),
            _consent.withdrawn_at.is_not(None).label("is_withdrawn"),
        )
        .select_from(sa.join(Appeal, Consent, Consent.appeal_id == Appeal.id))
        .where(_a.id.in_(sa.bindparam("ids", expanding=True)))
    )


def _at_work() -> Iterator[Condition]:
    """The words of the index of appeals at work: no parameters, it is known by them."""
    for ended in (AppealState.ANSWERED, AppealState.CLOSED):
        yield _a.state != sa.literal_column(f"'{ended}'")
    yield _a.emptied_at.is_(None)


def _lacking(rows: Sequence[Required]) -> Signs:
    """What is asked of an appeal and is not held; unknown, and so nothing, when not in force.

    Not joined: SQLite would begin with the applicants of all years instead of the index.
    """
    return _asked(rows).bitwise_and(_held_signs(rows).bitwise_not())


def _asked(rows: Sequence[Required]) -> Signs:
    """Which fields the case must have; nothing when consent was withdrawn."""
    return (
        sa.select(_sum(_sign(_is_asked(row), place) for place, row in enumerate(rows)))
        .where(_person.appeal_id == _a.id)
        .where(_consent.appeal_id == _a.id, _consent.withdrawn_at.is_(None))
        .correlate(Appeal.__table__)
        .scalar_subquery()
    )


def _held_signs(rows: Sequence[Required]) -> Signs:
    """Which fields ever had a value; all, when the data is blocked as a whole.

    Then nothing is collected until it is unblocked. The copies for recipients are of a value
    that is counted.
    """
    in_use = sa.and_(_held.party != Party.CASE, _held.state == ValueState.CURRENT)
    signs = _sum(
        sa.func.max(_sign(_held.field == str(row.field), place)) for place, row in enumerate(rows)
    )
    return (
        sa.select(sa.case((sa.func.max(_sign(in_use, 0)) == 1, signs), else_=-1))
        .where(_held.appeal_id == _a.id)
        .correlate(Appeal.__table__)
        .scalar_subquery()
    )


def _sign(told: Condition, place: int) -> Signs:
    return sa.case((told, sa.literal_column(str(1 << place), sa.Integer)), else_=0)


def _sum(signs: Iterator[Signs]) -> Signs:
    return sum(signs, start=sa.literal_column("0", sa.Integer))


def _is_asked(row: Required) -> Condition:
    """`Required.asks`, said to the database; a test compares the two."""
    lists = (
        (_a.category_code, row.categories),
        (_person.type, row.applicant_types),
        (_a.channel, row.channels),
    )
    told = sa.or_(*(column.in_(sorted(codes)) for column, codes in lists if codes))
    if row.is_number:
        told = sa.and_(told, sa.not_(_person.number_hidden))
    return sa.and_(told, sa.not_(_person.is_anonymous)) if row.is_about_person else told

"""Questions about staff."""

from collections.abc import Sequence

import sqlalchemy as sa

from backoffice.accounts.models import Staff
from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.rules.vocabulary.people import Role


def staff_by_id(staff_id: int) -> Staff | None:
    """The person of a session; None when there is none."""
    return db.session.get(Staff, staff_id)


def staff_by_username(username: str) -> Staff | None:
    """Who signs in under this name; names ignore case."""
    return db.session.scalar(sa.select(Staff).where(Staff.username == username.strip().lower()))


def staff_by_ref(ref: int) -> Staff:
    """One member of staff. Raises NotFound."""
    person = db.session.get(Staff, ref)
    if person is None:
        raise NotFound
    return person


def all_staff() -> Sequence[Staff]:
    """Everybody, those who left last."""
    return db.session.scalars(
        sa.select(Staff).order_by(Staff.enabled.desc(), Staff.display_name)
    ).all()


def caseworkers() -> Sequence[Staff]:
    """Who cases can be assigned to."""
    return db.session.scalars(
        sa.select(Staff)
        .where(Staff.enabled, Staff.role.in_((Role.OPERATOR, Role.SENIOR_OPERATOR)))
        .order_by(Staff.display_name)
    ).all()


def names_of(ids: set[int]) -> dict[int, str]:
    """Display names by id, in one question."""
    if not ids - {0}:
        return {}
    rows = db.session.execute(sa.select(Staff.id, Staff.display_name).where(Staff.id.in_(ids)))
    return {row.id: row.display_name for row in rows}


def demo_staff_exists() -> bool:
    """Whether an account of the demonstration is still here: refused in production."""
    return db.session.scalar(sa.select(Staff.id).where(Staff.is_demo).limit(1)) is not None


def other_administrators(staff_id: int) -> int:
    """How many enabled administrators there are besides this person."""
    counted = sa.select(sa.func.count(Staff.id)).where(
        Staff.enabled, Staff.role == Role.ADMINISTRATOR, Staff.id != staff_id
    )
    return db.session.scalar(counted) or 0

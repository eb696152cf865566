"""Questions about undertakings: who needs one, whose is missing or ends soon (2.6)."""

from collections.abc import Sequence
from datetime import date, timedelta

import sqlalchemy as sa

from backoffice.accounts.models import Staff
from backoffice.db import db
from backoffice.rules.permissions import opens_personal_data
from backoffice.rules.vocabulary.people import STAFF_ROLES
from backoffice.undertakings.models import StaffUndertaking

SOON = timedelta(days=30)
_NEEDING = [role for role in STAFF_ROLES if opens_personal_data(role)]


def staff_needing() -> Sequence[Staff]:
    """Everybody who may sign in and whose role opens personal data; who has least time first."""
    return db.session.scalars(
        sa.select(Staff)
        .where(Staff.enabled, Staff.role.in_(_NEEDING))
        .order_by(Staff.undertaken_until.is_not(None), Staff.undertaken_until, Staff.display_name)
    ).all()


def staff_due(day: date) -> list[Staff]:
    """Those whose undertaking is missing, over, or ends within 30 days."""
    return [
        person
        for person in staff_needing()
        if person.undertaken_until is None or person.undertaken_until <= day + SOON
    ]


def newest_undertakings() -> dict[int, StaffUndertaking]:
    """The undertaking each person signed last, by person."""
    newest = sa.select(sa.func.max(StaffUndertaking.id)).group_by(StaffUndertaking.staff_id)
    rows = db.session.scalars(sa.select(StaffUndertaking).where(StaffUndertaking.id.in_(newest)))
    return {row.staff_id: row for row in rows}


def undertakings_of(staff_id: int) -> Sequence[StaffUndertaking]:
    """Every undertaking a person signed, newest first."""
    query = sa.select(StaffUndertaking).where(StaffUndertaking.staff_id == staff_id)
    return db.session.scalars(query.order_by(StaffUndertaking.id.desc())).all()

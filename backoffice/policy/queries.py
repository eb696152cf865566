"""Questions about the policy."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.policy.models import PolicyVersion


def version_in_force(day: date) -> PolicyVersion:
    """The edition in force on a day (R-5a). Raises NotFound when none was published yet."""
    found = db.session.scalar(
        sa.select(PolicyVersion)
        .where(PolicyVersion.effective_from <= day)
        .order_by(PolicyVersion.number.desc())
        .limit(1)
    )
    if found is None:
        raise NotFound
    return found


def version_by_number(number: int) -> PolicyVersion:
    """One edition at its permanent address (R-13.1). Raises NotFound."""
    found = db.session.scalar(sa.select(PolicyVersion).where(PolicyVersion.number == number))
    if found is None:
        raise NotFound
    return found


def all_versions() -> Sequence[PolicyVersion]:
    """Every edition, newest first."""
    return db.session.scalars(sa.select(PolicyVersion).order_by(PolicyVersion.number.desc())).all()

"""Questions about objections: which stand, and since when."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from backoffice.applicants.models import FieldObjection
from backoffice.db import db


def objections_of(appeal_id: int) -> Sequence[FieldObjection]:
    """Every row of an appeal, recorded and lifted, oldest first."""
    return db.session.scalars(
        sa.select(FieldObjection)
        .where(FieldObjection.appeal_id == appeal_id)
        .order_by(FieldObjection.id)
    ).all()


def standing(rows: Iterable[FieldObjection]) -> list[FieldObjection]:
    """Those of the rows that still forbid something."""
    rows = list(rows)
    lifted = {row.lifts_id for row in rows}
    return [row for row in rows if row.lifts_id is None and row.id not in lifted]


def standing_objections(appeal_id: int) -> list[FieldObjection]:
    """The objections of an appeal in force: what every way out asks (policy 8)."""
    return standing(objections_of(appeal_id))

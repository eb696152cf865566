"""The rows of the register of legal holds: one for each placing and one for each lifting."""

from collections import Counter
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from backoffice.appeals.models import Appeal
from backoffice.db import db
from backoffice.exports.columns import Column, Kind, say_from, say_moment
from backoffice.exports.listing import Condition, Listing
from backoffice.exports.moments import say_day
from backoffice.keeping.models import LegalHold, LegalHoldEnd
from backoffice.registers.holds.filters import HoldFilters
from backoffice.registers.holds.wording import STEPS
from backoffice.web.labels.retention import HOLD_REASONS

# Two rows of a hold, side by side in the order of their numbers: placed is even, lifted odd.
_PLACED = sa.select(
    (LegalHold.id * 2).label("key"),
    LegalHold.id.label("hold_id"),
    LegalHold.at.label("at"),
    sa.literal("placed").label("step"),
    LegalHold.reference.label("reference"),
    LegalHold.by_id.label("by_id"),
)
_LIFTED = sa.select(
    (LegalHoldEnd.hold_id * 2 + 1).label("key"),
    LegalHoldEnd.hold_id,
    LegalHoldEnd.at,
    sa.literal("lifted"),
    LegalHoldEnd.reference,
    LegalHoldEnd.by_id,
)
_steps = sa.union_all(_PLACED, _LIFTED).subquery("steps")


COLUMNS: tuple[Column, ...] = (
    Column("at", _l("Date and time"), _steps.c.at, Kind.MOMENT, 17, say_moment),
    Column("step", _l("Step"), _steps.c.step, Kind.CODE, 12, say_from(STEPS)),
    Column("appeal", _l("Appeal"), Appeal.number, Kind.TEXT, 19),
    Column("reason", _l("Reason"), LegalHold.reason, Kind.CODE, 30, say_from(HOLD_REASONS)),
    Column("reference", _l("By which act"), _steps.c.reference, Kind.TEXT, 30),
    Column("until", _l("Until"), LegalHold.until, Kind.DAY, 14, say_day(_l("until lifted"))),
    Column(
        "staff",
        _l("Who did it"),
        _steps.c.by_id,
        Kind.CODE,
        24,
        lambda names, key: names.staff.get(key, str(key)),
    ),
)


def _about(question: sa.Select[Any]) -> sa.Select[Any]:
    return (
        question.select_from(_steps)
        .join(LegalHold, LegalHold.id == _steps.c.hold_id)
        .join(Appeal, Appeal.id == LegalHold.appeal_id)
    )


def _narrowed(filters: HoldFilters) -> list[Condition]:
    found: list[Condition] = []
    if filters.step:
        found.append(_steps.c.step == filters.step)
    if filters.cause:
        found.append(LegalHold.reason == filters.cause)
    if filters.staff:
        found.append(_steps.c.by_id == int(filters.staff))
    return found


ROWS = Listing(columns=COLUMNS, at=_steps.c.at, key=_steps.c.key, about=_about, narrowed=_narrowed)


def counts(filters: HoldFilters) -> Counter[tuple[str, str]]:
    """How many steps of each sort, by the reason of the hold."""
    columns = (_steps.c.step, LegalHold.reason)
    rows = db.session.execute(ROWS.asked(filters, *columns, sa.func.count()).group_by(*columns))
    return Counter({(step, reason): times for step, reason, times in rows})


def changes(_filters: HoldFilters) -> bool:
    """A hold of long ago may be lifted while the rows are read."""
    return True

"""Questions about third parties and the catalogues of routing."""

from collections.abc import Sequence

import sqlalchemy as sa

from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.rules.calendar import WorkingCalendar
from backoffice.third_parties.models import CalendarDay, Category, District, ThirdParty


def categories() -> Sequence[Category]:
    """The categories in the order of the catalogue."""
    return db.session.scalars(sa.select(Category).order_by(Category.position)).all()


def districts() -> Sequence[District]:
    """The six districts."""
    return db.session.scalars(sa.select(District).order_by(District.name_kk)).all()


def third_party_by_code(code: str) -> ThirdParty:
    """One entry of the register. Raises NotFound."""
    found = db.session.scalar(sa.select(ThirdParty).where(ThirdParty.code == code))
    if found is None:
        raise NotFound
    return found


def all_third_parties() -> Sequence[ThirdParty]:
    """The whole register, active ones first."""
    return db.session.scalars(
        sa.select(ThirdParty).order_by(ThirdParty.active.desc(), ThirdParty.id)
    ).all()


def working_calendar() -> WorkingCalendar:
    """The calendar deadlines are counted by (R-3.8)."""
    days = db.session.scalars(sa.select(CalendarDay)).all()
    return WorkingCalendar(
        frozenset(day.day for day in days if day.kind == "day_off"),
        frozenset(day.day for day in days if day.kind == "working"),
    )

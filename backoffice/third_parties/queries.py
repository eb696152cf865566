"""Questions about third parties and the catalogues of routing."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.rules.calendar import WorkingCalendar
from backoffice.rules.names import search_words
from backoffice.third_parties.models import (
    CalendarDay,
    Category,
    Competence,
    District,
    ThirdParty,
)

UNDERTAKING_SOON = timedelta(days=30)


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


def third_party_with_competence(code: str) -> ThirdParty:
    """One entry of the register with all it is competent for. Raises NotFound."""
    found = db.session.scalar(
        sa.select(ThirdParty)
        .where(ThirdParty.code == code)
        .options(selectinload(ThirdParty.competences))
    )
    if found is None:
        raise NotFound
    return found


def undertakings_due(parties: Iterable[ThirdParty], day: date) -> list[ThirdParty]:
    """Private ones in use whose undertaking is missing or ends soon (policy 11; R-11.1)."""
    soon = day + UNDERTAKING_SOON
    return [
        party
        for party in parties
        if party.active
        and party.is_private
        and not (party.has_undertaking_on(day) and party.has_undertaking_on(soon))
    ]


def competent_ids(category_code: str, district_code: str | None) -> set[int]:
    """Who resolves this category in this district, or everywhere in the city (R-9.1).

    Without a district nobody who resolves it in one district alone is competent.
    """
    return set(
        db.session.scalars(
            sa.select(Competence.third_party_id).where(
                Competence.category_code == category_code,
                Competence.district_code.in_({"", district_code or ""}),
            )
        )
    )


def competence_counts() -> dict[int, int]:
    """How many categories each third party resolves."""
    rows = db.session.execute(
        sa.select(
            Competence.third_party_id, sa.func.count(Competence.category_code.distinct())
        ).group_by(Competence.third_party_id)
    )
    return {row[0]: row[1] for row in rows}


def found_by_name(parties: Iterable[ThirdParty], text: str) -> list[ThirdParty]:
    """Those whose code or whose name in any language holds every word typed (R-4.4)."""
    sought = search_words(text)
    return [party for party in parties if _answers_to(party, sought)]


def _answers_to(party: ThirdParty, sought: Sequence[str]) -> bool:
    names = f"{party.code} {party.name_kk} {party.name_ru} {party.name_en}"
    words = search_words(names)
    return all(any(word.startswith(start) for word in words) for start in sought)


def working_calendar() -> WorkingCalendar:
    """The calendar deadlines are counted by (R-3.8)."""
    return calendar_told(db.session.scalar(sa.select(calendar_text())))


def calendar_text() -> sa.ScalarSelect[str]:
    """The whole calendar as one text, for a page that asks it along with something else."""
    day = sa.cast(CalendarDay.day, sa.String(10)) + "=" + CalendarDay.kind
    return sa.select(sa.func.aggregate_strings(day, ",")).scalar_subquery()


def calendar_told(text: str | None) -> WorkingCalendar:
    """The calendar out of that text."""
    days = [part.partition("=") for part in (text or "").split(",") if part]
    return WorkingCalendar(
        frozenset(date.fromisoformat(day) for day, _mark, kind in days if kind == "day_off"),
        frozenset(date.fromisoformat(day) for day, _mark, kind in days if kind == "working"),
    )

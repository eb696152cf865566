"""Totals of the accounting, counted by the database: by recipient and field, month, staff."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from backoffice.db import db
from backoffice.disclosures.models import Disclosure, DisclosureItem
from backoffice.exports.period import Period
from backoffice.reports.conditions import MARKS, conditions
from backoffice.reports.filters import Filters, Mark
from backoffice.reports.queries import times

EARLIER = 0  # the place of what lies before the first month asked for


def by_recipient_and_field(filters: Filters) -> Mapping[int, Mapping[str, int]]:
    """In how many disclosures to each recipient each field was given."""
    counted = sa.func.count(DisclosureItem.disclosure_id.distinct())
    rows = db.session.execute(
        sa.select(Disclosure.third_party_id, DisclosureItem.field, counted)
        .select_from(Disclosure)
        .join(DisclosureItem, DisclosureItem.disclosure_id == Disclosure.id)
        .where(*conditions(filters))
        .group_by(Disclosure.third_party_id, DisclosureItem.field)
    )
    return _nested(rows.all())


def by_recipient_and_month(
    filters: Filters, months: Sequence[Period]
) -> Mapping[int, Mapping[int, int]]:
    """How many disclosures each recipient got in each of these months, by place from 1.

    The months begin where clocks in Astana said so, so they are told to the database.
    """
    steps = [(Disclosure.at < month.begins, place) for place, month in enumerate(months)]
    place = sa.case(*steps, else_=len(months)) if steps else sa.literal(EARLIER)
    placed = (
        sa.select(Disclosure.third_party_id, place.label("place"))
        .where(*conditions(filters))
        .subquery()
    )
    rows = db.session.execute(
        sa.select(placed.c.third_party_id, placed.c.place, sa.func.count()).group_by(
            placed.c.third_party_id, placed.c.place
        )
    )
    return _nested(rows.all())


def by_staff_and_size(filters: Filters) -> Sequence[Any]:
    """How many disclosures of so many fields each member of staff made: (by_id, given, times)."""
    per = (
        sa.select(
            Disclosure.by_id,
            sa.func.count(DisclosureItem.field.distinct()).label("given"),
        )
        .select_from(Disclosure)
        .outerjoin(DisclosureItem, DisclosureItem.disclosure_id == Disclosure.id)
        .where(*conditions(filters))
        .group_by(Disclosure.id, Disclosure.by_id)
        .subquery()
    )
    return db.session.execute(
        sa.select(per.c.by_id, per.c.given, sa.func.count().label("times"))
        .group_by(per.c.by_id, per.c.given)
        .order_by(per.c.by_id, per.c.given)
    ).all()


def by_mark(filters: Filters, marks: Sequence[Mark]) -> Mapping[str, int]:
    """How many disclosures each of these marks would leave."""
    columns = (times(MARKS[mark]()).label(mark) for mark in marks)
    row = db.session.execute(
        sa.select(*columns).select_from(Disclosure).where(*conditions(filters))
    ).one()
    return {mark: getattr(row, mark) for mark in marks}


def _nested(rows: Sequence[Any]) -> dict[int, dict[Any, int]]:
    found: dict[int, dict[Any, int]] = {}
    for party, column, count in rows:
        found.setdefault(party, {})[column] = count
    return found

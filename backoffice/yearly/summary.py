"""A whole year: its sections in order, and the years there is something to say about."""

from datetime import date

import sqlalchemy as sa

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.db import db
from backoffice.exports.names import names_in
from backoffice.exports.period import Period
from backoffice.yearly import cases, data, watch
from backoffice.yearly.numbers import Section, Year


def years() -> list[int]:
    """From the year of the first appeal to the present one, newest first."""
    this = clock.today().year
    first = db.session.scalar(sa.select(sa.func.min(Appeal.registered_at)))
    begun = clock.local(first).year if first else this
    return list(range(this, min(begun, this) - 1, -1))


def days_of_year(number: int) -> Period:
    """The whole year, whatever has come of it so far."""
    return Period(date(number, 1, 1), date(number, 12, 31))


def year_of(number: int, language: str) -> Year:
    """One year, told in a language."""
    period = days_of_year(number)
    days = {"from": period.first.isoformat(), "to": period.last.isoformat()}
    return Year(number, period, names_in(language), days)


def sections(year: Year) -> list[Section]:
    """Every number of the year; a bounded number of questions, whatever the year held."""
    found = watch.entries(year)
    return [
        *cases.appeals(year),
        *data.disclosures(year),
        *watch.rights(year, found),
        *data.told(year),
        *cases.requests(year),
        *data.destruction(year),
        *watch.watch(year, found),
        *watch.policy(year),
    ]

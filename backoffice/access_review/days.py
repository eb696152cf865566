"""The days of a period as a table the database can join: Astana days in moments of the log."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa

from backoffice import clock
from backoffice.audit.chain import stamp
from backoffice.exports.period import Period
from backoffice.rules.access_review import RuleRow
from backoffice.rules.calendar import ONE_DAY, WorkingCalendar

MOST_DAYS = 366
_NAMES = ("day", "begins", "ends", "opens", "closes")


def days_in(period: Period) -> list[date]:
    """Every day of a period."""
    return [period.first + ONE_DAY * n for n in range((period.last - period.first).days + 1)]


def table_of_days(days: Iterable[date], row: RuleRow, calendar: WorkingCalendar) -> sa.CTE:
    """One row for each day; on a day off the working hours are none."""
    columns = [sa.column(name, sa.String) for name in _NAMES]
    rows = [_told(day, row, calendar) for day in days]
    return sa.values(*columns, name="days").data(rows).cte("days")


def _told(day: date, row: RuleRow, calendar: WorkingCalendar) -> tuple[str, ...]:
    opens, closes = (row.opens, row.closes) if calendar.is_working(day) else (0, 0)
    hours = (0, 24, opens, closes)
    return (day.isoformat(), *(_moment(day, hour) for hour in hours))


def _moment(day: date, hour: int) -> str:
    midnight = datetime.combine(day, time(), clock.ALMATY)
    return stamp(midnight + timedelta(hours=hour))

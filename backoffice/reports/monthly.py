"""Making the monthly reports: one file for each setting and month, however often it is run."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from flask import current_app
from flask_babel import force_locale
from sqlalchemy.exc import SQLAlchemyError
from xlsxwriter.exceptions import XlsxWriterException

from backoffice import clock
from backoffice.audit.checkpoints import write_checkpoint
from backoffice.audit.refusals import Refusal
from backoffice.db import db
from backoffice.exports.columns import Names
from backoffice.exports.extract import RowsDiffer
from backoffice.exports.names import names_in
from backoffice.exports.period import Period, Preset, period_of
from backoffice.reports import shelf
from backoffice.reports.filters import Filters
from backoffice.reports.month_file import TooManyRows, write_month
from backoffice.reports.saved_view import filters_of
from backoffice.rules.permissions import Actor
from backoffice.rules.terms import months_after
from backoffice.saved_reports.actions import MadeMonth, drop_report_month, make_report_month
from backoffice.saved_reports.models import SavedReport
from backoffice.saved_reports.queries import monthly_settings, months_kept, months_made

MOST_MISSED = 3  # months that are made up for when nobody ran it


class FilterLost(Exception):
    """A filter of the settings names what no longer exists."""


@dataclass(frozen=True)
class Outcome:
    """What became of one month of one setting: its number of rows, or why there is no file."""

    saved: SavedReport
    month: date
    rows: int = 0
    failure: str = ""


def run_monthly(*, by: Actor) -> Iterator[Outcome]:
    """Make what is missing up to last month; before that, remove what is kept no longer.

    Raises OSError when the folder itself cannot be used.
    """
    today = clock.today()
    with shelf.alone():
        _drop_old(today, by=by)
        shelf.sweep({month.file for month in months_kept()})
        for saved in monthly_settings():
            for month in missing_months(saved, today):
                yield _outcome(saved, month, by=by)


def missing_months(saved: SavedReport, today: date) -> list[date]:
    """First days of the past months that are to be made, the oldest first.

    The month in which the settings were made monthly is the first one.
    """
    if saved.monthly_since is None:
        return []
    this, made = today.replace(day=1), months_made(saved.id)
    past = [months_after(this, -back) for back in range(MOST_MISSED, 0, -1)]
    begins = max(saved.monthly_since.replace(day=1), first_kept(today))
    return [month for month in past if month >= begins and month not in made]


def first_kept(today: date) -> date:
    """The first day of the earliest month whose file is still kept."""
    return months_after(today.replace(day=1), -int(current_app.config["REPORT_MONTHS_KEPT"]))


def _drop_old(today: date, *, by: Actor) -> None:
    for month in months_kept(before=first_kept(today)):
        drop_report_month(month, by=by)  # the entry first: what it names is then swept away


def _outcome(saved: SavedReport, month: date, *, by: Actor) -> Outcome:
    try:
        return Outcome(saved, month, rows=_make(saved, month, by=by))
    except TooManyRows:
        return Outcome(saved, month, failure="more rows than a workbook takes: narrow the filters")
    except FilterLost:
        return Outcome(saved, month, failure="a filter names what is gone: save the settings anew")
    except (OSError, XlsxWriterException) as problem:
        return Outcome(saved, month, failure=f"the file could not be written: {problem}")
    except RowsDiffer:
        return Outcome(saved, month, failure="rows changed while they were read")
    except SQLAlchemyError as problem:
        db.session.rollback()
        return Outcome(saved, month, failure=f"the database refused: {type(problem).__name__}")
    except Refusal as refused:
        return Outcome(saved, month, failure=refused.code)


def _make(saved: SavedReport, month: date, *, by: Actor) -> int:
    """The whole file first, under a name of its own; then the row that makes it count."""
    name = f"{saved.report}_{month:%Y-%m}_{saved.ref}_{secrets.token_hex(8)}.xlsx"
    checkpoint = write_checkpoint(None, by=by)
    with shelf.draft() as path, force_locale(saved.language):
        names = names_in(saved.language)
        filters = _asked(saved, names, month)
        rows = write_month(path, saved, _of_month(filters, month), names, checkpoint)
        digest = shelf.put(path, name)
    try:
        made = MadeMonth(month, rows, digest, name, checkpoint.seq)
        make_report_month(saved, by=by, made=made)
    except BaseException:
        shelf.remove(name)
        raise
    return rows


def _asked(saved: SavedReport, names: Names, month: date) -> Filters:
    """What the settings ask. Raises FilterLost: without it the report would tell of more."""
    try:
        filters, lost = filters_of(saved, names, month)
    except (KeyError, ValueError) as unread:  # settings of another release
        raise FilterLost from unread
    if lost:
        raise FilterLost
    return filters


def _of_month(filters: Filters, month: date) -> Filters:
    return replace(filters, period=days_of(month), preset=None)


def days_of(month: date) -> Period:
    """The days a monthly report speaks of."""
    return period_of(Preset.MONTH, month)

"""Making the monthly reports as the timer does, and what they leave in their folder."""

import io
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from backoffice import clock
from backoffice.accounts.models import SYSTEM
from backoffice.reports.monthly import run_monthly

FIRST = datetime(2026, 11, 1, 1, tzinfo=UTC)  # the timer, at six in the morning
SINCE = datetime(2026, 10, 2, 5, tzinfo=UTC)


@pytest.fixture
def setting(given):
    """Settings made monthly at the beginning of October, of what went to the heat networks."""
    with clock.running_at(lambda: SINCE):
        return given.saved_report(filters="period=week&third_party=K2", monthly=True)


def run(at=FIRST):
    with clock.running_at(lambda: at):
        return [(o.month, o.rows, o.failure) for o in run_monthly(by=SYSTEM)]


def folder_of(app):
    return Path(app.config["REPORTS_FOLDER"])


def files_of(app):
    return sorted(path.name for path in folder_of(app).iterdir() if path.name != ".lock")


def sheets_of(content):
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets

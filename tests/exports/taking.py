"""Taking a report out as people do: order it on its page, start it on the page of the order."""

import csv
import io
from collections.abc import Sequence
from urllib.parse import urlsplit

import openpyxl
import sqlalchemy as sa
from openpyxl.workbook import Workbook
from werkzeug.test import TestResponse

from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.exports.models import ExportOrder
from backoffice.rules.actions import Action
from tests.house_browser import HouseBrowser, form_data

OCTOBER = "/reports/disclosures?from=2026-10-01&to=2026-10-31"
EXPORT = "/reports/disclosures/export"


def ordered(
    browser: HouseBrowser,
    kind: str,
    *,
    path: str = OCTOBER,
    reason: str = "monthly_report",
    export: str = "",
    **more: object,
) -> str:
    """Order the report of a page; opens the page of the order and returns its address."""
    browser.open(path)
    export = export or f"{urlsplit(path).path}/export"
    answer = browser.submit(export, reason=reason, format=kind, **more)
    assert answer.status_code == 303, browser.text
    place = str(answer.headers["Location"])
    browser.open(place)
    return place


def started(browser: HouseBrowser, place: str) -> TestResponse:
    """Press Start on the page of an order; the answer, whatever it is."""
    browser.open(place)
    return browser.submit(f"{place}/start")


def starting(browser: HouseBrowser, place: str) -> dict[str, object]:
    """What the button of the present page would send."""
    return form_data(browser.form(f"{place}/start"))


def taken(browser: HouseBrowser, kind: str, **order: str) -> TestResponse:
    """The whole file."""
    answer = started(browser, ordered(browser, kind, **order))
    assert answer.status_code == 200
    return answer


def order_at(place: str) -> ExportOrder:
    """The row behind the page of an order, as it is now."""
    db.session.rollback()
    key = place.rpartition("/")[2]
    return db.session.scalars(sa.select(ExportOrder).where(ExportOrder.key == key)).one()


def csv_rows(answer: TestResponse, separator: str = ";") -> list[list[str]]:
    """The file as another program reads it."""
    text = answer.get_data().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def book_of(answer: TestResponse) -> Workbook:
    """The workbook as another program reads it."""
    return openpyxl.load_workbook(io.BytesIO(answer.get_data()))


def entries(count: int) -> Sequence[AuditEntry]:
    """The last entries of the log, the newest first."""
    newest = sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(count)
    return db.session.scalars(newest).all()


def entry_of(action: Action) -> AuditEntry:
    """The last entry of this action."""
    newest = sa.select(AuditEntry).where(AuditEntry.action == action)
    return db.session.scalars(newest.order_by(AuditEntry.seq.desc()).limit(1)).one()


def told(entry: AuditEntry) -> dict[str, str]:
    """The plain detail of an entry as a table."""
    return dict(pair.split("=", 1) for pair in entry.detail.split(";"))

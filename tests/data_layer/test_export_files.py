"""Files hold the same rows, in the same order, on SQLite and on PostgreSQL."""

import csv
import io
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.audit.door import witness
from backoffice.db import db
from backoffice.disclosures.models import Disclosure
from backoffice.exports.extract import Extract, own_connection
from backoffice.exports.making import built, columns_of, streamed
from backoffice.exports.names import names_in
from backoffice.exports.order import Order
from backoffice.exports.period import Period
from backoffice.reports import queries
from backoffice.reports.disclosure_report import DISCLOSURES
from backoffice.reports.filters import Filters
from backoffice.rules.actions import Action
from tests.given import NAME, PERSON, PHONE
from tests.reports.conftest import MORE
from tests.reports.printed import printed

NOW = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
BEYOND = {"beyond_reason": "site_access", "outside_reason": "redirected"}


@pytest.fixture
def made(given):
    """Nine disclosures of October: three at a time at the same moment, the later ones first."""
    with clock.running_at(lambda: NOW - timedelta(days=50)):
        appeal = given.appeal_in_work(texts=PERSON)
    found = []
    for days in (30, 35, 40):
        with clock.running_at(lambda days=days: NOW - timedelta(days=days)):
            found += [
                given.disclosure(appeal, by="senior_operator", to="K2", fields=MORE, **BEYOND)
                for _turn in range(3)
            ]
    return found


@pytest.fixture
def order(app, cast):
    """An order of the autumn with a name and a phone, in Kazakh."""
    with clock.running_at(lambda: NOW), app.test_request_context():
        today = NOW.date()
        filters = Filters(Period(today - timedelta(days=60), today))
        told = ("inspection", "csv_comma", "kk", ("name", "phone"))
        yield Order(DISCLOSURES, filters, names_in("kk"), cast("manager"), *told)


def csv_rows(order):
    with witness(Action.REPORT_EXPORT, None, order.by, fields=order.personal) as deed:
        pass
    with own_connection() as connection:
        chunks = Extract(connection, order.report, order.filters).chunks()
        text = b"".join(streamed(order, chunks, deed)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def file_of(order, folder, kind):
    asked = Order(**{**vars(order), "format": kind, "personal": ()})
    with own_connection() as connection:
        chunks = Extract(connection, order.report, order.filters).chunks()
        with built(asked, chunks, [("C", "C")] * 4, folder / kind) as file:
            return file.read()


@pytest.mark.parametrize("size", [1, 2, 3, 4, 9, 2000])
def test_pages_of_any_size_hold_every_row_once_in_its_order(order, made, monkeypatch, size):
    monkeypatch.setattr(queries, "CHUNK", size)
    rows = csv_rows(order)[1:]
    in_order = sa.select(Disclosure.id).order_by(Disclosure.at, Disclosure.id)
    assert [int(row[0]) for row in rows] == list(db.session.scalars(in_order))
    assert len(rows) == 9
    assert {tuple(row[-2:]) for row in rows} == {(NAME, f"'{PHONE}")}
    assert {row[1] for row in rows} == {f"2026-10-{day:02d}T09:30:00+05:00" for day in (14, 19, 24)}


def test_a_workbook_and_a_printed_report_hold_the_same_rows(order, made, tmp_path):
    sheet = openpyxl.load_workbook(io.BytesIO(file_of(order, tmp_path, "xlsx"))).worksheets[0]
    moments = [row[1].value for row in sheet.iter_rows(min_row=2)]
    assert moments == [
        datetime(2026, 10, day, 9, 30) for day in (14, 14, 14, 19, 19, 19, 24, 24, 24)
    ]
    assert sheet.max_column == len(columns_of(order)) - 2
    text = printed(file_of(order, tmp_path, "pdf")).text
    assert text.count("14.10.2026 09:30") == 3
    assert text.count("109-2026-") == 9

"""Rows that change between the order and the file: a part never leaves as the whole (policy 9)."""

from dataclasses import replace

import pytest

from backoffice import clock
from backoffice.db import db, fold_wal
from backoffice.disclosures.actions import fail_disclosure, send_disclosure
from backoffice.exports import shelf
from backoffice.exports.extract import Extract, RowsDiffer, own_connection
from backoffice.reports import queries
from backoffice.reports.disclosure_report import DISCLOSURES
from backoffice.rules.actions import Action
from tests.exports.taking import (
    OCTOBER,
    book_of,
    csv_rows,
    entries,
    entry_of,
    order_at,
    ordered,
    started,
    told,
)
from tests.reports.test_personal_columns import OCTOBER as QUESTION

ATTENTION = f"{OCTOBER}&mark=attention"


@pytest.fixture
def failing(cast):
    """Lets a disclosure fail, so that it needs attention from now on."""

    def fail(disclosure):
        senior = cast("senior_operator")
        send_disclosure(disclosure, by=senior, at=clock.now())
        fail_disclosure(disclosure, by=senior, at=clock.now())

    return fail


@pytest.fixture
def losing(monkeypatch):
    """A report that loses a row on the way to its file."""

    def chunks(connection, filters, *, upto):
        for chunk in queries.chunks(connection, filters, upto=upto):
            yield chunk[:-1]

    held = shelf.report_by_code("disclosures")
    lossy = replace(held, report=replace(DISCLOSURES, chunks=chunks))
    monkeypatch.setitem(shelf._SHELF, "disclosures", lossy)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_began_to_match_since_the_order_is_in_the_file(manager, october, failing, kind):
    place = ordered(manager, kind, path=ATTENTION)
    failing(october[4])
    answer = started(manager, place)
    rows = len(csv_rows(answer)) if kind == "csv" else book_of(answer).worksheets[0].max_row
    assert rows - 1 == 2
    assert order_at(place).rows == 1
    for action in (Action.EXPORT_START, Action.REPORT_EXPORT, Action.EXPORT_FINISH):
        assert told(entry_of(action))["rows"] == "2"
    manager.open("/exports")
    assert "files 29, rows 1,999,998" in manager.text  # as started, not as ordered


def test_what_began_to_match_between_two_pages_is_not(october, failing, monkeypatch):
    monkeypatch.setattr(queries, "CHUNK", 1)
    failing(october[0])
    db.session.rollback()
    with own_connection() as connection:
        extract = Extract(connection, DISCLOSURES, QUESTION.narrowed_to("mark", "attention"))
        chunks = extract.chunks()
        rows = list(next(chunks))
        failing(october[4])  # further on: a later page would show it
        rows += [row for chunk in chunks for row in chunk]
        assert [row[0] for row in rows] == [october[0].id, october[5].id]
        assert connection.closed  # however long the file then takes to leave


@pytest.mark.parametrize(
    ("kind", "path"), [("xlsx", OCTOBER), ("pdf", ATTENTION), ("csv", ATTENTION)]
)
def test_a_slow_reader_holds_no_transaction_and_no_connection(beginning, app, kind, path):
    in_use = db.engine.pool.checkedout()
    _place, answer, _body = beginning(kind, 1, path=path)
    db.session.rollback()
    assert answer.content_length
    assert db.engine.pool.checkedout() <= in_use
    with db.engine.connect() as connection:
        assert fold_wal(connection, ())
    beginning.server.run(answer.close)


def test_a_part_is_never_sent_to_its_end_as_the_whole(losing, beginning):
    place, answer, body = beginning("csv", 1)
    with pytest.raises(RowsDiffer):
        beginning.server.run(lambda: list(body))
    beginning.server.run(answer.close)
    assert order_at(place).state == "broken_off"
    entry = entries(1)[0]
    assert (entry.action, entry.reason) == (Action.EXPORT_BREAK_OFF, "fault")


def test_of_a_part_that_is_built_first_no_byte_leaves(losing, manager, october):
    place = ordered(manager, "xlsx")
    answer = started(manager, place)
    assert answer.status_code == 500
    assert answer.mimetype == "text/html"
    manager.open(place)
    assert "something went wrong in the program" in manager.text

"""Orders of exports as the databases keep them; a whole file on both of them (policy 5.4, 9)."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import Context

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from backoffice import clock
from backoffice.audit.guard import migrating
from backoffice.audit.refusals import Refusal
from backoffice.audit.scope import Scope, scoped
from backoffice.db import Base, db
from backoffice.disclosures.actions import fail_disclosure, send_disclosure
from backoffice.exports.actions import approve_export, start_export
from backoffice.exports.extract import Extract, own_connection
from backoffice.exports.models import ExportEvent
from backoffice.exports.period import Period
from backoffice.exports.queries import count_running, order_by_id
from backoffice.exports.quota import left_today
from backoffice.exports.runs import begin
from backoffice.reports import queries
from backoffice.reports.disclosure_report import DISCLOSURES
from backoffice.reports.filters import Filters
from backoffice.rules.actions import Action
from tests.data_layer.conftest import member_of_cast
from tests.exports.ordering import export_ordered
from tests.exports.taking import csv_rows, entries, entry_of, ordered, started, starting, told
from tests.house_browser import HouseBrowser


@pytest.fixture
def manager(app):
    """A manager at the browser."""
    browser = HouseBrowser(app, language="en")
    browser.sign_in("manager")
    return browser


@pytest.mark.parametrize("table", ["export_order", "export_event"])
@pytest.mark.parametrize("verb", ["update", "delete"])
def test_no_row_of_an_order_is_ever_changed_or_removed(app, table, verb):
    export_ordered(member_of_cast("manager"))
    rows = Base.metadata.tables[table]
    change = rows.update().values(by_id=999) if verb == "update" else rows.delete()
    db.session.rollback()
    with migrating(), pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(change)
    db.session.rollback()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(rows)) > 0


def test_the_database_itself_refuses_an_approval_by_who_asked(app):
    order = export_ordered(member_of_cast("manager"), personal=("phone",))
    own = {"order_id": order.id, "asked_by_id": order.by_id, "by_id": order.by_id}
    more = {"state": "approved", "at": clock.now()}
    with migrating(), pytest.raises(DBAPIError, match="two_people"):
        db.session.execute(sa.insert(ExportEvent).values(**own, **more))
    db.session.rollback()
    approve_export(order, by=member_of_cast("privacy_officer"), reason="needed")
    assert order.state == "approved"


def test_orders_started_at_once_do_not_slip_past_the_quota(app):
    app.config["EXPORT_FILES_A_DAY"] = 1
    manager = member_of_cast("manager")
    ids = [export_ordered(manager).id for _order in range(2)]
    db.session.remove()

    def start(order_id):
        with app.app_context(), scoped(Scope()):
            try:
                start_export(order_by_id(order_id), by=member_of_cast("manager"), rows=0)
            except Refusal as refused:
                return refused.code
            else:
                return "done"
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(start, ids)) == ["done", "export.files-used-up"]
    assert left_today(member_of_cast("manager").id).files == 0


@pytest.mark.parametrize("mark", ["", "&mark=attention"])
def test_a_whole_file_holds_what_was_told_and_what_the_log_says(manager, given, mark):
    for _time in range(3):
        given.disclosure(given.appeal())
    rows = csv_rows(started(manager, ordered(manager, "csv", path=f"/reports/disclosures?{mark}")))
    number = 0 if mark else 3
    assert len(rows) - 1 == number
    finish = told(entry_of(Action.EXPORT_FINISH))
    assert (finish["rows"], told(entry_of(Action.REPORT_EXPORT))["rows"]) == (str(number),) * 2


def test_a_closed_browser_breaks_an_export_off_on_both_databases(manager, given, monkeypatch):
    monkeypatch.setattr(queries, "CHUNK", 1)
    for _time in range(3):
        given.disclosure(given.appeal())
    place, server = ordered(manager, "csv", path="/reports/disclosures"), Context()
    sent = starting(manager, place)
    answer = server.run(manager.client.post, f"{place}/start", data=sent)
    server.run(next, answer.iter_encoded())
    server.run(answer.close)
    assert (entries(1)[0].action, entries(1)[0].reason) == (Action.EXPORT_BREAK_OFF, "closed")
    assert len(csv_rows(started(manager, place))) == 4


def test_what_begins_to_match_between_two_pages_is_in_no_page(given, monkeypatch):
    monkeypatch.setattr(queries, "CHUNK", 1)
    made = [given.disclosure(given.appeal()) for _time in range(3)]
    for one in (made[0], made[2]):
        fail(one)
    today = Period(clock.today(), clock.today())
    db.session.rollback()
    with own_connection() as connection:
        chunks = Extract(connection, DISCLOSURES, Filters(today, mark="attention")).chunks()
        rows = list(next(chunks))
        fail(made[1])  # further on: a later page would show it
        rows += [row for chunk in chunks for row in chunk]
        assert [row[0] for row in rows] == [made[0].id, made[2].id]
        assert connection.closed


def fail(disclosure):
    send_disclosure(disclosure, by=member_of_cast("operator"), at=clock.now())
    fail_disclosure(disclosure, by=member_of_cast("operator"), at=clock.now())


def test_files_under_way_are_counted_by_person_and_lock(app):
    manager, auditor = member_of_cast("manager"), member_of_cast("auditor")
    orders = [export_ordered(by) for by in (manager, manager, manager, auditor)]
    held = [begin(order.key) for order in (orders[0], orders[1], orders[3])]
    for order in (orders[0], orders[2], orders[3]):
        start_export(order, by=auditor if order is orders[3] else manager, rows=1)
    assert count_running(manager.id, but_for=0) == 1  # the second is held and not started
    assert count_running(manager.id, but_for=orders[0].id) == 0
    for run in held:
        run.end()
    assert count_running(manager.id, but_for=0) == 0

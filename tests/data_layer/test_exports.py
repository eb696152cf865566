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
from backoffice.exports.actions import approve_export, start_export
from backoffice.exports.models import ExportEvent
from backoffice.exports.queries import order_by_id
from backoffice.exports.quota import left_today
from backoffice.reports import queries
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

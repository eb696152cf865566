"""While a file is made: progress that moves, and what becomes of it when it breaks off."""

import gc
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backoffice.db import db
from backoffice.exports import runs
from backoffice.exports.standing import standing_of
from backoffice.rules.actions import Action
from tests.exports.room import no_room_for_a_workbook
from tests.exports.taking import (
    book_of,
    csv_rows,
    entries,
    entry_of,
    order_at,
    ordered,
    started,
    told,
)
from tests.reports.conftest import FEW


def left(app):
    return list((Path(app.instance_path) / "tmp").rglob("*"))


def test_whoever_looks_sees_how_far_it_is(manager, beginning):
    place, answer, body = beginning("csv", pieces=2)
    part = manager.fragment(f"{place}/progress")
    assert "2 of 6 rows, 33 %" in part.get_text(" ")
    assert part.select_one("#run")["hx-trigger"] == "every 1s"
    assert part.progress["value"] == "2"
    beginning.server.run(next, body)
    assert "4 of 6 rows, 67 %" in manager.fragment(f"{place}/progress").get_text(" ")
    beginning.server.run(lambda: list(body))
    beginning.server.run(answer.close)
    part = manager.fragment(f"{place}/progress")
    assert "hx-get" not in part.select_one("#run").attrs
    assert part.select_one("[data-announce]")


def test_without_script_the_page_itself_tells_it(manager, beginning):
    place, answer, _body = beginning("csv")
    page = manager.open(place)
    assert "2 of 6 rows" in manager.text
    assert page.find("a", string="Look again")["href"] == place
    beginning.server.run(answer.close)


def test_it_is_not_made_twice_at_once(manager, beginning):
    place, answer, _body = beginning("csv")
    manager.open("/account")
    token = manager.form("/account/language").find("input", {"name": "csrf_token"})["value"]
    again = manager.send("POST", f"{place}/start", data={"csrf_token": token})
    assert again.status_code == 409
    assert "under way already" in again.get_data(as_text=True)
    beginning.server.run(answer.close)


@pytest.mark.parametrize(("kind", "pieces"), [("csv", 0), ("csv", 2), ("xlsx", 0), ("xlsx", 1)])
def test_a_browser_closed_in_the_middle_leaves_nothing_behind_and_it_starts_again(
    manager, beginning, app, kind, pieces
):
    in_use = db.engine.pool.checkedout()
    place, answer, _body = beginning(kind, pieces)
    beginning.server.run(answer.close)
    assert db.engine.pool.checkedout() <= in_use
    assert not left(app)
    entry = entries(1)[0]
    assert (entry.action, entry.reason) == (Action.EXPORT_BREAK_OFF, "closed")
    manager.open(place)
    assert "the browser was closed or the connection lost" in manager.text
    answer = started(manager, place)
    rows = len(csv_rows(answer)) if kind == "csv" else book_of(answer).worksheets[0].max_row
    assert rows == 7
    assert order_at(place).state == "done"


def test_a_process_that_died_is_recognised_and_it_starts_again(manager, beginning, app):
    place, answer, _body = beginning("csv")
    for path in (Path(app.instance_path) / "tmp").glob("*.run"):
        partial = path.with_suffix("")
        partial.mkdir()
        (partial / "report.xlsx").write_bytes(b"half")
        path.rename(path.with_suffix(".gone"))  # the kernel frees the lock of who died
        path.write_bytes(b"2")
    manager.open(place)
    assert (
        "No whole file left: the program was stopped, or could not write it down." in manager.text
    )
    assert len(csv_rows(started(manager, place))) == 7
    assert [path.suffix for path in left(app)] == [".gone"]
    beginning.server.run(answer.close)


# The library that writes workbooks leaves its own temporary file to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_full_disk_is_told_on_the_page_and_no_part_is_given_out(manager, disclosed, app):
    disclosed(400, since=datetime(2026, 10, 2, tzinfo=UTC), fields=FEW)
    place = ordered(manager, "xlsx")
    manager.open(place)
    with no_room_for_a_workbook():
        answer = manager.submit(f"{place}/start")
        gc.collect()
    assert answer.status_code == 303
    assert answer.headers["Location"] == place
    manager.open(place)
    assert "there is no room left on the disk" in manager.text
    entry = entries(1)[0]
    assert (entry.action, entry.reason) == (Action.EXPORT_BREAK_OFF, "no_room")
    assert not left(app)
    assert book_of(started(manager, place)).worksheets[0].max_row == 401


def test_an_export_that_broke_off_counts_once(manager, beginning):
    place, answer, _body = beginning("csv")
    beginning.server.run(answer.close)
    started(manager, place)
    manager.open("/exports")
    assert "files 29, rows 1,999,994" in manager.text
    assert told(entry_of(Action.EXPORT_START))["rows"] == "6"


def test_it_ended_between_two_looks_and_is_not_called_stopped(manager, beginning):
    place, answer, body = beginning("csv")
    order = order_at(place)
    assert order.state == "started"  # what this reader has in hand, and goes on having
    beginning.server.run(lambda: list(body))
    beginning.server.run(answer.close)
    assert standing_of(order).state == "done"


def test_a_page_that_waits_for_the_start_does_not_ask_for_ever(manager, beginning):
    place, answer, _body = beginning("csv")

    def asks(begun):
        return manager.fragment(f"{place}/progress?begun={begun}").select_one("#run").attrs

    running = asks(1)
    beginning.server.run(answer.close)
    assert "begun=2" in asks(1)["hx-get"]  # it may be started again this very moment
    assert asks(1)["hx-trigger"] == "every 1s"
    after = running["hx-get"].rpartition("=")[2]
    assert "every" not in asks(after)["hx-trigger"]  # it ran, and it broke off


def test_a_lock_taken_on_a_file_that_was_swept_away_counts_for_nothing(app):
    first = runs.begin("one")
    with ThreadPoolExecutor(1) as pool:
        second = pool.submit(copy_context().run, runs.begin, "one")
        time.sleep(0.05)  # it has opened the file by now, and waits for the lock
        first.end()
        run = second.result()
    assert run is not None
    assert runs.rows_so_far("one") == 0
    assert runs.keys_held() == ["one"]
    run.end()
    assert not left(app)


@pytest.mark.parametrize("reads_all", [True, False])
def test_a_file_on_its_way_is_one_line_of_the_log_and_leaving_it_no_fault(
    manager, beginning, caplog, reads_all
):
    with caplog.at_level(logging.INFO, "backoffice.monitoring.request_line"):
        _place, answer, body = beginning("csv")
        if reads_all:
            beginning.server.run(lambda: list(body))
        beginning.server.run(answer.close)
    told = [one for one in caplog.records if one.__dict__["route"] == "/exports/<key>/start"]
    assert [(one.levelname, one.__dict__["status"]) for one in told] == [("INFO", 200)]

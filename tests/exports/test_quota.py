"""How much one person may take out in a day, by files and by rows (policy 9)."""

from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.exports.actions import break_off_export, start_export
from backoffice.exports.quota import left_today
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.export_orders import Break
from tests.exports.ordering import export_ordered
from tests.exports.taking import entries, order_at, ordered, started
from tests.reports.conftest import NOW


@pytest.fixture
def of_a_day(app):
    """Sets how much a day holds."""

    def allow(*, files=30, rows=2_000_000):
        app.config |= {"EXPORT_FILES_A_DAY": files, "EXPORT_ROWS_A_DAY": rows}

    return allow


def refused(manager, place, form):
    """Start all the same; what the page and the log say."""
    manager.open(place)
    assert not manager.page.select("#start")  # nobody is offered what will be refused
    manager.page.append(form)
    answer = manager.submit(f"{place}/start")
    assert answer.status_code == 409
    entry = entries(1)[0]
    assert (entry.action, entry.outcome) == (Action.EXPORT_START, "refused")
    assert entry.subject == f"export:{order_at(place).id}"
    return entry.reason


def test_one_file_more_than_a_day_holds_is_refused_told_and_written_down(
    manager, october, of_a_day
):
    place = ordered(manager, "csv")
    form = manager.form(f"{place}/start")
    of_a_day(files=1)
    started(manager, ordered(manager, "csv"))
    assert refused(manager, place, form) == "export.files-used-up"
    told = manager.page.select_one("[role=alert] strong").get_text()
    assert "The count begins again at midnight" in told
    assert "ask the privacy officer" in told


def test_more_rows_than_a_day_holds_are_refused_by_their_number(manager, october, of_a_day):
    of_a_day(rows=11)
    place = ordered(manager, "csv")
    form = manager.form(f"{place}/start")
    started(manager, ordered(manager, "csv"))
    assert refused(manager, place, form) == "export.rows-used-up"


def test_the_next_day_in_astana_the_count_begins_again(manager, october, of_a_day):
    of_a_day(files=1)
    started(manager, ordered(manager, "csv"))
    place = ordered(manager, "csv")
    assert "You have taken out as many reports today" in manager.text
    midnight = clock.local(NOW).replace(hour=0, minute=0) + timedelta(days=1)
    with clock.running_at(lambda: midnight):
        manager.sign_in("manager")
        assert started(manager, place).status_code == 200


def test_another_person_has_a_day_of_their_own(manager, browser_of, october, of_a_day):
    of_a_day(files=1)
    started(manager, ordered(manager, "csv"))
    auditor = browser_of("auditor")
    assert started(auditor, ordered(auditor, "csv")).status_code == 200


def test_exactly_what_is_left_of_the_rows_may_still_leave(manager, october, of_a_day):
    of_a_day(rows=12)
    started(manager, ordered(manager, "csv"))
    assert started(manager, ordered(manager, "csv")).status_code == 200


def test_of_two_starts_of_one_order_the_larger_counts_once(manager, october, cast):
    order = export_ordered(cast("manager"), rows=2)
    for rows in (7, 5):
        start_export(order, by=cast("manager"), rows=rows)
        break_off_export(order, by=cast("manager"), why=Break.CLOSED, rows=0)
    assert left_today(cast("manager").id).rows == 2_000_000 - 7


def test_a_third_file_waits_until_one_of_two_has_ended(manager, beginning):
    place = ordered(manager, "csv")
    form = manager.form(f"{place}/start")
    running = [(*beginning("csv", 1), beginning.server) for _turn in range(2)]
    manager.open(place)
    assert "Two of your exports are under way" in manager.text
    assert not manager.page.select("#start")
    manager.page.append(form)
    assert manager.submit(f"{place}/start").status_code == 409
    assert "Two of your exports are under way" in manager.page.select_one(".note.bad").get_text()
    assert order_at(place).state == "ready"
    for _place, answer, _body, server in running:
        server.run(answer.close)
    assert started(manager, place).status_code == 200


def test_files_of_another_person_and_dead_ones_hold_nobody_up(manager, browser_of, beginning, cast):
    running = [(*beginning("csv", 1), beginning.server) for _turn in range(2)]
    auditor = browser_of("auditor")
    assert started(auditor, ordered(auditor, "csv")).status_code == 200
    for _place, answer, _body, server in running:
        server.run(answer.close)
    for _turn in range(2):  # started, and nobody holds the lock: their process died
        start_export(export_ordered(cast("manager")), by=cast("manager"), rows=1)
    assert started(manager, ordered(manager, "csv")).status_code == 200

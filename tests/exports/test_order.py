"""An export is ordered first: what it will be is told before anything leaves (policy 9)."""

import hashlib
from datetime import timedelta

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.audit.guard import migrating
from backoffice.db import db
from backoffice.disclosures.models import Disclosure, DisclosureItem
from backoffice.exports import shelf
from backoffice.exports.actions import refuse_export
from backoffice.exports.models import ExportEvent, ExportOrder
from backoffice.exports.standing import standing_of
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
from tests.reports.conftest import NOW

SEPARATORS = {"csv": ";", "csv_comma": ","}


def lines(browser, part):
    """What a card of the present page tells, by its labels."""
    found = browser.page.select(f"#{part} .pd > div")
    return {line.dt.get_text(): line.dd.get_text() for line in found}


def test_from_the_report_to_the_file_it_takes_two_presses(manager, october):
    place = ordered(manager, "csv")
    assert manager.page.select_one("#start button.primary").has_attr("data-focus")
    answer = started(manager, place)
    assert len(csv_rows(answer)) == 7


def test_before_it_starts_the_page_tells_rows_time_size_filters_and_the_quota(manager, october):
    ordered(manager, "xlsx", path=f"{OCTOBER}&third_party=K2")
    assert manager.page.h1.get_text() == "Disclosures, 1 Oct – 31 Oct 2026"
    assert "2 rows , less than a second, about 7 kB" in manager.text
    assert "You can take out today: files 30, rows 2,000,000." in manager.text
    asked = lines(manager, "asked")
    assert asked["Rows"] == "2"
    assert asked["Recipient"]
    assert asked["Reason for the export"] == "Monthly report"
    assert asked["Ordered by"] == "Сәуле Оспанова"
    assert entries(1)[0].action == Action.EXPORT_ORDER  # nothing has left yet


def test_an_order_of_nothing_says_so_before_it_starts(manager, october):
    place = ordered(manager, "csv", path=f"{OCTOBER}&category=ROAD")
    assert "Nothing matches these filters" in manager.text
    assert len(csv_rows(started(manager, place))) == 1


def test_ten_years_are_ordered_like_any_other_period(manager, october):
    place = ordered(manager, "csv", path="/reports/disclosures?from=2017-01-01&to=2026-12-31")
    assert len(csv_rows(started(manager, place))) == 7


def test_the_last_finished_files_of_its_kind_correct_the_estimate(manager, october):
    made = order_at(ordered(manager, "csv"))
    slow = {"rows": 2000, "millis": 1_000_000, "size": 4_000_000, "state": "done"}
    with migrating():
        db.session.execute(
            sa.insert(ExportEvent).values(
                order_id=made.id, asked_by_id=made.by_id, by_id=made.by_id, at=NOW, **slow
            )
        )
        db.session.commit()
    ordered(manager, "csv")
    assert "6 rows , about 3 s, about 12 kB" in manager.text
    ordered(manager, "xlsx")  # which the speed of another kind of file says nothing of
    assert "6 rows , less than a second" in manager.text


@pytest.mark.parametrize("kind", ["csv", "csv_comma", "xlsx"])
@pytest.mark.parametrize("narrowing", ["", "&third_party=K2", "&mark=beyond", "&mark=attention"])
def test_screen_file_entry_and_database_hold_the_same_numbers(manager, october, kind, narrowing):
    path = OCTOBER + narrowing
    on_screen = int(manager.open(path).select_one(".kpi b").get_text())
    place = ordered(manager, kind, path=path)
    answer = started(manager, place)
    rows = book_rows(answer) if kind == "xlsx" else csv_rows(answer, SEPARATORS[kind])[1:]
    given = sum(len(row[5].split(", ")) for row in rows)
    manager.open(place)
    result, entry = lines(manager, "file"), told(entry_of(Action.EXPORT_FINISH))
    digest = hashlib.sha256(answer.get_data()).hexdigest()
    assert result["Rows"] == entry["rows"] == str(on_screen) == str(len(rows))
    assert result["Fields given"] == entry["total"] == str(given) == str(counted(rows))
    assert result["SHA-256"] == digest
    assert entry["sha256"] == digest[:16]
    assert int(entry["size"]) == len(answer.get_data())
    assert entry["entry"] == result["Audit entry"] == str(entry_of(Action.REPORT_EXPORT).seq)


def book_rows(answer):
    return list(book_of(answer).worksheets[0].iter_rows(min_row=2, values_only=True))


def counted(rows):
    """The fields of the same disclosures, as the database counts them."""
    ids = [int(row[0]) for row in rows]
    query = (
        sa.select(sa.func.count())
        .select_from(DisclosureItem)
        .join(Disclosure, Disclosure.id == DisclosureItem.disclosure_id)
    )
    return db.session.scalar(query.where(Disclosure.id.in_(ids)))


def test_a_finished_order_gives_no_second_file(manager, october):
    place = ordered(manager, "csv")
    form = manager.form(f"{place}/start")
    started(manager, place)
    manager.page.append(form)
    assert manager.submit(f"{place}/start").status_code == 409
    assert not manager.open(place).select("#start")


@pytest.mark.parametrize("end", ["done", "refused"])
def test_what_has_ended_never_lapses(manager, october, cast, end):
    place = ordered(manager, "csv", personal=["phone"] if end == "refused" else [])
    if end == "refused":
        refuse_export(order_at(place), by=cast("privacy_officer"), reason="unclear")
    else:
        started(manager, place)
    with clock.running_at(lambda: NOW + timedelta(days=30)):
        assert standing_of(order_at(place)).state == end


def test_the_list_and_the_page_outlive_a_report_that_is_no_longer_offered(
    manager, october, monkeypatch
):
    places = [ordered(manager, "csv") for _turn in range(2)]
    started(manager, places[0])
    monkeypatch.delitem(shelf._SHELF, "disclosures")
    assert manager.open("/exports").select_one(f"#mine a[href='{places[1]}']")
    assert "disclosures, 1 Oct – 31 Oct 2026" in manager.text
    for place in places:
        manager.open(place)
    assert started(manager, places[1]).status_code == 409
    assert "is no longer offered" in manager.text


def test_an_order_lapses_at_the_end_of_the_next_day(manager, october):
    place = ordered(manager, "csv")
    form = manager.form(f"{place}/start")
    until = order_at(place).lasts_until
    assert clock.local(until).isoformat() == "2026-11-25T00:00:00+05:00"
    with clock.running_at(lambda: until):
        manager.sign_in("manager")
        manager.open(place)
        assert "Nobody started it in time." in manager.text
        manager.page.append(form)
        token = manager.page.select_one("[name=csrf_token]")["value"]
        answer = manager.submit(f"{place}/start", csrf_token=token)
    assert answer.status_code == 409
    assert "The order has lapsed" in manager.text


def test_nobody_starts_the_order_of_another_and_the_attempt_is_written_down(
    manager, browser_of, october
):
    place = ordered(manager, "csv")
    form = manager.form(f"{place}/start")
    auditor = browser_of("auditor")
    page = auditor.open(place)
    assert not page.select("#start")
    page.append(form)
    token = auditor.form("/account/language").find("input", {"name": "csrf_token"})["value"]
    assert auditor.submit(f"{place}/start", csrf_token=token).status_code == 409
    entry = entries(1)[0]
    assert (entry.action, entry.outcome) == (Action.EXPORT_START, "refused")
    assert entry.reason == "export.not-yours"


def test_the_file_keeps_the_language_it_was_ordered_in(browser_of, october):
    browser = browser_of("manager", language="ru")
    place = ordered(browser, "csv")
    browser.choose_language("kk")
    head = csv_rows(started(browser, place), ";")[0]
    assert "Получатель" in head


def test_the_list_leads_to_my_orders_and_to_none_of_others(manager, browser_of, october):
    place = ordered(manager, "csv")
    assert manager.open("/exports").select_one(f"#mine a[href='{place}']")
    assert not browser_of("auditor").open("/exports").select(f"a[href='{place}']")


def test_an_order_holds_codes_and_is_never_changed(manager, october):
    order = order_at(ordered(manager, "csv", path=f"{OCTOBER}&third_party=K2"))
    assert order.question == {"from": "2026-10-01", "to": "2026-10-31", "third_party": "K2"}
    assert ExportOrder.append_only

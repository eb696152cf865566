"""A monthly report handed out: with a reason, an entry, a checkpoint, within the day (policy 9)."""

import hashlib
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backoffice import clock
from backoffice.rules.actions import Action
from backoffice.saved_reports.queries import months_kept
from tests.exports.taking import entries, ordered, started, told
from tests.reports.monthly import SINCE, files_of, folder_of, run, setting


def taken(browser, row, reason="management"):
    browser.open("/reports/saved")
    browser.open(browser.page.select_one("#months tbody th a")["href"])
    return browser.submit(f"/reports/months/{row.id}", reason=reason)


@pytest.mark.parametrize("role", ["manager", "privacy_officer", "auditor"])
def test_who_may_export_takes_it_out_with_a_reason_and_an_entry(
    app, browser_of, october, setting, role
):
    run()
    [row] = months_kept()
    answer = taken(browser_of(role), row)
    assert answer.status_code == 200
    [name] = files_of(app)
    assert answer.get_data() == (folder_of(app) / name).read_bytes()
    file = f"disclosures_2026-10_no{row.id}.xlsx"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{file}"'
    entry = entries(1)[0]
    assert (entry.action, entry.reason) == (Action.REPORT_EXPORT, "management")
    assert entry.subject == f"report_month:{row.id}"
    assert told(entry)["rows"] == "2"


def test_the_log_is_signed_before_a_monthly_report_is_handed_out(manager, october, setting):
    run()
    taken(manager, months_kept()[0])
    entry, checkpoint = entries(2)
    assert checkpoint.action == Action.AUDIT_CHECKPOINT
    assert told(entry)["checkpoint"]


@pytest.fixture
def two_kept(given, october, setting):
    """Two settings of which a month is kept: two rows and six."""
    with clock.running_at(lambda: SINCE):
        given.saved_report(name="All", filters="period=week", monthly=True)
    run()
    return sorted(months_kept(), key=lambda kept: kept.rows)


def asked_for(browser, row):
    browser.open(f"/reports/months/{row.id}")
    return browser.submit(f"/reports/months/{row.id}", reason="management")


@pytest.mark.parametrize(
    ("limit", "code"),
    [
        ({"EXPORT_FILES_A_DAY": 1}, "export.files-used-up"),
        ({"EXPORT_ROWS_A_DAY": 7}, "export.rows-used-up"),
    ],
)
def test_monthly_reports_count_towards_the_day_of_who_takes_them(
    app, manager, browser_of, two_kept, limit, code
):
    app.config |= limit
    small, large = two_kept
    assert (small.rows, large.rows) == (2, 6)
    for _turn in range(2):  # the same file again counts once
        assert asked_for(manager, small).status_code == 200
    assert asked_for(manager, large).status_code == 422
    assert "again at midnight (Astana time)" in manager.page.select_one(".errors").get_text()
    entry = entries(1)[0]
    assert (entry.action, entry.outcome, entry.reason) == (Action.REPORT_EXPORT, "refused", code)
    assert asked_for(browser_of("auditor"), large).status_code == 200


def test_an_export_of_the_page_and_a_monthly_report_share_the_day(app, manager, two_kept):
    app.config |= {"EXPORT_ROWS_A_DAY": 11}
    path = "/reports/disclosures?from=2026-10-01&to=2026-10-31"
    assert started(manager, ordered(manager, "csv", path=path)).status_code == 200  # six rows
    assert asked_for(manager, two_kept[1]).status_code == 422
    assert asked_for(manager, two_kept[0]).status_code == 200
    ordered(manager, "csv", path=f"{path}&third_party=K1")
    assert not manager.page.select("#start")  # four rows, and three are left
    assert "more rows today than one person may" in manager.text


def test_without_a_reason_of_the_list_nothing_is_handed_out(manager, october, setting):
    run()
    [row] = months_kept()
    before = entries(1)[0].seq
    assert taken(manager, row, reason="because").status_code == 422
    assert entries(1)[0].seq == before


@pytest.mark.parametrize("change", ["bytes", "row", "name", "gone"])
def test_a_file_that_is_not_the_one_that_was_made_is_refused(
    app, manager, october, setting, change
):
    run()
    [row] = months_kept()
    path = folder_of(app) / row.file
    if change == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes() + b"\0")
    if change in ("row", "name"):
        forged = {"row": {"sha256": _digest(path)}, "name": {"file": "../keyring.json"}}[change]
        _forge(app, forged)
    answer = taken(manager, row)
    assert answer.status_code == 422
    assert "Tell the administrator." in manager.page.select_one(".field.bad").get_text()
    entry = entries(1)[0]
    assert (entry.action, entry.outcome) == (Action.REPORT_EXPORT, "refused")
    assert entry.reason == ("report-month.gone" if change == "gone" else "report-month.changed")


def _digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _forge(app, facts):
    """Change the row the way somebody with a copy of SQLite would."""
    connection = sqlite3.connect(Path(app.instance_path) / "data.db")
    for name, text in facts.items():
        connection.execute(f"UPDATE report_month SET {name} = ?", (text,))
    connection.commit()
    connection.close()


@pytest.mark.parametrize("role", ["operator", "senior_operator", "administrator"])
def test_nobody_else_gets_it(browser_of, october, setting, role):
    run()
    browser_of(role).open(f"/reports/months/{months_kept()[0].id}", status=403)


def test_a_month_that_was_removed_is_no_page_any_more(app, manager, october, setting):
    run()
    [row] = months_kept()
    app.config["REPORT_MONTHS_KEPT"] = 1
    run(datetime(2026, 12, 1, tzinfo=UTC))
    manager.open(f"/reports/months/{row.id}", status=404)


__all__ = ["setting"]

"""The monthly report: made once for each month, whole or not at all."""

import gc
import stat
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from flask_babel import force_locale

from backoffice import clock
from backoffice.db import db, schema_may_change
from backoffice.reports import month_file, queries
from backoffice.reports.columns import COLUMNS
from backoffice.reports.disclosure_report import DISCLOSURES
from backoffice.rules.actions import Action
from backoffice.saved_reports.actions import remove_report_setting, schedule_report_setting
from backoffice.saved_reports.queries import months_kept, months_made
from tests.exports.room import no_room_for_a_workbook
from tests.exports.taking import entries, told
from tests.given import ADDRESS, NAME, PHONE, TEXT
from tests.reports.conftest import FEW, NOW
from tests.reports.monthly import FIRST, SINCE, files_of, folder_of, run, setting, sheets_of


def test_the_month_before_is_made_without_anybodys_data(app, october, setting):
    assert run() == [(date(2026, 10, 1), 2, "")]
    [name] = files_of(app)
    rows, made = sheets_of((folder_of(app) / name).read_bytes())
    with force_locale("en"):
        assert [cell.value for cell in rows[1]] == [str(column.label) for column in COLUMNS]
    assert [row[0].value for row in rows.iter_rows(min_row=2)] == [d.id for d in october[4:]]
    said = {row[0].value: row[1].value for row in made.iter_rows()}
    assert said["Report"] == "Disclosures, 1 Oct – 31 Oct 2026"
    assert said["Saved report"] == f"K1, no. {setting.id}"
    assert (said["Rows"], said["Made by"]) == ("2", "the system, every month")
    assert "Recipient" in said
    text = " ".join(
        str(c.value) for sheet in (rows, made) for row in sheet.iter_rows() for c in row
    )
    for value in (NAME, PHONE, TEXT, ADDRESS):
        assert value not in text


def test_the_log_tells_the_rows_the_checkpoint_and_the_digest(app, october, setting):
    run()
    made, checkpoint = entries(2)
    assert (checkpoint.action, made.action) == (Action.AUDIT_CHECKPOINT, Action.REPORT_MONTH_MAKE)
    assert (made.actor_role, made.actor_id) == ("system", 0)
    [row] = months_kept()
    assert told(made) == {
        "report": "disclosures",
        "month": "2026-10",
        "rows": "2",
        "checkpoint": told(checkpoint)["checkpoint"],
        "sha256": row.sha256,
    }


def test_folder_and_file_are_for_their_owner_alone(app, october, setting):
    run()
    [name] = files_of(app)
    assert stat.S_IMODE(folder_of(app).stat().st_mode) == 0o700
    assert stat.S_IMODE((folder_of(app) / name).stat().st_mode) == 0o600


def test_run_twice_it_makes_one_file(app, october, setting):
    run()
    before = files_of(app)
    assert run() == run(NOW) == []
    assert files_of(app) == before
    assert len(months_kept()) == 1


def test_months_nobody_ran_it_are_made_up_for_and_no_more_than_three(app, october, setting):
    january = datetime(2027, 1, 3, tzinfo=UTC)
    assert [(month, rows) for month, rows, _f in run(january)] == [
        (date(2026, 10, 1), 2),
        (date(2026, 11, 1), 0),
        (date(2026, 12, 1), 0),
    ]
    assert [month for month, _r, _f in run(datetime(2027, 7, 3, tzinfo=UTC))] == [
        date(2027, 4, 1),
        date(2027, 5, 1),
        date(2027, 6, 1),
    ]


def test_no_month_before_it_was_made_monthly_is_made(given, october, cast):
    with clock.running_at(lambda: datetime(2026, 10, 31, 20, tzinfo=UTC)):  # 1 November there
        given.saved_report(monthly=True)
    assert run() == []
    with clock.running_at(lambda: SINCE):
        schedule_report_setting(given.saved_report(name="Off"), by=cast("manager"), monthly=False)
    assert run() == []


def test_what_is_kept_long_enough_goes_and_is_not_made_again(app, october, setting):
    run()
    app.config["REPORT_MONTHS_KEPT"] = 2
    december, january = (datetime(*day, 1, tzinfo=UTC) for day in ((2026, 12), (2027, 1)))
    run(december)
    assert [row.month.month for row in months_kept()] == [11, 10]
    run(january)
    assert [row.month.month for row in months_kept()] == [12, 11]
    assert len(files_of(app)) == 2
    assert date(2026, 10, 1) in months_made(setting.id)


@pytest.mark.parametrize("trouble", [OSError(28, "No space left on device"), KeyboardInterrupt])
def test_a_file_cut_short_is_not_there_and_the_next_run_makes_it(
    app, october, setting, monkeypatch, trouble
):
    def half(path, *_told):
        path.write_bytes(b"half of it")
        raise trouble

    with monkeypatch.context() as patched:
        patched.setattr(month_file, "write_xlsx", half)
        if isinstance(trouble, OSError):
            [(_month, _rows, failure)] = run()
            assert "No space left on device" in failure
        else:
            with pytest.raises(KeyboardInterrupt):
                run()
    assert files_of(app) == []
    assert months_kept() == []
    assert run() == [(date(2026, 10, 1), 2, "")]


# The library that writes workbooks leaves its own temporary file to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_disk_that_is_really_full_leaves_no_part_and_stops_no_other(
    app, given, disclosed, setting
):
    disclosed(400, since=datetime(2026, 10, 2, tzinfo=UTC), fields=FEW)
    with clock.running_at(lambda: SINCE):
        given.saved_report(name="All", filters="period=month", monthly=True)
    with no_room_for_a_workbook():
        small, large = run()
        gc.collect()
    assert small == (date(2026, 10, 1), 0, "")
    assert large[2].startswith("the file could not be written: ")
    assert len(files_of(app)) == len(months_kept()) == 1
    assert run() == [(date(2026, 10, 1), 400, "")]


@pytest.mark.parametrize("filters", ["period=fortnight", "from=2026-10-01", "from=x&to=y"])
def test_settings_that_cannot_be_read_stop_no_other(given, october, setting, filters):
    with clock.running_at(lambda: SINCE):
        given.saved_report(name="Broken", filters=filters, monthly=True)
        given.saved_report(name="After it", monthly=True)
    _first, broken, after = run()
    assert broken[2] == "a filter names what is gone: save the settings anew"
    assert after[2] == ""
    assert len(months_kept()) == 2


def test_a_report_that_lost_a_row_is_not_kept_and_stops_no_other(
    app, given, october, setting, monkeypatch
):
    with clock.running_at(lambda: SINCE):
        given.saved_report(name="After it", filters="period=month&third_party=K3", monthly=True)

    def chunks(connection, filters, *, upto):
        for chunk in queries.chunks(connection, filters, upto=upto):
            yield chunk[:-1]

    monkeypatch.setattr(month_file, "DISCLOSURES", replace(DISCLOSURES, chunks=chunks))
    assert [failure for _month, _rows, failure in run()] == [
        "rows changed while they were read",
        "",
    ]
    assert len(files_of(app)) == len(months_kept()) == 1


def test_a_database_that_refuses_one_month_refuses_no_other(given, october, setting):
    with clock.running_at(lambda: SINCE):
        given.saved_report(name="After it", monthly=True)
    with refusing_months_of(setting):
        refused, after = run()
    assert refused[2] == "the database refused: IntegrityError"
    assert after[2] == ""
    assert run() == [(date(2026, 10, 1), 2, "")]


@contextmanager
def refusing_months_of(setting):
    """The database itself refuses the row of a month of these settings: a real failure."""
    ref = setting.id
    db.session.rollback()
    with schema_may_change(), db.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER no_month BEFORE INSERT ON report_month "
            f"WHEN NEW.saved_report_id = {ref} "
            "BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    yield
    db.session.rollback()
    with schema_may_change(), db.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER no_month")


def test_what_a_killed_run_left_is_swept_away_and_nothing_else(app, october, setting):
    run()
    kept, place = files_of(app), folder_of(app)
    (place / ".making-abc").mkdir()
    (place / ".making-abc" / "report.xlsx").write_bytes(b"half")
    (place / f"disclosures_2026-10_1_{'0' * 16}.xlsx").write_bytes(b"whole, but of no row")
    (place / "of another program.xlsx").write_bytes(b"")
    run()
    assert files_of(app) == sorted([*kept, "of another program.xlsx"])


def test_more_rows_than_a_workbook_takes_are_told(october, setting, monkeypatch):
    monkeypatch.setattr(month_file, "MOST_ROWS", 1)
    assert run()[0][2] == "more rows than a workbook takes: narrow the filters"


def test_a_filter_that_names_what_is_gone_makes_no_wider_report(given, october):
    with clock.running_at(lambda: SINCE):
        given.saved_report(filters="period=week&third_party=K99", monthly=True)
    assert run()[0][2] == "a filter names what is gone: save the settings anew"
    assert months_kept() == []


def test_a_report_stays_when_its_settings_are_removed(october, setting, cast):
    run()
    remove_report_setting(setting, by=cast("manager"))
    assert run(datetime(2026, 12, 1, tzinfo=UTC)) == []
    assert len(months_kept()) == 1


def test_the_command_says_what_it_made_and_fails_when_something_failed(app, october, setting):
    db.session.remove()
    with clock.running_at(lambda: FIRST):
        answer = app.test_cli_runner().invoke(args=["reports", "monthly"])
    assert answer.exit_code == 0
    assert answer.output == f"settings {setting.id}, 2026-10: 2 rows\nmade 1, failed 0\n"
    app.config["REPORTS_FOLDER"] = app.config["KEYRING"]  # no folder at all
    answer = app.test_cli_runner().invoke(args=["reports", "monthly"])
    assert answer.exit_code == 1
    assert "The folder of monthly reports" in answer.output


def test_it_is_made_in_the_language_it_was_saved_in(app, given, october):
    with clock.running_at(lambda: SINCE):
        given.saved_report(monthly=True, language="kk")
    run()
    rows, _made = sheets_of((folder_of(app) / files_of(app)[0]).read_bytes())
    assert "Алушы" in [cell.value for cell in rows[1]]


__all__ = ["setting"]

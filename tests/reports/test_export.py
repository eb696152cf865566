"""Taking the accounting of disclosures out: policy 9; every file leaves an entry."""

import re
from contextvars import Context
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl.utils import get_column_letter

from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.exports import making
from backoffice.reports import queries
from backoffice.reports.columns import COLUMNS
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.exports import Format
from tests.exports.taking import (
    EXPORT,
    OCTOBER,
    book_of,
    csv_rows,
    entries,
    entry_of,
    ordered,
    started,
    starting,
    taken,
    told,
)
from tests.given import ADDRESS, NAME, PHONE, TEXT
from tests.reports.conftest import FEW


def checkpoint_digest(entry):
    """The digest of the entry the checkpoint of an export was made on."""
    return db.session.get(AuditEntry, int(told(entry)["checkpoint"])).digest


@pytest.mark.parametrize("narrowing", ["", "&third_party=K2", "&mark=attention", "&category=ROAD"])
def test_screen_entry_and_both_files_count_the_same_rows(manager, october, narrowing):
    path = OCTOBER + narrowing
    on_screen = int(manager.open(path).select_one(".kpi b").get_text())
    in_csv = len(csv_rows(taken(manager, "csv", path=path))) - 1
    csv_entry = entry_of(Action.REPORT_EXPORT)
    book = book_of(taken(manager, "xlsx", path=path))
    xlsx_entry = entry_of(Action.REPORT_EXPORT)
    in_book = book.worksheets[0].max_row - 1
    assert on_screen == in_csv == in_book
    assert told(csv_entry)["rows"] == told(xlsx_entry)["rows"] == str(on_screen)


def test_a_checkpoint_is_signed_before_the_entry_and_the_entry_before_the_file(
    manager, october, app
):
    taken(manager, "xlsx", reason="inspection")
    _finish, export, checkpoint, _start, order = entries(5)
    assert order.action == Action.EXPORT_ORDER
    assert (checkpoint.action, export.action) == (Action.AUDIT_CHECKPOINT, Action.REPORT_EXPORT)
    assert (export.outcome, export.reason) == ("done", "inspection")
    assert told(export) == {
        "report": "disclosures",
        "format": "xlsx",
        "rows": "6",
        "from": "2026-10-01",
        "to": "2026-10-31",
        "checkpoint": told(checkpoint)["checkpoint"],
    }
    signed = (Path(app.config["CHECKPOINTS"]) / "audit.jsonl").read_text()
    assert f'"seq": {told(export)["checkpoint"]},' in signed


def test_the_entry_names_the_filters_in_force(manager, october):
    taken(manager, "csv", path=f"{OCTOBER}&third_party=K2&field=name")
    for action in (Action.EXPORT_ORDER, Action.REPORT_EXPORT):
        entry = told(entry_of(action))
        assert entry | {"third_party": "K2", "field": "name"} == entry


@pytest.mark.parametrize("reason", ["", "because"])
def test_without_a_reason_of_the_list_nothing_leaves(manager, october, reason):
    manager.open(OCTOBER + "&third_party=K2")
    before = entries(1)[0].seq
    answer = manager.submit(EXPORT, reason=reason, format="csv")
    assert answer.status_code == 422
    assert "Choose one of the list." in manager.page.select_one("form.export .field.bad").get_text()
    assert len(manager.page.select("#rows tbody tr")) == 2  # the report asked for is still there
    assert entries(1)[0].seq == before


def test_a_forged_period_is_refused(manager, october):
    manager.open(OCTOBER)
    answer = manager.submit(EXPORT, reason="inspection", format="csv", to="2026-09-01")
    assert answer.status_code == 422
    assert "The last day lies before the first." in manager.text


def test_asking_twice_from_one_page_gives_two_orders_and_two_files(manager, october):
    first, second = ordered(manager, "csv"), ordered(manager, "csv")
    assert first != second
    assert started(manager, first).get_data() == started(manager, second).get_data()
    done = [e.action for e in entries(10)]
    assert done.count(Action.REPORT_EXPORT) == done.count(Action.EXPORT_FINISH) == 2


@pytest.mark.parametrize("role", ["operator", "senior_operator", "administrator"])
def test_nobody_else_may_export_and_the_attempt_is_written_down(browser_of, october, role):
    browser = browser_of(role)
    browser.open("/account")
    token = browser.form("/account/language").find("input", {"name": "csrf_token"})["value"]
    form = {"csrf_token": token, "reason": "inspection", "from": "2026-10-01", "to": "2026-10-31"}
    answer = browser.client.post(EXPORT, data=form)
    assert answer.status_code == 403
    assert (entries(1)[0].action, entries(1)[0].outcome) == (Action.REPORT_EXPORT, "refused")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_name_says_what_and_when_and_nobodys_name(manager, october, kind):
    answer = taken(manager, kind)
    _finish, export, checkpoint = entries(3)
    signed = f"checkpoint{told(export)['checkpoint']}-{checkpoint_digest(export)[:8]}"
    name = f"disclosures_2026-10-01_2026-10-31_en_20261123T0930_entry{export.seq}_{signed}.{kind}"
    assert checkpoint.action == Action.AUDIT_CHECKPOINT
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(("kind", "separator"), [("csv", ";"), ("csv_comma", ",")])
def test_a_csv_has_the_separator_asked_for_in_every_language(
    browser_of, october, language, kind, separator
):
    browser = browser_of("manager", language=language)
    answer = taken(browser, kind)
    raw = answer.get_data()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert answer.mimetype == "text/csv"
    assert raw.count(b"\n") == raw.count(b"\r\n") == 7
    rows = csv_rows(answer, separator)
    assert {len(row) for row in rows} == {len(COLUMNS)}


def test_a_csv_row_says_what_the_screen_says_with_an_exact_time(manager, october):
    head, *rows = csv_rows(taken(manager, "csv"))
    assert [int(row[0]) for row in rows] == [d.id for d in october]
    last = dict(zip(head, rows[-1], strict=True))
    assert last["Date and time"] == "2026-10-08T11:00:00+05:00"
    assert last["Data disclosed"] == "text of the appeal, address of the problem, name, phone"
    assert (last["State"], last["Who disclosed"]) == ("failed", "Ерлан Төлеуов")
    assert (last["Reference"], last["Policy version"]) == ("исх. 12", "1")


def test_a_workbook_holds_true_dates_and_text_under_a_frozen_head(manager, october):
    book = book_of(taken(manager, "xlsx"))
    sheet = book.worksheets[0]
    head = [cell.value for cell in sheet[1]]
    last = dict(zip(head, [cell.value for cell in sheet[sheet.max_row]], strict=True))
    assert last["No."] == october[-1].id
    assert last["Date and time"] == datetime(2026, 10, 8, 11)
    assert last["Policy version"] == "1"
    assert last["Appeal"].startswith("109-")
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{get_column_letter(len(COLUMNS))}{sheet.max_row}"


def test_a_workbook_says_how_it_was_made(manager, october):
    book = book_of(taken(manager, "xlsx", path=f"{OCTOBER}&third_party=K2"))
    export = entry_of(Action.REPORT_EXPORT)
    made = {row[0].value: row[1].value for row in book.worksheets[1].iter_rows()}
    assert made["Report"] == "Disclosures, 1 Oct – 31 Oct 2026"
    assert made["Rows"] == "2"
    assert made["Made by"] == "Сәуле Оспанова"
    assert made["Made at"] == "23.11.2026 09:30"
    assert made["Reason for the export"] == "Monthly report"
    assert made["Audit entry"] == str(export.seq)
    assert made["Audit checkpoint"] == told(export)["checkpoint"]
    assert re.fullmatch("[0-9a-f]{64}", made["Checkpoint digest"])
    assert "Recipient" in made
    assert "Centre" in made["Centre"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_personal_value_leaves_with_a_report(manager, october, kind):
    answer = taken(manager, kind)
    text = answer.get_data().decode("utf-8", "ignore")
    if kind == "xlsx":
        sheets = book_of(answer).worksheets
        text = " ".join(str(c.value) for sheet in sheets for row in sheet.iter_rows() for c in row)
    for value in (NAME, PHONE, TEXT, ADDRESS):
        assert value not in text


def test_a_file_longer_than_one_chunk_holds_every_row_once(manager, disclosed, monkeypatch):
    monkeypatch.setattr(queries, "CHUNK", 7)
    since = datetime(2026, 10, 2, tzinfo=UTC)
    made = disclosed(10, since=since, fields=FEW) + disclosed(10, since=since, fields=FEW)
    rows = csv_rows(taken(manager, "csv"))[1:]
    assert sorted(int(row[0]) for row in rows) == sorted(d.id for d in made)
    times = [row[1] for row in rows]
    assert times == sorted(times)


def test_a_disclosure_made_after_the_order_or_while_the_file_runs_is_not_in_it(
    manager, october, disclosed
):
    place = ordered(manager, "csv")
    disclosed(1, since=datetime(2026, 10, 19, tzinfo=UTC), fields=FEW)
    server, sent = Context(), starting(manager, place)
    answer = server.run(manager.client.post, f"{place}/start", data=sent)
    told_rows = told(entry_of(Action.REPORT_EXPORT))["rows"]
    disclosed(1, since=datetime(2026, 10, 20, tzinfo=UTC), fields=FEW)
    assert len(server.run(csv_rows, answer)) - 1 == int(told_rows) == 6


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_more_rows_than_a_kind_of_file_takes_are_refused_beside_the_buttons(
    manager, october, monkeypatch, kind
):
    monkeypatch.setitem(making.MOST, Format(kind), 5)
    page = manager.open(OCTOBER)
    assert not page.select(f"form.export button[value={kind}]")
    answer = manager.submit(EXPORT, reason="inspection", format=kind)
    assert answer.status_code == 422
    assert "takes at most 5 rows" in manager.page.select_one("form.export .field.bad").get_text()
    assert entries(1)[0].action != Action.EXPORT_ORDER


def test_an_entry_binds_more_filters_than_it_has_room_for(manager, october):
    many = "&third_party=K1&field=object_address&category=ELEC&channel=phone&district=esil&given=2"
    many += "&applicant_type=person&kind=appeal&wait=day"
    taken(manager, "csv", path=f"{OCTOBER}{many}")
    entry = entry_of(Action.REPORT_EXPORT)
    assert len(entry.detail) <= 200
    assert (told(entry)["filters"], told(entry)["rows"]) == ("11", "4")
    first = told(entry)["digest"]
    taken(manager, "csv", path=f"{OCTOBER}{many.replace('given=2', 'given=3')}")
    assert told(entry_of(Action.REPORT_EXPORT))["digest"] != first

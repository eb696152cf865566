"""The list of subjects for the notice: name and/or IIN and/or phone, and no more (2.19, 2.20)."""

import csv
import io
import re

import pytest

from backoffice.audit.door import reading_on
from backoffice.audit.models import AuditEntry
from backoffice.data_rights.actions import block_value, correct_value, destroy_value
from backoffice.db import db
from backoffice.incidents import queries
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason
from tests.given import NAME, PERSON, PHONE

WHY = RightsReason.UNLAWFUL


@pytest.fixture
def officer(browser_of):
    """The privacy officer at the page of the list."""
    return browser_of("privacy_officer")


def rows_of(officer, incident, fields=("name", "phone")):
    """The rows of the file as Excel reads them, and the answer."""
    path = f"/incidents/{incident.id}/subjects"
    officer.open(path)
    answer = officer.submit(path, fields=list(fields))
    assert answer.status_code == 200
    text = answer.get_data(as_text=True)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


def entry():
    query = db.session.query(AuditEntry).filter_by(action=Action.INCIDENT_EXPORT)
    return query.order_by(AuditEntry.seq.desc()).first()


def test_the_list_names_subjects_and_the_log_names_the_fields(given, officer):
    appeal = given.appeal()
    incident = given.incident(appeal)
    heads, row = rows_of(officer, incident)
    assert heads == ["Appeal no.", "Who", "Name", "Phone", "Not told, and why"]
    assert row == [appeal.number, "Applicant", NAME, f"'{PHONE}", ""]
    fields = "name,phone,representative_name,representative_phone"
    assert entry().fields == fields
    assert re.fullmatch(r"cases=1;checkpoint=[0-9]+", entry().detail)
    assert NAME not in repr(entry().__dict__)


def test_nothing_but_the_name_is_ticked_and_nothing_goes_without_a_tick(given, officer):
    path = f"/incidents/{given.incident(given.appeal()).id}/subjects"
    page = officer.open(path)
    assert [box["value"] for box in page.select("input[checked]")] == ["name"]
    assert officer.submit(path, fields=[]).status_code == 422
    assert entry() is None


def test_a_list_of_no_case_is_refused_and_leaves_no_entry(given, officer):
    path = f"/incidents/{given.incident().id}/subjects"
    officer.open(path)
    assert officer.submit(path).status_code == 422
    assert entry() is None


def test_blocked_and_destroyed_values_stay_out_and_the_line_says_so(given, cast, officer):
    blocked, destroyed = given.appeal(), given.appeal()
    person = cast("privacy_officer")
    block_value(given.value(blocked, Field.PHONE), by=person, reason=WHY, until=None)
    destroy_value(given.value(destroyed, Field.NAME), by=person, reason=WHY)
    rows = rows_of(officer, given.incident(blocked, destroyed), ("name", "iin", "phone"))[1:]
    assert [row[-1] for row in rows] == [
        "IIN: not collected; Phone: blocked",
        "Name: destroyed; IIN: not collected",
    ]
    assert [row[4] for row in rows] == ["", f"'{PHONE}"]


def test_a_corrected_value_is_told_as_it_is_now(given, cast, officer):
    appeal, now = given.appeal(), "Жұмабаева Әсел"
    reason = RightsReason.OPERATOR_ERROR
    correct_value(
        given.value(appeal, Field.NAME), by=cast("senior_operator"), text=now, reason=reason
    )
    assert rows_of(officer, given.incident(appeal), ["name"])[1][2] == now


def test_a_name_that_would_run_as_a_formula_is_disarmed(given, officer):
    appeal = given.appeal(texts={**PERSON, Field.NAME: "=HYPERLINK(1)"})
    assert rows_of(officer, given.incident(appeal), ["name"])[1][2].startswith("'=")


def test_more_cases_than_one_reading_takes_come_whole_and_in_order(given, officer, monkeypatch):
    monkeypatch.setattr(queries, "_CHUNK", 2)
    appeals = [given.appeal() for _number in range(5)]
    rows = rows_of(officer, given.incident(*appeals), ["name"])
    assert [row[0] for row in rows[1:]] == [appeal.number for appeal in appeals]


def test_kazakh_excel_gets_its_own_separator(given, browser_of):
    incident, browser = given.incident(given.appeal()), browser_of("privacy_officer", language="kk")
    path = f"/incidents/{incident.id}/subjects"
    browser.open(path)
    assert f"{NAME};" in browser.submit(path).get_data(as_text=True)


def test_no_reading_goes_on_without_its_entry(given, cast):
    class Unwritten:
        seq, action, fields = 0, Action.INCIDENT_EXPORT, frozenset()

    with pytest.raises(RuntimeError), reading_on(Unwritten()):
        raise AssertionError


def test_the_extract_of_the_person_tells_that_the_list_was_taken_out(given, officer):
    listed, other = given.appeal(), given.appeal()
    rows_of(officer, given.incident(listed))
    deed = "Taking out the list of subjects"
    assert deed in officer.open(f"/appeals/{listed.number}/extract/en").get_text()
    assert deed not in officer.open(f"/appeals/{other.number}/extract/en").get_text()

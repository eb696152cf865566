"""Personal values leave with a report only inside the reading that names them (policy 5.4, 9)."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pytest
from flask_babel import force_locale

from backoffice import clock
from backoffice.audit.cut_short import DestructionCutShort
from backoffice.audit.door import witness
from backoffice.data_rights.actions import block_value, correct_value, destroy_value
from backoffice.db import db
from backoffice.exports.extract import Extract, own_connection
from backoffice.exports.making import built, streamed
from backoffice.exports.names import names_in
from backoffice.exports.order import Order
from backoffice.exports.period import Period
from backoffice.reports.disclosure_report import DISCLOSURES
from backoffice.reports.filters import Filters
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason
from backoffice.vault.permit import NotPermitted
from backoffice.vault.values import the_vault
from tests.full_disk import no_room_to_commit
from tests.given import NAME, PERSON, PHONE, TEXT
from tests.reports.conftest import MORE, NOW
from tests.reports.formulas import FORMULAS
from tests.reports.printed import printed

FIELDS = ("name", "phone", "problem_text")
BEYOND = {"beyond_reason": "site_access", "outside_reason": "redirected"}
WHY = RightsReason.UNLAWFUL
OCTOBER = Filters(Period(NOW.date().replace(month=10, day=1), NOW.date().replace(month=10, day=31)))


@pytest.fixture
def given_in_october(disclosed, now):
    """Some disclosures of October with a name and a phone in them."""
    return lambda count=2: disclosed(
        count,
        since=datetime(2026, 10, 5, 5, tzinfo=UTC),
        by="senior_operator",
        to="K2",
        fields=MORE,
        **BEYOND,
    )


@pytest.fixture
def order(app, cast, now):
    """A manager's order of October with three personal columns."""
    told = ("inspection", "csv", "en", FIELDS)
    with force_locale("en"):
        yield Order(DISCLOSURES, OCTOBER, names_in("en"), cast("manager"), *told)


def reading(order, fields=FIELDS):
    return witness(Action.REPORT_EXPORT, None, order.by, fields=fields)


def csv_rows(order, deed=None):
    with own_connection() as connection:
        chunks = Extract(connection, order.report, order.filters).chunks()
        text = b"".join(streamed(order, chunks, deed)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def opened(order, fields=FIELDS):
    with reading(order, fields) as deed:
        pass  # a file is sent after the entry was written
    return csv_rows(order, deed)


def file_of(order, folder):
    with reading(order) as deed, own_connection() as connection:
        chunks = Extract(connection, order.report, order.filters).chunks()
        with built(order, chunks, [("Centre", "C")] * 4, folder / "made", deed) as file:
            return file.read()


def test_the_columns_stand_at_the_end_and_hold_what_was_given(order, given_in_october):
    given_in_october()
    head, *rows = opened(order)
    assert [str(cell) for cell in head[-3:]] == [
        "Given: text of the appeal",
        "Given: name",
        "Given: phone",
    ]
    assert [row[-3:] for row in rows] == [[TEXT, NAME, f"'{PHONE}"]] * 2


def test_without_the_reading_of_the_flow_nothing_is_opened(order, given_in_october, tmp_path):
    given_in_october()
    with pytest.raises(NotPermitted):
        csv_rows(order)
    with pytest.raises(NotPermitted):
        built(order, iter([]), [], tmp_path / "made")


def test_a_field_the_entry_does_not_name_stays_closed(order, given_in_october):
    given_in_october()
    with pytest.raises(NotPermitted):
        opened(order, fields=("name", "phone"))


def test_an_order_without_personal_columns_opens_nothing(order, given_in_october):
    given_in_october()
    head, *rows = csv_rows(replace(order, personal=()))
    assert len(head) == len(DISCLOSURES.columns)
    assert NAME not in str(rows)


def test_what_may_not_be_read_any_more_is_told_by_a_word(order, given_in_october, given, cast):
    appeal = given_in_october()[0].appeal
    officer = cast("privacy_officer")
    with clock.running_at(lambda: NOW):
        block_value(given.value(appeal, Field.PHONE), by=officer, reason=WHY, until=None)
        destroy_value(given.value(appeal, Field.NAME), by=officer, reason=WHY)
    assert [row[-3:] for row in opened(order)[1:]] == [[TEXT, "destroyed", "blocked"]] * 2


def test_what_is_destroyed_while_the_file_runs_is_not_in_it(order, given_in_october, given, cast):
    appeal = given_in_october()[0].appeal
    with reading(order) as deed:
        pass
    destroy_value(given.value(appeal, Field.NAME), by=cast("privacy_officer"), reason=WHY)
    assert {row[-2] for row in csv_rows(order, deed)[1:]} == {"destroyed"}


def test_what_another_process_is_just_destroying_counts_as_destroyed(
    order, given_in_october, given, cast
):
    phone = given.value(given_in_october()[0].appeal, Field.PHONE)
    with reading(order) as deed:
        pass
    with no_room_to_commit(), pytest.raises(DestructionCutShort):
        destroy_value(phone, by=cast("privacy_officer"), reason=WHY)
    the_vault().has_unfinished = False  # as in a process that knows nothing of it
    assert {row[-1] for row in csv_rows(order, deed)[1:]} == {"destroyed"}
    assert the_vault().has_unfinished


def test_a_corrected_value_is_told_as_it_was_given(order, given_in_october, given, cast):
    appeal = given_in_october()[0].appeal
    told = {"text": "Жұмабаева Әсел", "reason": RightsReason.OPERATOR_ERROR}
    correct_value(given.value(appeal, Field.NAME), by=cast("senior_operator"), **told)
    assert {row[-2] for row in opened(order)[1:]} == {NAME}


def test_what_was_not_given_is_empty(order, disclosed, now):
    disclosed(1, since=datetime(2026, 10, 5, 5, tzinfo=UTC), fields=(Field.PROBLEM_TEXT,))
    assert opened(order)[1][-3:] == [TEXT, "", ""]


def test_what_a_disclosure_gave_is_looked_for_once_and_not_field_by_field(
    order, given_in_october, statements
):
    given_in_october()
    with statements() as heard:
        opened(order)
    [(text, values)] = [(text, values) for text, values in heard if "FILTER (WHERE" in text]
    plan = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values)
    assert [step for *_, step in plan if "disclosure_item" in step] == [
        "SEARCH disclosure_item USING INDEX ix_disclosure_item_disclosure_id (disclosure_id=?)"
    ]


@pytest.mark.parametrize("formula", FORMULAS[::40])
def test_a_name_that_would_run_is_disarmed_in_every_file(order, given, tmp_path, formula):
    with clock.running_at(lambda: datetime(2026, 10, 5, 5, tzinfo=UTC)):
        appeal = given.appeal_in_work(texts={**PERSON, Field.NAME: formula.strip()})
        given.disclosure(appeal, by="senior_operator", to="K2", fields=MORE, **BEYOND)
    assert opened(order)[1][-2].startswith("'")
    book = openpyxl.load_workbook(io.BytesIO(file_of(replace(order, format="xlsx"), tmp_path)))
    cell = book.worksheets[0].cell(2, len(DISCLOSURES.columns) + 2)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_a_printed_report_holds_them_too(order, given_in_october, tmp_path):
    given_in_october()
    text = printed(file_of(replace(order, format="pdf"), tmp_path)).text
    assert text.count(PHONE) == 2
    assert NAME.split()[0] in text
    assert not (tmp_path / "made").exists()

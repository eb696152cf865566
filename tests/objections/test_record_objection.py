"""Recording and lifting an objection: rows that only grow, deeds with a reason (policy 8)."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from backoffice.applicants.models import FieldObjection
from backoffice.audit import guard
from backoffice.audit.refusals import NotAllowed, NotFound, Refusal, Stale
from backoffice.db import db
from backoffice.objections.queries import objections_of, standing_objections
from backoffice.rules.fields import Field
from backoffice.rules.objections import EVERY_FIELD, OBJECTABLE, is_told_in, stands_against
from tests.appeals.calls import a_call, appeals, last_entry, register
from tests.objections.test_keep_back import lifted, objected

CASE = "/appeals/{}"


def test_an_objection_says_what_is_kept_from_whom_on_whose_word_and_who_wrote_it(given, cast):
    appeal = given.appeal()
    row = objected(given, appeal, to="K1")
    assert (row.field, row.recipient, row.reason) == ("phone", "K1", "said")
    assert row.by_id == cast("operator").id
    entry = last_entry()
    assert (entry.action, entry.appeal_number) == ("objection.record", appeal.number)
    assert (entry.field_codes, entry.third_party) == (("phone",), "K1")
    assert (entry.reason, entry.detail) == ("said", f"objection={row.id}")


def test_lifting_adds_a_row_and_the_objection_stays_on_record(given):
    appeal = given.appeal()
    row = objected(given, appeal)
    lifted(given, appeal, row)
    assert [one.lifts_id for one in objections_of(appeal.id)] == [None, row.id]
    assert not standing_objections(appeal.id)
    assert last_entry().action == "objection.lift"
    again = objected(given, appeal)
    assert standing_objections(appeal.id) == [again]


def test_the_same_objection_is_not_recorded_twice_and_a_lifted_one_not_lifted_again(given):
    appeal = given.appeal()
    row = objected(given, appeal)
    with pytest.raises(Refusal, match=r"objection\.stands"):
        objected(given, appeal)
    lifted(given, appeal, row)
    with pytest.raises(Refusal, match=r"objection\.lifted"):
        lifted(given, appeal, row)


def test_an_objection_of_another_case_is_not_there(given):
    row = objected(given, given.appeal())
    with pytest.raises(NotFound):
        lifted(given, given.appeal(), row)


@pytest.mark.parametrize("field", ["note", "consent_evidence", "diagnosis", ""])
def test_only_what_could_be_given_can_be_objected_to(given, field):
    with pytest.raises(Refusal, match=r"objection\.no-field"):
        objected(given, given.appeal(), field)


def test_an_objection_makes_a_form_drawn_before_it_stale(given, cast):
    appeal = given.appeal()
    version = appeal.version
    objected(given, appeal)
    with pytest.raises(Stale):
        given.disclosure(appeal, fields=[Field.PROBLEM_TEXT], form_version=version)


def test_an_operator_lifts_nothing_and_a_manager_records_nothing(given, cast):
    appeal = given.appeal()
    row = objected(given, appeal)
    with pytest.raises(NotAllowed):
        objected(given, appeal, Field.NAME, by="manager")
    with pytest.raises(NotAllowed):
        objected(given, given.appeal(by="senior_operator"))
    assert standing_objections(appeal.id) == [row]


@pytest.mark.parametrize("change", ["UPDATE field_objection SET field = ''", "DELETE FROM"])
def test_no_recorded_objection_is_changed_or_removed(given, change):
    objected(given, given.appeal())
    statement = change if change.startswith("UPDATE") else f"{change} field_objection"
    with guard.migrating(), pytest.raises(DatabaseError, match="append-only"):
        db.session.connection().exec_driver_sql(statement)
    db.session.rollback()


def test_every_objection_stands_against_exactly_what_it_names():
    facts = {"to": "K1", "recipient": "K1"}
    assert stands_against(objected="phone", field="phone", **facts)
    assert not stands_against(objected="phone", field="name", **facts)
    assert not stands_against(objected="phone", field="phone", to="K1", recipient="K2")
    assert not stands_against(objected="phone", field="phone", to="K1", recipient="")
    kept = {f for f in OBJECTABLE if stands_against(objected=EVERY_FIELD, field=f, **facts)}
    assert set(OBJECTABLE) - kept == {"problem_text", "object_address", "photo"}


@pytest.mark.parametrize(
    ("text", "field", "value", "told"),
    [
        ("8(701)5554512", "phone", "+77015554512", True),
        ("8(701)5554513", "phone", "+77015554512", False),
        ("арызданушы сатбаева алия", "name", "Сәтбаева Әлия Нұрланқызы", True),
        ("Сәтбаев көшесінде", "name", "Сәтбаева Әлия Нұрланқызы", False),
        ("Абай 5, 12-пәтер", "home_address", "Абай 5, 12-пәтер", True),
        ("Абай көшесінде", "home_address", "Абай 5, 12-пәтер", False),
        ("A.B@MAIL.KZ", "email", "a.b@mail.kz", True),
        ("37-үй", "account_no", "37", True),
        ("", "name", "", False),
    ],
)
def test_a_value_is_found_in_a_text_however_it_is_typed(text, field, value, told):
    assert is_told_in(text, field, value) is told


def test_the_registration_page_takes_one_without_script(given, browser_of):
    register(browser_of("operator"), a_call(objected="phone"))
    [row] = standing_objections(appeals()[0].id)
    assert (row.field, row.recipient, row.reason) == ("phone", "", "said")


def test_no_transfer_at_registration_is_an_objection_to_all_data(given, browser_of):
    register(browser_of("operator"), a_call(no_transfer="y"))
    [row] = standing_objections(appeals()[0].id)
    assert row.field == EVERY_FIELD
    assert not appeals()[0].consent.transfer


def test_the_case_page_leads_to_recording_and_shows_what_stands(given, browser_of):
    appeal = given.appeal()
    browser = browser_of("operator")
    page = browser.open(CASE.format(appeal.number))
    path = page.select_one("#objections header a")["href"]
    browser.open(path)
    answer = browser.submit(path, what="phone", recipient="K1", reason="written")
    assert (answer.status_code, answer.location) == (303, CASE.format(appeal.number))
    page = browser.open(CASE.format(appeal.number))
    card = page.select_one("#objections").get_text(" ", strip=True)
    assert "phone" in card
    assert "Electricity network utility" in card
    assert "The applicant wrote so" in card
    assert "Lift" not in card
    assert "recorded an objection of the applicant: phone, recipient: Electricity" in browser.text


def test_a_senior_operator_lifts_it_on_a_page_of_its_own(given, browser_of):
    appeal = given.appeal()
    objected(given, appeal, EVERY_FIELD)
    browser = browser_of("senior_operator")
    browser.open(CASE.format(appeal.number))
    path = browser.page.select_one("#objections .deeds a")["href"]
    browser.open(path)
    assert browser.submit(path, reason="said").status_code == 303
    browser.open(CASE.format(appeal.number))
    assert browser.page.select_one("#objections del")
    browser.open(path, status=409)
    assert "lifted before" in browser.text


@pytest.mark.parametrize(
    "typed", [{"what": ""}, {"recipient": "ZZ"}, {"reason": "because"}, {"what": "note"}]
)
def test_a_box_that_makes_no_sense_is_answered_beside_it(given, browser_of, typed):
    appeal = given.appeal()
    path = f"/appeals/{appeal.number}/objection"
    browser = browser_of("operator")
    browser.open(path)
    answer = browser.submit(path, **{"what": "phone", "reason": "said", **typed})
    assert answer.status_code == 422
    assert browser.page.select_one(".field.bad")
    assert not standing_objections(appeal.id)


def test_two_at_once_the_second_sees_the_first_and_keeps_its_own(given, browser_of):
    appeal = given.appeal()
    path = f"/appeals/{appeal.number}/objection"
    browser = browser_of("operator")
    browser.open(path)
    objected(given, appeal, by="senior_operator")
    answer = browser.submit(path, what="name", reason="said")
    assert answer.status_code == 409
    assert browser.page.select_one("option[value=name][selected]")
    assert "phone" in browser.page.select_one("#stored").get_text()
    assert browser.submit(path).status_code == 303
    assert len(standing_objections(appeal.id)) == 2


def test_a_colleagues_case_is_not_there(given, browser_of):
    appeal = given.appeal(by="senior_operator")
    browser_of("operator").open(f"/appeals/{appeal.number}/objection", status=404)
    assert last_entry().is_refused
    rows = db.session.scalar(sa.select(sa.func.count()).select_from(FieldObjection))
    assert rows == 0

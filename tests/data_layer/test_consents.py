"""Consents and objections on SQLite and on PostgreSQL: migration, triggers, register."""

import pytest
import sqlalchemy as sa
from flask_migrate import downgrade, upgrade
from sqlalchemy.exc import DatabaseError, IntegrityError

from backoffice import clock
from backoffice.applicants.models import FieldObjection
from backoffice.audit.guard import migrating
from backoffice.audit.refusals import Refusal
from backoffice.db import changing_schema, db
from backoffice.exports.period import Preset, period_of
from backoffice.objections.actions import lift_objection, record_objection
from backoffice.objections.queries import standing_objections
from backoffice.reports.consent_queries import ROWS, totals
from backoffice.reports.filters import ConsentFilters
from backoffice.rules.fields import Field
from backoffice.rules.objections import EVERY_FIELD
from tests.data_layer.conftest import member_of_cast
from tests.data_layer.test_pages import signed_in
from tests.exports.taking import taken

BEFORE = "0005"


def objected(appeal, field=Field.PHONE, by="operator"):
    person = member_of_cast(by)
    return record_objection(appeal, by=person, field=field, third_party=None, reason="said")


def this_year(**narrowed):
    return ConsentFilters(period_of(Preset.YEAR, clock.today()), Preset.YEAR, **narrowed)


@pytest.mark.parametrize(
    "statement", ["UPDATE field_objection SET id = id + 9", "DELETE FROM field_objection"]
)
def test_a_recorded_objection_is_never_changed_or_removed(given, statement):
    objected(given.appeal())
    with migrating(), pytest.raises(DatabaseError, match="append-only"):
        db.session.connection().exec_driver_sql(statement)
    db.session.rollback()


def test_the_database_itself_lifts_an_objection_once(given):
    appeal = given.appeal()
    row = objected(appeal)
    lift_objection(appeal, by=member_of_cast("senior_operator"), objection_id=row.id, reason="said")
    facts = {"appeal_id": appeal.id, "field": "phone", "reason": "said", "by_id": 1}
    again = sa.insert(FieldObjection).values(**facts, at=clock.now(), lifts_id=row.id)
    with migrating(), pytest.raises(IntegrityError):
        db.session.execute(again)
    db.session.rollback()


def test_what_is_objected_to_stays_and_the_rest_goes(given):
    appeal = given.appeal()
    objected(appeal)
    with pytest.raises(Refusal, match=r"disclosure\.objected"):
        given.disclosure(appeal)
    assert given.disclosure(appeal, fields=(Field.PROBLEM_TEXT, Field.OBJECT_ADDRESS))
    assert [row.field for row in standing_objections(appeal.id)] == ["phone"]


def test_the_register_counts_pages_and_reads_out_the_same_rows(given):
    kinds = ({}, {"no_transfer": True}, {"legal_basis": "law", "legal_provision": "9-бап"})
    made = [given.appeal(**kind) for kind in kinds]
    given.disclosure(made[0])
    assert totals(this_year()) == (3, 0, 0, 1, 1)
    page = ROWS.page(this_year())
    assert [row.appeal for row in page] == [appeal.number for appeal in reversed(made)]
    assert [bool(row.transfer) for row in page] == [True, False, True]
    assert [row.transfers for row in page] == [0, 0, 1]
    assert [row.appeal for row in ROWS.page(this_year(), before=page[0].place_key)] == [
        made[1].number,
        made[0].number,
    ]
    with db.engine.connect() as connection:
        upto = ROWS.newest(connection)
        assert ROWS.count_rows(connection, this_year(transfer="no"), upto=upto) == 1
        [chunk] = ROWS.chunks(connection, this_year(state="in_force"), upto=upto)
    assert [row[0] for row in chunk] == [appeal.number for appeal in made]


def test_sheet_proof_and_register_open_on_this_database(app, given):
    number = given.appeal().number
    manager = signed_in(app, "manager")
    manager.open(f"/appeals/{number}/consent/kk")
    proof = f"/appeals/{number}/consent/proof"
    manager.open(proof)
    assert manager.submit(proof, reason="inspection").mimetype == "application/json"
    assert number in manager.open("/reports/consents").get_text()
    for kind in ("xlsx", "csv"):
        answer = taken(manager, kind, path="/reports/consents", reason="inspection")
        assert "attachment" in answer.headers["Content-Disposition"]


def test_consents_of_before_say_what_they_were_given_for(given):
    usual = given.appeal().id
    silent = given.appeal(no_transfer=True).id
    by_law = given.appeal(legal_basis="law", legal_provision="Заң, 9-бап").id
    db.session.remove()
    token = changing_schema.set(True)
    with migrating():
        downgrade(revision=BEFORE)
        upgrade()
    changing_schema.reset(token)
    rows = db.session.execute(
        sa.text(
            "SELECT appeal_id, transfer, cross_border, public, provision, valid_until "
            "FROM consent ORDER BY appeal_id"
        )
    ).all()
    assert [tuple(row) for row in rows] == [
        (usual, True, False, False, "", None),
        (silent, False, False, False, "", None),
        (by_law, True, False, False, "Заң, 9-бап", None),
    ]
    assert not standing_objections(usual)
    assert [row.field for row in standing_objections(silent)] == [EVERY_FIELD]

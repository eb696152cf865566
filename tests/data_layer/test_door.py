"""The door: nothing changes without an action, no action ends without its entry (policy 2)."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from backoffice.accounts.models import SYSTEM
from backoffice.appeals.actions import add_note, take_appeal
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import values_of
from backoffice.audit.door import deed_of
from backoffice.audit.guard import WriteOutsideDoor, migrating
from backoffice.audit.models import AuditEntry, AuditHead
from backoffice.audit.refusals import AlreadyDone, NotAllowed, Stale, WrongState
from backoffice.audit.scope import current_scope
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.appeals import AppealState
from backoffice.vault.models import PersonalValue
from tests.data_layer.conftest import member_of_cast


def entries() -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(AuditEntry)) or 0


def test_a_change_and_its_entry_come_together(given):
    before = entries()
    appeal = given.appeal()
    take_appeal(appeal, by=member_of_cast("operator"))
    assert appeal.state == AppealState.IN_WORK
    assert entries() == before + 2


def test_an_exception_takes_change_and_entry_back_together(given):
    appeal = given.appeal()
    before, values = entries(), len(values_of(appeal.id))
    with pytest.raises(ZeroDivisionError):
        _add_note_and_fail(appeal)
    assert entries() == before
    assert len(values_of(appeal.id)) == values


def _add_note_and_fail(appeal: Appeal) -> None:
    operator = member_of_cast("operator")
    with deed_of(Action.NOTE_ADD, appeal, operator):
        add_note.__wrapped__(appeal, by=operator, text="жазба")
        raise ZeroDivisionError


def test_actions_do_not_nest(given):
    appeal = given.appeal()
    operator = member_of_cast("operator")
    with pytest.raises(RuntimeError, match="nest"), deed_of(Action.NOTE_ADD, appeal, operator):
        take_appeal(appeal, by=operator)


def test_a_change_outside_any_action_is_refused_by_the_session(given):
    appeal = given.appeal()
    appeal.kind = "complaint"
    with pytest.raises(WriteOutsideDoor):
        db.session.commit()
    db.session.rollback()
    assert appeal.kind == "appeal"


@pytest.mark.parametrize(
    "statement",
    [
        sa.update(Appeal).values(kind="complaint"),
        sa.delete(PersonalValue),
        sa.insert(AuditHead).values(id=7, seq=1, digest=""),
        sa.text("UPDATE staff SET role = 'administrator'"),
        sa.text("DELETE FROM audit_entry"),
        sa.text("-- why\nUPDATE staff SET role = 'administrator'"),
        sa.text("/* why */ DELETE FROM audit_entry"),
        sa.text("WITH one AS (SELECT 1)\nDELETE FROM audit_entry"),
        sa.text(";DELETE FROM audit_entry"),
    ],
)
def test_a_statement_outside_any_action_is_refused_by_the_engine(app, statement):
    with pytest.raises(WriteOutsideDoor):
        db.session.execute(statement)
    with pytest.raises(WriteOutsideDoor), db.engine.connect() as connection:
        connection.execute(statement)


@pytest.mark.parametrize("verb", ["UPDATE audit_entry SET reason = 'x'", "DELETE FROM audit_entry"])
def test_the_database_itself_refuses_to_change_an_entry(app, verb):
    with pytest.raises(DBAPIError), migrating(), db.engine.begin() as connection:
        connection.execute(sa.text(verb))


def test_an_entry_cannot_be_replaced_either(app):
    if db.engine.dialect.name != "sqlite":
        statement = (
            "INSERT INTO audit_entry SELECT * FROM audit_entry WHERE seq = 1 "
            "ON CONFLICT (seq) DO UPDATE SET reason = 'x'"
        )
    else:
        statement = "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE seq = 1"
    with pytest.raises(DBAPIError), migrating(), db.engine.begin() as connection:
        connection.execute(sa.text(statement))


OUT_OF_REACH = {
    "sqlite": (
        "DROP TRIGGER audit_entry_no_update",
        "DROP TABLE audit_entry",
        "DROP INDEX ix_personal_value_appeal_id_id",
        "ALTER TABLE audit_entry ADD COLUMN other TEXT",
        "ATTACH ':memory:' AS other",
        "PRAGMA recursive_triggers=OFF",
        "PRAGMA writable_schema=ON",
        "PRAGMA secure_delete=OFF",
        "CREATE TRIGGER hush BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(IGNORE); END",
        "CREATE TEMP TRIGGER hush BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(IGNORE); END",
        "CREATE TEMP TABLE audit_entry AS SELECT * FROM main.audit_entry",
        "CREATE TEMP VIEW audit_entry AS SELECT * FROM main.audit_entry WHERE seq < 3",
        "CREATE TABLE other (id INTEGER)",
        "CREATE VIEW other AS SELECT * FROM audit_entry",
        "CREATE UNIQUE INDEX other ON audit_entry (seq)",
        "CREATE VIRTUAL TABLE other USING fts5(text)",
    ),
    "postgresql": ("TRUNCATE audit_entry",),
}


def test_the_web_process_cannot_take_the_triggers_away_nor_go_round_them(app):
    for statement in OUT_OF_REACH[db.engine.dialect.name]:
        with (
            pytest.raises(DBAPIError, match="not authorized|append-only"),
            migrating(),
            db.engine.begin() as connection,
        ):
            connection.execute(sa.text(statement))


def test_an_attempt_of_the_wrong_role_changes_nothing_and_is_written_down(given):
    appeal = given.appeal()
    auditor = member_of_cast("auditor")
    with pytest.raises(NotAllowed):
        take_appeal(appeal, by=auditor)
    last = db.session.scalar(sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1))
    assert last.is_refused
    assert (last.actor_id, last.action) == (auditor.id, Action.APPEAL_TAKE)
    assert appeal.state == AppealState.NEW


def test_a_state_that_does_not_lead_there_refuses(given):
    appeal = given.appeal_closed()
    with pytest.raises(WrongState):
        take_appeal(appeal, by=member_of_cast("senior_operator"))


def test_a_form_drawn_from_an_older_version_is_stale(given):
    appeal = given.appeal()
    drawn_from = appeal.version
    take_appeal(appeal, by=member_of_cast("operator"))
    with pytest.raises(Stale):
        add_note(appeal, by=member_of_cast("operator"), text="x", form_version=drawn_from)


def test_a_form_sent_twice_has_one_effect(given):
    appeal = given.appeal()
    operator = member_of_cast("operator")
    current_scope().form_key = "key-of-one-form"
    add_note(appeal, by=operator, text="бір рет")
    count = len(values_of(appeal.id))
    current_scope().form_key = "key-of-one-form"
    with pytest.raises(AlreadyDone):
        add_note(appeal, by=operator, text="бір рет")
    current_scope().form_key = ""
    assert len(values_of(appeal.id)) == count


def test_the_key_of_one_form_does_not_stand_for_another(given):
    """Another person, another deed, another case: each has its own effect, and no fault."""
    first, second = given.appeal(), given.appeal()
    operator, senior = member_of_cast("operator"), member_of_cast("senior_operator")
    held = [len(values_of(appeal.id)) for appeal in (first, second)]
    for appeal, by in ((first, operator), (first, senior), (second, operator)):
        current_scope().form_key = "key-of-one-form"
        add_note(appeal, by=by, text="бір рет")
    current_scope().form_key = "key-of-one-form"
    take_appeal(first, by=operator)
    current_scope().form_key = ""
    assert [len(values_of(appeal.id)) for appeal in (first, second)] == [held[0] + 2, held[1] + 1]
    assert first.state == "in_work"


def test_the_system_acts_under_its_own_role(app):
    with deed_of(Action.AUDIT_CHECKPOINT, None, SYSTEM):
        pass
    last = db.session.scalar(sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1))
    assert last.actor_role == "system"


def test_a_second_application_adds_no_second_guard(app, open_app):
    before = len(list(db.session().dispatch.do_orm_execute))
    open_app()
    assert len(list(db.session().dispatch.do_orm_execute)) == before > 0

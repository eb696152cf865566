"""Acts and holds as the databases keep them: two people, once, never changed (R-5f.2)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError

from backoffice import clock
from backoffice.accounts.models import SYSTEM
from backoffice.appeals.queries import values_of
from backoffice.audit.guard import migrating
from backoffice.audit.refusals import Refusal
from backoffice.audit.scope import Scope, scoped
from backoffice.audit.triggers import APPEND_ONLY_TABLES
from backoffice.audit.verification import verify
from backoffice.db import Base, db
from backoffice.keeping.queries import rules_on
from backoffice.retention.actions.acts import approve_act, decline_act, propose_act
from backoffice.retention.actions.holds import lift_hold, place_hold
from backoffice.retention.due import DueList, count_due, page_due, span_of
from backoffice.retention.execution import carry_out
from backoffice.retention.models import DestructionAct, DestructionActEvent
from backoffice.retention.queries import act_by_number, counts_of, progress_of
from backoffice.retention.sources import candidates
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.rules.vocabulary.retention import ActState, HoldReason
from backoffice.vault.maintenance import check_vault
from backoffice.vault.values import the_vault
from tests.data_layer.conftest import member_of_cast

OURS = [name for name in APPEND_ONLY_TABLES if name.startswith(("destruction", "legal_hold"))]


@pytest.fixture
def due(given):
    """Three cases whose term of storage has ended."""
    long_ago = clock.now() - timedelta(days=400)
    with clock.running_at(lambda: long_ago):
        return [given.appeal_closed() for _case in range(3)]


@pytest.fixture
def act(due):
    """An act of them, proposed by the privacy officer."""
    return propose_act(None, by=member_of_cast("privacy_officer"))


def insert(**facts) -> None:
    """Write an event past the program, as somebody with rights on the database could."""
    with migrating(), db.engine.begin() as connection:
        row = {"at": clock.now(), "generation": None, **facts}
        connection.execute(sa.insert(DestructionActEvent.__table__).values(**row))


def test_due_lists_and_counts_say_the_same_on_both_databases(due):
    book, today = rules_on(clock.today()), clock.today()
    spans = {which: span_of(which, today) for which in DueList}
    assert [count_due(book, spans[which]) for which in DueList] == [3, 0, 3]
    assert [row.number for row in page_due(book, spans[DueList.NOW])] == [a.number for a in due]
    told = {"reason": HoldReason.COURT_CASE, "reference": "№ 1", "until": None}
    place_hold(due[0], by=member_of_cast("privacy_officer"), **told)
    assert count_due(book, spans[DueList.NOW]) == len(candidates()) == 2


def test_an_act_is_carried_out_and_nothing_of_the_cases_is_left(due, act):
    approve_act(act, by=member_of_cast("manager"))
    carry_out(act, by=SYSTEM)
    states = {value.state for appeal in due for value in values_of(appeal.id)}
    assert states == {ValueState.DESTROYED}
    assert (act.state, progress_of(act).destroyed) == (ActState.DONE, 3)
    assert sum(row.number for row in counts_of(act)) == 3
    assert check_vault(the_vault()).is_ok
    assert verify(the_vault().keyring.chain_key).is_ok


def test_the_database_itself_refuses_an_approval_that_is_not_of_two_people(act):
    key, proposer = act.id, act.proposed_by_id
    db.session.rollback()
    for by, of in ((proposer, proposer), (0, proposer), (proposer, 99)):
        with pytest.raises(IntegrityError):
            insert(act_id=key, proposed_by_id=of, state="approved", by_id=by)


def test_an_act_comes_to_a_state_once(act):
    approve_act(act, by=member_of_cast("manager"))
    facts = (act.id, act.proposed_by_id)
    db.session.rollback()
    with pytest.raises(IntegrityError):
        insert(act_id=facts[0], proposed_by_id=facts[1], state="approved", by_id=88)


def test_no_row_of_an_act_or_hold_is_changed_or_removed(due, act):
    officer, told = member_of_cast("privacy_officer"), {"reference": "№ 1", "until": None}
    lift_hold(place_hold(due[0], by=officer, reason=HoldReason.COURT_CASE, **told), by=officer)
    approve_act(act, by=member_of_cast("manager"))
    carry_out(act, by=SYSTEM)
    db.session.rollback()
    for name in OURS:
        table = Base.metadata.tables[name]
        column = next(iter(table.columns))
        for change in (sa.delete(table), sa.update(table).values({column: column})):
            with migrating(), db.engine.connect() as connection:
                assert connection.execute(sa.select(sa.func.count()).select_from(table)).scalar()
                with pytest.raises(DBAPIError):
                    connection.execute(change)


def test_of_two_managers_at_once_one_decides(given, app):
    long_ago = clock.now() - timedelta(days=400)
    with clock.running_at(lambda: long_ago):
        given.appeal_closed()
    number = propose_act(None, by=SYSTEM).number
    db.session.rollback()

    def decide(deed) -> bool:
        with app.app_context(), scoped(Scope()):
            try:
                deed(act_by_number(number), by=member_of_cast("manager"))
            except Refusal:
                return False
            finally:
                db.session.remove()
            return True

    with ThreadPoolExecutor(4) as pool:
        deeds = [approve_act, decline_act, approve_act, decline_act]
        assert sorted(pool.map(decide, deeds)) == [False, False, False, True]
    events = db.session.scalars(sa.select(DestructionActEvent.state)).all()
    assert len(events) == 2


def test_some_who_carry_out_one_act_at_once_destroy_each_case_once(app, due, act):
    number = approve_act(act, by=member_of_cast("manager")).number
    db.session.remove()

    def run(_which) -> str:
        with app.app_context(), scoped(Scope()):
            try:
                carry_out(act_by_number(number), by=SYSTEM)
            except Refusal as late:
                return late.code
            finally:
                db.session.remove()
            return "done"

    with ThreadPoolExecutor(3) as pool:
        said = set(pool.map(run, range(3)))
    assert said <= {"done", "act.not-approved"}
    done = act_by_number(number)
    assert (done.state, progress_of(done).destroyed) == (ActState.DONE, 3)
    assert verify(the_vault().keyring.chain_key).is_ok


def test_acts_proposed_at_once_are_numbered_without_a_gap(app, due):
    def propose(_which) -> str | None:
        with app.app_context(), scoped(Scope()):
            try:
                return propose_act(None, by=SYSTEM).number
            except Refusal:
                return None
            finally:
                db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        numbers = [number for number in pool.map(propose, range(4)) if number]
    assert numbers == [f"{clock.today().year}-0001"]  # the first took everything that was due
    assert db.session.scalar(sa.select(sa.func.count()).select_from(DestructionAct)) == 1

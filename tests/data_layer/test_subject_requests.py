"""Requests and decisions on both databases: rows that only grow, numbers in a row (law 25)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DatabaseError, IntegrityError

from backoffice import clock
from backoffice.appeals.queries import appeal_by_number
from backoffice.audit import guard
from backoffice.audit.models import AuditEntry
from backoffice.audit.refusals import Refusal
from backoffice.audit.scope import Scope, scoped
from backoffice.data_rights.actions import correct_value
from backoffice.data_rights.queries import newest_of
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.rules.vocabulary.requests import RequestState
from backoffice.subject_requests.carrying import under
from backoffice.subject_requests.models import RequestDecision, RequestDone, SubjectRequest
from backoffice.subject_requests.queries import open_requests, request_by_ref
from tests.data_layer.conftest import member_of_cast
from tests.data_rights.seen import OTHER_PHONE
from tests.given import Given
from tests.subject_requests.asked import asked, decided, granted

AT_ONCE = 8


@pytest.fixture
def request_granted(given):
    appeal = given.appeal_in_work()
    return granted(given, appeal)


def carried(given, request):
    """Correct the phone under the request."""
    phone = given.value(request.appeal, Field.PHONE)
    with under(request):
        correct_value(
            phone,
            by=given.cast("privacy_officer"),
            text=OTHER_PHONE,
            reason="applicant_asked",
        )
    return phone


@pytest.mark.parametrize(
    "table", ["subject_request", "subject_request_appeal", "request_decision", "request_done"]
)
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_plain_sql_changes_no_request_and_no_decision(given, table, verb):
    appeal = given.appeal_in_work()
    asked(given, appeal, "access", others=[given.appeal()])
    carried(given, granted(given, appeal))
    column = "at" if table.startswith("request_") else "appeal_id"
    sql = f"UPDATE {table} SET {column} = {column}" if verb == "UPDATE" else f"DELETE FROM {table}"
    with guard.migrating(), pytest.raises(DatabaseError, match="append-only"):
        db.session.connection().exec_driver_sql(sql)
    db.session.rollback()


@pytest.mark.parametrize(
    "wrong",
    [
        {"place": 1, "replaces_id": None},  # a second first one
        {"place": 2, "replaces_id": None},  # a later one that names none
        {"place": 2, "outcome": "refused"},  # a refusal without a reason
        {"place": 2, "reasons": "data_accurate"},  # granted, and refused
    ],
)
def test_the_database_refuses_a_decision_that_cannot_be(request_granted, wrong):
    first = request_granted.decision
    row = {"request_id": request_granted.id, "place": 2, "replaces_id": first.id}
    row |= {"outcome": "granted", "reasons": "", "by_id": 1, "at": clock.now()}
    with guard.migrating(), pytest.raises(IntegrityError):
        db.session.execute(sa.insert(RequestDecision).values(**{**row, **wrong}))
    db.session.rollback()


def test_a_decision_has_one_successor(given, request_granted):
    first = request_granted.decision
    decided(given, request_granted, "refused", reasons=["data_accurate"])
    row = {"request_id": request_granted.id, "place": 3, "replaces_id": first.id}
    row |= {"outcome": "granted", "reasons": "", "by_id": 1, "at": clock.now()}
    with guard.migrating(), pytest.raises(IntegrityError):
        db.session.execute(sa.insert(RequestDecision).values(**row))
    db.session.rollback()


def test_without_an_appeal_the_database_holds_nothing_about_anybody(request_granted):
    columns = SubjectRequest.__table__.columns.keys()
    row = {name: getattr(request_granted, name) for name in columns if name != "id"}
    row |= {"appeal_id": None, "number": "2026-99999", "serial": 99999}
    with guard.migrating(), pytest.raises(IntegrityError):
        db.session.execute(sa.insert(SubjectRequest).values(**row))
    db.session.rollback()


def test_a_deed_that_does_not_end_leaves_neither_itself_nor_its_mark(given, request_granted):
    """A process killed before the commit is the same: all of it or nothing."""
    phone = given.value(request_granted.appeal, Field.PHONE)

    def dies(*_told: object) -> None:
        raise RuntimeError("killed")

    sa.event.listen(db.session, "before_commit", dies)
    try:
        with pytest.raises(RuntimeError, match="killed"):
            carried(given, request_granted)
    finally:
        sa.event.remove(db.session, "before_commit", dies)
    db.session.rollback()
    db.session.expire_all()
    assert phone.state == ValueState.CURRENT
    assert request_by_ref(request_granted.id).state == RequestState.TO_DO
    assert db.session.scalar(sa.select(sa.func.count()).select_from(RequestDone)) == 0
    done = sa.select(AuditEntry).where(AuditEntry.action == Action.VALUE_CORRECT)
    assert db.session.scalars(done).all() == []
    carried(given, request_granted)
    assert request_by_ref(request_granted.id).state == RequestState.DONE
    assert newest_of(phone).state == ValueState.CURRENT
    assert open_requests().open == 0


def _at_once(app: Flask, work: Callable[[], object]) -> object:
    with app.app_context(), scoped(Scope()):
        try:
            return work()
        except Refusal as refused:
            return refused.code
        finally:
            db.session.remove()


def test_requests_registered_at_once_get_numbers_in_a_row(open_app: Callable[[], Flask]):
    app = open_app()
    with app.app_context(), scoped(Scope()):
        number = Given(member_of_cast).appeal_in_work().number

    def register() -> str:
        return asked(Given(member_of_cast), appeal_by_number(number), "block").number

    with ThreadPoolExecutor(AT_ONCE) as pool:
        numbers = sorted(pool.map(lambda _: _at_once(app, register), range(AT_ONCE)))
    year = clock.today().year
    assert numbers == [f"{year}-{place:05d}" for place in range(1, AT_ONCE + 1)]


def test_of_several_who_decide_and_carry_out_at_once_one_does(open_app: Callable[[], Flask]):
    app = open_app()
    with app.app_context(), scoped(Scope()):
        given = Given(member_of_cast)
        request = asked(given, given.appeal_in_work())
        ref, drawn_from = request.id, request.version

    def decide() -> str:
        found = request_by_ref(ref)
        return decided(Given(member_of_cast), found, form_version=drawn_from).outcome

    def carry() -> str:
        carried(Given(member_of_cast), request_by_ref(ref))
        return "done"

    for work, one, others in ((decide, "granted", "stale"), (carry, "done", "state")):
        with ThreadPoolExecutor(3) as pool:
            told = sorted(str(one) for one in pool.map(lambda _, w=work: _at_once(app, w), "abc"))
        assert told == sorted([one, others, others]), told

"""What becomes of a notice: rows that only grow, chased by working days, ended with a reason."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from backoffice import clock
from backoffice.audit import guard
from backoffice.audit.models import AuditEntry
from backoffice.audit.refusals import NotAllowed, Refusal, WrongState
from backoffice.db import db
from backoffice.legal_terms.actions import change_term
from backoffice.legal_terms.queries import term_by_code
from backoffice.notices.actions import DEEDS
from backoffice.notices.chasing import chase_on
from backoffice.notices.models import Notice, NoticeEvent, NoticeItem
from backoffice.notices.queries import notices_of
from backoffice.rules.lifecycle import NOTICE_LIFECYCLE, next_state
from backoffice.rules.terms import TermCode, TermRow, TermUnit
from backoffice.rules.vocabulary.notices import NoticeState, NoticeWaiver
from backoffice.third_parties.queries import working_calendar
from tests.notices.held import correct_phone

PATHS = {
    "prepared": (),
    "sent": ("send",),
    "delivered": ("deliver",),
    "reminded": ("send", "remind"),
    "failed": ("send", "fail"),
    "acknowledged": ("deliver", "acknowledge"),
    "waived": ("waive",),
}
TUESDAY = datetime(2026, 9, 1, 10, tzinfo=clock.ALMATY)  # no holiday near


def do(notice, deed, by, at=None):
    more = {"reason": NoticeWaiver.KNOWN} if deed == "waive" else {}
    return DEEDS[deed][1](notice, by=by, at=at or clock.now(), **more)


@pytest.fixture
def notice_in(given, cast):
    """A notice of a correction brought to a state by the steps that lead there."""

    def bring(state="prepared"):
        appeal = given.appeal_in_work()
        given.disclosure(appeal)
        correct_phone(given, cast, appeal)
        [notice] = notices_of(appeal.id)
        for deed in PATHS[state]:
            do(notice, deed, cast("senior_operator"))
        return notice

    return bring


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("state", PATHS)
def test_the_whole_product_of_states_and_steps_follows_the_table(notice_in, cast, state, deed):
    notice = notice_in(state)
    leads_to = next_state(NOTICE_LIFECYCLE, state, DEEDS[deed][0])
    if leads_to is None:
        with pytest.raises(WrongState):
            do(notice, deed, cast("senior_operator"))
        leads_to = state
    else:
        do(notice, deed, cast("senior_operator"))
    assert notice.state == leads_to


def test_a_confirmation_or_a_waiver_is_the_end_and_nothing_else_is():
    ends = {state for state in NoticeState if state not in {was for was, _ in NOTICE_LIFECYCLE}}
    assert ends == {NoticeState.ACKNOWLEDGED, NoticeState.WAIVED}


def test_both_moments_are_kept_and_the_entry_names_fields_and_no_value(notice_in, cast):
    notice = notice_in()
    now = clock.now() + timedelta(hours=2)
    with clock.running_at(lambda: now):
        do(notice, "send", cast("operator"), at=now - timedelta(hours=1))
    event = notice.events[-1]
    assert (event.at, event.recorded_at) == (now - timedelta(hours=1), now)
    entry = db.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert (entry.subject, entry.fields) == (f"notice:{notice.id}", "phone")
    assert (entry.third_party, entry.detail) == ("K1", "prepared>sent")


def test_a_waiver_needs_a_reason_of_the_list(notice_in, cast):
    notice = notice_in()
    with pytest.raises(ValueError, match="NoticeWaiver"):
        DEEDS["waive"][1](notice, by=cast("senior_operator"), at=clock.now(), reason="tired")
    do(notice, "waive", cast("senior_operator"))
    assert notice.events[-1].reason == NoticeWaiver.KNOWN


@pytest.mark.parametrize(("shift", "code"), [(2, "future"), (-60, "too-early")])
def test_a_step_is_neither_in_the_future_nor_before_the_one_before(notice_in, cast, shift, code):
    notice = notice_in()
    with pytest.raises(Refusal, match=f"notice.{code}"):
        do(notice, "send", cast("operator"), at=clock.now() + timedelta(minutes=shift))


def test_an_operator_moves_notices_of_own_cases_and_waives_none(notice_in, given, cast):
    notice = notice_in()
    with pytest.raises(NotAllowed, match="permission.role"):
        do(notice, "waive", cast("operator"))
    foreign = given.appeal(by="senior_operator")
    given.disclosure(foreign, by="senior_operator")
    correct_phone(given, cast, foreign, by="senior_operator")
    with pytest.raises(NotAllowed, match="permission.not-own"):
        do(notices_of(foreign.id)[0], "send", cast("operator"))


def standing(notice, moment):
    """Whether it is late and whether it is the manager's, at a moment."""
    with clock.running_at(lambda: moment):
        chase = chase_on(clock.today(), working_calendar())
        return chase.is_late(notice), chase.is_escalated(notice)


def test_an_unanswered_notice_is_late_after_three_working_days_and_the_managers_after_ten(
    notice_in, cast
):
    with clock.running_at(lambda: TUESDAY):
        notice = notice_in("sent")
    day = timedelta(days=1)
    assert standing(notice, TUESDAY + 3 * day) == (False, False)  # Friday, the last day
    assert standing(notice, TUESDAY + 4 * day) == (True, False)
    assert standing(notice, TUESDAY + 14 * day) == (True, False)
    assert standing(notice, TUESDAY + 15 * day) == (True, True)


def test_a_reminder_begins_the_waiting_anew_and_hides_nothing_from_the_manager(notice_in, cast):
    day = timedelta(days=1)
    with clock.running_at(lambda: TUESDAY):
        notice = notice_in("sent")
    with clock.running_at(lambda: TUESDAY + 14 * day):
        do(notice, "remind", cast("manager"))
    assert standing(notice, TUESDAY + 15 * day) == (False, True)


def test_a_settled_notice_is_never_late(notice_in):
    with clock.running_at(lambda: TUESDAY):
        settled = [notice_in("acknowledged"), notice_in("waived")]
    later = TUESDAY + timedelta(days=300)
    assert [standing(one, later) for one in settled] == [(False, False)] * 2


def test_a_change_of_the_term_holds_at_once(notice_in, cast):
    with clock.running_at(lambda: TUESDAY):
        notice = notice_in("sent")
    later = TUESDAY + timedelta(days=7)
    assert standing(notice, later) == (True, False)
    with clock.running_at(lambda: later):
        held = term_by_code(TermCode.NOTICE_CHASE)
        row = TermRow(30, TermUnit.DAYS, "", "")
        told = {"row": row, "valid_from": clock.today(), "drawn_from": None}
        change_term(held, by=cast("privacy_officer"), **told)
    assert standing(notice, later) == (False, False)


@pytest.mark.parametrize("row", [Notice, NoticeItem, NoticeEvent])
@pytest.mark.parametrize("verb", ["update", "delete"])
def test_a_row_of_a_notice_is_never_changed_or_removed(notice_in, row, verb):
    notice_in()
    table = row.__tablename__
    statements = {"update": f"UPDATE {table} SET id = id + 1000", "delete": f"DELETE FROM {table}"}
    with guard.migrating(), pytest.raises(DatabaseError, match="append-only"):
        db.session.connection().exec_driver_sql(statements[verb])
    db.session.rollback()

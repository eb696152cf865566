"""What becomes of a disclosure: rows that only grow, two moments, responsibility (policy 10)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from backoffice import clock
from backoffice.appeals.actions import answer_appeal
from backoffice.audit import guard
from backoffice.audit.models import AuditEntry
from backoffice.audit.refusals import NotAllowed, Refusal, WrongState
from backoffice.data_rights.actions import block_value, delete_value, destroy_value
from backoffice.db import db
from backoffice.disclosures.actions import (
    DEEDS,
    acknowledge_disclosure,
    deliver_disclosure,
    fail_disclosure,
    recall_disclosure,
    send_disclosure,
)
from backoffice.disclosures.models import Disclosure, DisclosureEvent, DisclosureItem
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.lifecycle import DISCLOSURE_LIFECYCLE, next_state
from backoffice.rules.vocabulary.appeals import AppealState
from backoffice.rules.vocabulary.disclosures import DisclosureState
from backoffice.rules.vocabulary.personal_values import RightsReason

PATHS = {
    "recorded": (),
    "sent": ("send",),
    "delivered": ("deliver",),
    "failed": ("fail",),
    "acknowledged": ("deliver", "acknowledge"),
    "recalled": ("recall",),
}


def brought_to(given, state, disclosure=None):
    """A disclosure that came to this state by the deeds that lead there."""
    disclosure = disclosure or given.disclosure(given.appeal())
    for deed in PATHS[state]:
        DEEDS[deed][1](disclosure, by=given.cast("senior_operator"), at=clock.now())
    return disclosure


def last_entry():
    return db.session.scalar(sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1))


def test_both_moments_are_kept_when_it_happened_and_when_it_was_written_down(given, cast):
    made = clock.now() - timedelta(hours=3)
    with clock.running_at(lambda: made):
        disclosure = given.disclosure(given.appeal())
    happened = made + timedelta(hours=1)
    deliver_disclosure(disclosure, by=cast("operator"), at=happened)
    event = disclosure.events[-1]
    assert event.at == happened
    assert event.recorded_at >= made + timedelta(hours=3)
    assert event.by_id == cast("operator").id
    assert disclosure.responsible_since == happened
    assert last_entry().detail == "recorded>delivered"
    assert last_entry().subject == f"disclosure:{disclosure.id}"


def test_a_failed_delivery_does_not_pass_responsibility(given, cast):
    disclosure = given.disclosure(given.appeal())
    send_disclosure(disclosure, by=cast("operator"), at=clock.now())
    fail_disclosure(disclosure, by=cast("operator"), at=clock.now())
    assert (disclosure.state, disclosure.responsible_since) == ("failed", None)
    send_disclosure(disclosure, by=cast("operator"), at=clock.now())
    deliver_disclosure(disclosure, by=cast("operator"), at=clock.now())
    acknowledge_disclosure(disclosure, by=cast("operator"), at=clock.now())
    assert disclosure.responsible_since == disclosure.moment_of(DisclosureState.DELIVERED)
    assert [event.state for event in disclosure.events] == [
        "recorded",
        "sent",
        "failed",
        "sent",
        "delivered",
        "acknowledged",
    ]


def test_a_recall_stays_on_record_and_a_new_disclosure_goes_elsewhere(given, cast):
    appeal = given.appeal()
    first = given.disclosure(appeal)
    recall_disclosure(first, by=cast("senior_operator"), at=clock.now())
    second = given.disclosure(appeal, by="senior_operator", to="K3", outside_reason="redirected")
    assert (first.state, second.state) == ("recalled", "recorded")
    assert appeal.third_party.code == "K3"


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("state", PATHS)
def test_the_whole_product_of_states_and_deeds_follows_the_table(given, state, deed):
    action, do = DEEDS[deed]
    disclosure = brought_to(given, state)
    leads_to = next_state(DISCLOSURE_LIFECYCLE, state, action)
    if leads_to is None:
        with pytest.raises(WrongState):
            do(disclosure, by=given.cast("senior_operator"), at=clock.now())
        assert disclosure.state == state
        return
    do(disclosure, by=given.cast("senior_operator"), at=clock.now())
    assert disclosure.state == leads_to


def test_a_step_is_not_earlier_than_the_one_before_it(given, cast):
    disclosure = given.disclosure(given.appeal())
    early = disclosure.at - timedelta(minutes=2)
    with pytest.raises(Refusal, match="disclosure.too-early"):
        send_disclosure(disclosure, by=cast("operator"), at=early)


def test_a_step_is_not_in_the_future(given, cast):
    disclosure = given.disclosure(given.appeal())
    with pytest.raises(Refusal, match="disclosure.future"):
        send_disclosure(disclosure, by=cast("operator"), at=clock.now() + timedelta(minutes=2))


def test_within_the_same_minute_a_step_stands_after_the_one_before(given, cast):
    disclosure = given.disclosure(given.appeal())
    minute = disclosure.at.replace(second=0, microsecond=0)
    send_disclosure(disclosure, by=cast("operator"), at=minute)
    assert disclosure.events[-1].at == disclosure.at


def test_an_operator_does_not_recall(given, cast):
    disclosure = given.disclosure(given.appeal())
    with pytest.raises(NotAllowed, match="permission.role"):
        recall_disclosure(disclosure, by=cast("operator"), at=clock.now())


def test_a_disclosure_on_a_colleagues_appeal_is_not_an_operators_to_move(given, cast):
    disclosure = given.disclosure(given.appeal(by="senior_operator"), by="senior_operator")
    with pytest.raises(NotAllowed, match="permission.not-own"):
        send_disclosure(disclosure, by=cast("operator"), at=clock.now())


ROWS = (Disclosure, DisclosureItem, DisclosureEvent)


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("verb", ["update", "delete"])
def test_a_recorded_row_is_never_changed_or_removed_by_plain_sql(given, row, verb):
    given.disclosure(given.appeal())
    table = row.__tablename__
    statements = {"update": f"UPDATE {table} SET id = id + 1000", "delete": f"DELETE FROM {table}"}
    with guard.migrating(), pytest.raises(DatabaseError, match="append-only"):
        db.session.connection().exec_driver_sql(statements[verb])
    db.session.rollback()


@pytest.mark.parametrize("row", ROWS)
def test_a_recorded_row_is_never_changed_or_removed_through_the_orm(given, row):
    given.disclosure(given.appeal())
    for change in (sa.delete(row), sa.update(row).values(id=row.id + 1000)):
        with guard.migrating(), pytest.raises(DatabaseError, match="append-only"):
            db.session.execute(change, execution_options={"synchronize_session": False})
        db.session.rollback()
    found = db.session.scalars(sa.select(row)).first()
    with guard.migrating(), pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(
            sa.delete(row).where(row.id == found.id),
            execution_options={"synchronize_session": False},
        )
    db.session.rollback()


def at(disclosure, deed):
    return f"/disclosures/{disclosure.id}/{deed}"


@pytest.mark.parametrize("deed", ["send", "deliver", "fail"])
def test_a_step_is_noted_on_a_page_of_its_own(given, browser_of, deed):
    disclosure = given.disclosure(given.appeal())
    number = disclosure.appeal.number
    browser = browser_of("operator")
    browser.open(at(disclosure, deed))
    answer = browser.submit(at(disclosure, deed))
    assert (answer.status_code, answer.location) == (303, f"/appeals/{number}")
    action = DEEDS[deed][0]
    db.session.expire_all()
    assert disclosure.state == next_state(DISCLOSURE_LIFECYCLE, "recorded", action)


def test_the_typed_moment_means_the_time_in_astana(given, browser_of):
    made = clock.now() - timedelta(days=2)
    with clock.running_at(lambda: made):
        disclosure = given.disclosure(given.appeal())
    typed = clock.local(made + timedelta(hours=5)).replace(second=0, microsecond=0)
    browser = browser_of("operator")
    browser.open(at(disclosure, "deliver"))
    browser.submit(at(disclosure, "deliver"), at=typed.strftime("%Y-%m-%dT%H:%M"))
    db.session.expire_all()
    assert disclosure.responsible_since == typed


@pytest.mark.parametrize("typed", ["", "yesterday", "2020-01-01T10:00", "2999-01-01T10:00"])
def test_a_moment_that_cannot_be_is_refused_beside_the_box(given, browser_of, typed):
    disclosure = given.disclosure(given.appeal())
    browser = browser_of("operator")
    browser.open(at(disclosure, "send"))
    assert browser.submit(at(disclosure, "send"), at=typed).status_code == 422
    assert browser.page.select_one("#at-error")
    db.session.expire_all()
    assert disclosure.state == "recorded"


def test_a_step_that_leads_nowhere_has_no_page(given, browser_of):
    disclosure = given.disclosure(given.appeal())
    browser_of("operator").open(at(disclosure, "acknowledge"), status=409)


def test_a_page_of_a_step_is_for_those_who_may_do_it(given, browser_of):
    disclosure = given.disclosure(given.appeal())
    browser_of("operator").open(at(disclosure, "recall"), status=403)
    browser_of("privacy_officer").open(at(disclosure, "recall"))
    browser_of("privacy_officer").open(at(disclosure, "send"), status=403)
    browser_of("auditor").open(at(disclosure, "send"), status=403)


def test_an_unknown_disclosure_is_not_there(browser_of):
    browser_of("operator").open("/disclosures/999/send", status=404)
    browser_of("operator").open("/disclosures/999/sheet/kk", status=404)


# What is done with links is told in tests/recipients.
BY_LINK = {Action.LINK_MAKE, Action.RECIPIENT_ACCEPT}


def test_the_five_deeds_are_the_actions_of_the_table():
    tabled = {action for _, action in DISCLOSURE_LIFECYCLE} - BY_LINK
    assert {action for action, _ in DEEDS.values()} == tabled
    assert {do.action for _, do in DEEDS.values()} == tabled
    assert Action.DISCLOSURE_RECORD not in tabled


@pytest.mark.parametrize("deed", [block_value, delete_value, destroy_value])
@pytest.mark.parametrize("state", ["recorded", "failed"])
def test_what_is_out_of_use_by_then_is_not_sent_any_more(given, cast, state, deed):
    disclosure = brought_to(given, state)
    told = {"until": None} if deed is block_value else {}
    phone = given.value(disclosure.appeal, Field.PHONE)
    deed(phone, by=cast("privacy_officer"), reason=RightsReason.INACCURATE, **told)
    with pytest.raises(Refusal, match=r"disclosure\.not-readable"):
        send_disclosure(disclosure, by=cast("operator"), at=clock.now())
    assert disclosure.state == state


def test_a_sending_from_before_the_blocking_can_still_be_written_down(given, cast):
    made = clock.now() - timedelta(hours=3)
    with clock.running_at(lambda: made):
        disclosure = given.disclosure(given.appeal())
    phone = given.value(disclosure.appeal, Field.PHONE)
    officer = cast("privacy_officer")
    block_value(phone, by=officer, until=None, reason=RightsReason.INACCURATE)
    send_disclosure(disclosure, by=cast("operator"), at=made + timedelta(hours=1))
    assert disclosure.state == "sent"


def test_nothing_is_sent_once_the_consent_is_withdrawn(given, cast):
    disclosure = given.disclosure(given.appeal())
    with guard.migrating():
        disclosure.appeal.consent.withdrawn_at = clock.now()
        db.session.commit()
    with pytest.raises(Refusal, match=r"disclosure\.no-consent"):
        send_disclosure(disclosure, by=cast("operator"), at=clock.now())


@pytest.mark.parametrize("deed", DEEDS)
def test_an_attempt_on_a_colleagues_disclosure_stands_in_the_history_of_the_case(
    given, browser_of, deed
):
    disclosure = given.disclosure(given.appeal(by="senior_operator"), by="senior_operator")
    browser = browser_of("operator")
    browser.open(f"/disclosures/{disclosure.id}/{deed}", status=404)
    entry = last_entry()
    assert (entry.action, entry.outcome) == (DEEDS[deed][0], "refused")
    assert entry.subject == f"disclosure:{disclosure.id}"
    assert entry.appeal_number == disclosure.appeal.number


@pytest.mark.parametrize("deed", DEEDS)
def test_a_colleagues_disclosure_answers_like_none_at_all(given, browser_of, deed):
    disclosure = given.disclosure(given.appeal(by="senior_operator"), by="senior_operator")
    browser = browser_of("operator")
    browser.open(f"/disclosures/{disclosure.id}/{deed}", status=404)
    foreign = browser.page.main.get_text(" ", strip=True).split("number:")[0]
    browser.open(f"/disclosures/{disclosure.id + 1}/{deed}", status=404)
    assert browser.page.main.get_text(" ", strip=True).split("number:")[0] == foreign


def test_what_is_blocked_is_not_handed_over_unsent(given, cast):
    appeal = given.appeal_in_work()
    disclosure = given.disclosure(appeal)
    phone = given.value(appeal, Field.PHONE)
    block_value(phone, by=cast("senior_operator"), until=None, reason=RightsReason.INACCURATE)
    with pytest.raises(Refusal, match=r"disclosure\.not-readable"):
        deliver_disclosure(disclosure, by=cast("operator"), at=clock.now())
    assert disclosure.responsible_since is None


def test_what_was_sent_while_it_was_free_to_go_arrives_though_it_is_blocked_by_now(given, cast):
    appeal = given.appeal_in_work()
    disclosure = given.disclosure(appeal)
    send_disclosure(disclosure, by=cast("operator"), at=clock.now())
    phone = given.value(appeal, Field.PHONE)
    block_value(phone, by=cast("senior_operator"), until=None, reason=RightsReason.INACCURATE)
    deliver_disclosure(disclosure, by=cast("operator"), at=clock.now())
    assert disclosure.state == DisclosureState.DELIVERED


def test_a_later_deletion_does_not_move_the_moment_of_the_blocking(given, cast):
    appeal, officer = given.appeal_in_work(), cast("privacy_officer")
    disclosure = given.disclosure(appeal)
    phone = given.value(appeal, Field.PHONE)
    block_value(phone, by=officer, until=None, reason=RightsReason.INACCURATE)
    blocked_at = phone.out_of_use_at
    later = clock.now() + timedelta(hours=3)
    with clock.running_at(lambda: later):
        delete_value(phone, by=officer, reason=RightsReason.INACCURATE)
    assert phone.out_of_use_at == blocked_at
    with (
        clock.running_at(lambda: later + timedelta(hours=1)),
        pytest.raises(Refusal, match=r"disclosure\.not-readable"),
    ):
        send_disclosure(disclosure, by=cast("operator"), at=later - timedelta(hours=1))


def test_a_recalled_case_is_back_at_the_centre(given, cast):
    appeal = given.appeal_in_work()
    disclosure = given.disclosure(appeal)
    recall_disclosure(disclosure, by=cast("senior_operator"), at=clock.now())
    assert appeal.state == AppealState.IN_WORK
    assert appeal.third_party is None


def test_a_case_somebody_else_still_has_stays_with_them(given, cast):
    appeal = given.appeal_in_work()
    given.disclosure(appeal)
    last = given.disclosure(appeal, by="senior_operator", to="K2", outside_reason="redirected")
    recall_disclosure(last, by=cast("senior_operator"), at=clock.now())
    assert appeal.state == AppealState.WITH_THIRD_PARTY
    assert appeal.third_party.code == "K1"


def test_a_recall_after_the_answer_leaves_the_answer(given, cast):
    appeal = given.appeal_in_work()
    disclosure = given.disclosure(appeal)
    answer_appeal(appeal, by=cast("operator"), text="Жарық қосылды.")
    recall_disclosure(disclosure, by=cast("senior_operator"), at=clock.now())
    assert appeal.state == AppealState.ANSWERED

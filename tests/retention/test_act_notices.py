"""A destruction act tells every third party that holds the data, without the data (R-5e.2)."""

import pytest

from backoffice import clock
from backoffice.appeals.actions import answer_appeal, close_appeal
from backoffice.data_rights.actions import delete_value
from backoffice.notices.actions import acknowledge_notice, deliver_notice, send_notice
from backoffice.notices.queries import notices_of
from backoffice.retention.execution import carry_out
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.notices import NoticeCause, NoticeState
from backoffice.rules.vocabulary.personal_values import RightsReason
from tests.given import ADDRESS, NAME, PHONE, TEXT
from tests.notices.held import given_to_two, told
from tests.retention.conftest import days_from_now
from tests.withdrawals.test_withdraw_consent import withdraw

FIELDS = ["problem_text", "object_address", "phone"]
GONE = NoticeCause.DESTRUCTION


@pytest.fixture
def emptied(given, approved, cast, all_sign):
    """A case whose data went to K1 and K3, closed so long ago that an act has emptied it."""
    appeal, _first, _second = given_to_two(given)
    answer_appeal(appeal, by=cast("operator"), text="Жарық қосылды.")
    close_appeal(appeal, by=cast("operator"))
    with days_from_now(61 * 31):
        all_sign()
        carry_out(approved(), by=cast("manager"))
        assert appeal.emptied_at is not None
        yield appeal


def test_each_third_party_that_holds_the_data_is_told_once(emptied):
    """Policy 3.5, 9."""
    assert told(emptied) == [("K1", GONE, FIELDS), ("K3", GONE, FIELDS)]


def test_the_letter_needs_nothing_of_what_was_destroyed(emptied, browser_of):
    """Policy 3.5, 9."""
    browser = browser_of("privacy_officer", language="kk")
    browser.open(f"/notices/{notices_of(emptied.id)[0].id}/letter/kk")
    assert emptied.number in browser.text
    assert not [one for one in (NAME, PHONE, TEXT, ADDRESS) if one in browser.text]


def test_the_notice_of_an_emptied_case_goes_its_way_to_the_end(emptied, cast):
    """Policy 3.5, 9."""
    notice, senior = notices_of(emptied.id)[0], cast("senior_operator")
    for step in (send_notice, deliver_notice, acknowledge_notice):
        step(notice, by=senior, at=clock.now())
    assert notice.state == NoticeState.ACKNOWLEDGED


def test_the_next_step_of_such_a_notice_can_be_opened(emptied, browser_of):
    browser = browser_of("senior_operator")
    browser.open("/notices?cause=destruction")
    assert emptied.number in browser.text
    browser.open(f"/notices/{notices_of(emptied.id)[0].id}/send")


def test_who_confirmed_the_withdrawal_is_not_told_of_the_destruction(given, approved, cast):
    """Policy 7, 9."""
    appeal, _first, _second = given_to_two(given)
    withdraw(given, appeal)
    first = notices_of(appeal.id)[-1]
    for step in (deliver_notice, acknowledge_notice):
        step(first, by=cast("senior_operator"), at=clock.now())
    carry_out(approved(), by=cast("manager"))
    assert told(appeal)[2:] == [("K3", GONE, FIELDS)]


def test_a_deleted_value_whose_days_have_passed_is_told_of_alone(given, approved, cast):
    """Policy 3.5, 9."""
    appeal, _first, _second = given_to_two(given)
    phone = given.value(appeal, Field.PHONE)
    delete_value(phone, by=cast("privacy_officer"), reason=RightsReason.NOT_NEEDED)
    with days_from_now(300):
        carry_out(approved(), by=cast("manager"))
    assert told(appeal) == [("K1", GONE, ["phone"]), ("K3", GONE, ["phone"])]

"""Whoever holds data is told what happened to it, in the same deed (R-5e.2, R-9.3)."""

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.audit.models import AuditEntry
from backoffice.data_rights import actions as rights
from backoffice.db import db
from backoffice.disclosures.actions import fail_disclosure, recall_disclosure, send_disclosure
from backoffice.notices.actions import acknowledge_notice, deliver_notice, waive_notice
from backoffice.notices.queries import notices_of
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.notices import NoticeCause, NoticeWaiver
from backoffice.rules.vocabulary.people import Language
from backoffice.rules.vocabulary.personal_values import RightsReason
from tests.data_rights.seen import OTHER_PHONE
from tests.notices.held import WHY, correct_phone, given_to_two, told

ONE_VALUE = {
    NoticeCause.CORRECTION: lambda value, by: rights.correct_value(
        value, by=by, text=OTHER_PHONE, reason=WHY
    ),
    NoticeCause.BLOCK: lambda value, by: rights.block_value(value, by=by, until=None, reason=WHY),
    NoticeCause.DESTRUCTION: lambda value, by: rights.destroy_value(value, by=by, reason=WHY),
}
WHOLE = {
    NoticeCause.BLOCK: lambda appeal, by: rights.block_applicant(
        appeal, by=by, until=None, reason=WHY
    ),
    NoticeCause.DESTRUCTION: lambda appeal, by: rights.destroy_applicant(appeal, by=by, reason=WHY),
}


@pytest.mark.parametrize("cause", ONE_VALUE)
def test_each_deed_on_a_value_opens_one_notice_for_each_third_party_that_holds_it(
    given, cast, cause
):
    appeal, _first, _second = given_to_two(given)
    ONE_VALUE[cause](given.value(appeal, Field.PHONE), cast("privacy_officer"))
    assert told(appeal) == [("K1", cause, ["phone"]), ("K3", cause, ["phone"])]


@pytest.mark.parametrize("cause", WHOLE)
def test_a_deed_on_all_data_opens_one_notice_with_all_fields(given, cast, cause):
    appeal, _first, _second = given_to_two(given)
    WHOLE[cause](appeal, cast("privacy_officer"))
    fields = ["problem_text", "object_address", "phone"]
    assert told(appeal) == [("K1", cause, fields), ("K3", cause, fields)]


@pytest.mark.parametrize("cause", ONE_VALUE)
def test_who_never_got_the_data_gets_no_notice(given, cast, cause):
    appeal, first, _second = given_to_two(given)
    fail_disclosure(first, by=cast("operator"), at=clock.now())
    ONE_VALUE[cause](given.value(appeal, Field.PHONE), cast("privacy_officer"))
    assert told(appeal) == [("K3", cause, ["phone"])]


def test_who_was_not_given_the_field_gets_no_notice(given, cast):
    appeal = given.appeal_in_work()
    given.disclosure(appeal, fields=(Field.PROBLEM_TEXT,))
    correct_phone(given, cast, appeal)
    assert told(appeal) == []


def test_unblocking_tells_that_the_data_may_be_used_again(given, cast):
    appeal, _first, _second = given_to_two(given)
    phone, officer = given.value(appeal, Field.PHONE), cast("privacy_officer")
    rights.block_value(phone, by=officer, until=None, reason=WHY)
    rights.unblock_value(phone, by=officer, reason=RightsReason.NOT_CONFIRMED)
    causes = [cause for _party, cause, _fields in told(appeal)]
    assert causes == [NoticeCause.BLOCK] * 2 + [NoticeCause.UNBLOCK] * 2


def test_a_recall_asks_its_own_recipient_and_nobody_else(given, cast):
    appeal, first, _second = given_to_two(given)
    recall_disclosure(first, by=cast("senior_operator"), at=clock.now())
    fields = ["problem_text", "object_address", "phone"]
    assert told(appeal) == [("K1", NoticeCause.RECALL, fields)]


def test_a_recall_of_what_never_arrived_asks_nobody(given, cast):
    appeal, first, _second = given_to_two(given)
    fail_disclosure(first, by=cast("operator"), at=clock.now())
    recall_disclosure(first, by=cast("senior_operator"), at=clock.now())
    assert told(appeal) == []


@pytest.mark.parametrize("deed", [rights.delete_value, rights.restore_value])
def test_what_can_be_undone_within_days_is_told_to_nobody(given, cast, deed):
    appeal, _first, _second = given_to_two(given)
    phone, officer = given.value(appeal, Field.PHONE), cast("privacy_officer")
    rights.delete_value(phone, by=officer, reason=WHY)
    if deed is rights.restore_value:
        deed(phone, by=officer, reason=WHY)
    assert told(appeal) == []


def test_a_text_edited_for_a_recipient_counts_as_the_version_it_was_made_from(given, cast):
    appeal = given.appeal_in_work()
    given.disclosure(appeal, edited_text="Үйде жарық жоқ.")
    text = given.value(appeal, Field.PROBLEM_TEXT)
    rights.correct_value(text, by=cast("operator"), text="Көшеде жарық жоқ.", reason=WHY)
    assert told(appeal) == [("K1", NoticeCause.CORRECTION, ["problem_text"])]


def test_a_second_correction_is_told_only_to_who_holds_the_version_that_was_corrected(given, cast):
    appeal = given.appeal_in_work()
    given.disclosure(appeal)
    correct_phone(given, cast, appeal)
    given.disclosure(appeal, by="senior_operator", to="K3", outside_reason="redirected")
    correct_phone(given, cast, appeal, "+77015554514")
    assert [party for party, _cause, _fields in told(appeal)] == ["K1", "K3"]


def test_who_confirmed_to_have_destroyed_it_is_not_told_again(given, cast):
    appeal, _first, _second = given_to_two(given)
    correct_phone(given, cast, appeal)
    notice = next(one for one in notices_of(appeal.id) if one.third_party.code == "K1")
    deliver_notice(notice, by=cast("operator"), at=clock.now())
    acknowledge_notice(notice, by=cast("operator"), at=clock.now())
    phone = given.value(appeal, Field.PHONE)
    rights.block_value(phone, by=cast("privacy_officer"), until=None, reason=WHY)
    assert [party for party, cause, _f in told(appeal) if cause == NoticeCause.BLOCK] == ["K3"]


def test_a_waived_notice_proves_nothing_so_the_next_deed_is_told_again(given, cast):
    appeal = given.appeal_in_work()
    given.disclosure(appeal)
    correct_phone(given, cast, appeal)
    [notice] = notices_of(appeal.id)
    told_why = {"at": clock.now(), "reason": NoticeWaiver.KNOWN}
    waive_notice(notice, by=cast("senior_operator"), **told_why)
    phone = given.value(appeal, Field.PHONE)
    rights.block_value(phone, by=cast("privacy_officer"), until=None, reason=WHY)
    assert len(told(appeal)) == 2


def test_data_that_goes_out_late_with_an_old_value_is_followed_by_a_notice(given, cast):
    appeal = given.appeal_in_work()
    disclosure = given.disclosure(appeal)
    fail_disclosure(disclosure, by=cast("operator"), at=clock.now())
    correct_phone(given, cast, appeal)
    assert told(appeal) == []
    send_disclosure(disclosure, by=cast("operator"), at=clock.now())
    assert told(appeal) == [("K1", NoticeCause.CORRECTION, ["phone"])]


def test_a_notice_speaks_the_language_of_the_newest_disclosure(given, cast):
    appeal = given.appeal_in_work()
    given.disclosure(appeal, notice_language=Language.KK)
    given.disclosure(appeal, notice_language=Language.RU)
    correct_phone(given, cast, appeal)
    [notice] = notices_of(appeal.id)
    assert notice.language == Language.RU
    assert len(notice.items) == 2


def test_the_entry_of_the_deed_says_how_many_notices_it_opened(given, cast):
    appeal, _first, _second = given_to_two(given)
    correct_phone(given, cast, appeal)
    query = sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1)
    assert db.session.scalars(query).one().detail == "current>superseded;notices=2"

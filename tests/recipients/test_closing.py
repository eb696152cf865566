"""Blocking, deleting, destroying, recalling and withdrawing close the page at once (R-8.2)."""

from datetime import date, timedelta

import pytest

from backoffice import clock
from backoffice.appeals.actions import answer_appeal, reopen_appeal
from backoffice.audit import guard
from backoffice.data_rights.actions import (
    block_applicant,
    block_value,
    correct_value,
    delete_applicant,
    delete_value,
    destroy_applicant,
    destroy_value,
    unblock_value,
)
from backoffice.db import db
from backoffice.disclosures.actions import fail_disclosure, recall_disclosure
from backoffice.objections.actions import record_objection
from backoffice.rules.fields import Field
from backoffice.rules.objections import EVERY_FIELD
from backoffice.rules.vocabulary.consent import LegalBasis, ObjectionReason
from backoffice.rules.vocabulary.personal_values import RightsReason
from backoffice.third_parties.queries import third_party_by_code
from tests.given import PHONE
from tests.recipients.conftest import link_of

WHY = RightsReason.INACCURATE
GIVEN = [Field.PROBLEM_TEXT, Field.OBJECT_ADDRESS, Field.PHONE]


def change(thing, **facts):
    """What another part of the house may come to do; there is no action for it yet."""
    with guard.migrating():
        for name, value in facts.items():
            setattr(thing, name, value)
        db.session.commit()


@pytest.mark.parametrize("field", GIVEN)
@pytest.mark.parametrize(
    ("deed", "more"),
    [(block_value, {"until": None}), (delete_value, {}), (destroy_value, {})],
    ids=["block", "delete", "destroy"],
)
def test_one_value_out_of_use_closes_the_whole_page(
    given, cast, disclosure, guest, field, deed, more
):
    guest.show()
    value = given.value(disclosure.appeal, field)
    deed(value, by=cast("privacy_officer"), reason=WHY, **more)
    assert guest.is_shut_out()
    assert link_of(disclosure).views == 1


@pytest.mark.parametrize("deed", [block_applicant, delete_applicant, destroy_applicant])
def test_all_data_out_of_use_closes_the_page(cast, disclosure, guest, deed):
    more = {"until": None} if deed is block_applicant else {}
    deed(disclosure.appeal, by=cast("privacy_officer"), reason=WHY, **more)
    assert guest.is_shut_out()


@pytest.mark.parametrize("deed", [recall_disclosure, fail_disclosure])
def test_a_recall_or_a_failed_delivery_closes_the_page(cast, disclosure, guest, deed):
    deed(disclosure, by=cast("senior_operator"), at=clock.now())
    assert guest.is_shut_out()


@pytest.mark.parametrize("field", ["phone", EVERY_FIELD])
def test_what_the_applicant_objects_to_closes_the_page(cast, disclosure, guest, field):
    facts = {"field": field, "third_party": None, "reason": ObjectionReason.SAID}
    record_objection(disclosure.appeal, by=cast("senior_operator"), **facts)
    assert guest.is_shut_out()


def test_a_withdrawn_consent_closes_the_page(disclosure, guest):
    change(disclosure.appeal.consent, withdrawn_at=clock.now())
    assert guest.is_shut_out()


def test_a_withdrawal_does_not_close_what_the_law_demands(given, guest_of):
    disclosure = given.disclosure(given.appeal(legal_basis=LegalBasis.LAW, legal_provision="1"))
    guest = guest_of(given.link(disclosure))
    change(disclosure.appeal.consent, withdrawn_at=clock.now())
    guest.show()


def test_the_text_edited_for_the_recipient_closes_with_its_original(given, cast, guest_of):
    disclosure = given.disclosure(given.appeal(), edited_text="Үйде жарық жоқ.")
    guest = guest_of(given.link(disclosure))
    text = given.value(disclosure.appeal, Field.PROBLEM_TEXT)
    destroy_value(text, by=cast("privacy_officer"), reason=WHY)
    assert guest.is_shut_out()


def test_a_value_that_was_not_given_closes_nothing(given, cast, disclosure, guest):
    name = given.value(disclosure.appeal, Field.NAME)
    block_value(name, by=cast("privacy_officer"), until=None, reason=WHY)
    guest.show()


def test_a_corrected_value_is_shown_as_it_was_given(given, cast, disclosure, guest):
    phone = given.value(disclosure.appeal, Field.PHONE)
    correct_value(phone, by=cast("operator"), text="+77015554599", reason=WHY)
    told = guest.show()
    assert PHONE[-2:] in told
    assert "45-99" not in told


def test_unblocking_opens_the_page_again(given, cast, disclosure, guest):
    phone = given.value(disclosure.appeal, Field.PHONE)
    block_value(phone, by=cast("privacy_officer"), until=None, reason=WHY)
    assert guest.is_shut_out()
    unblock_value(phone, by=cast("privacy_officer"), reason=WHY)
    guest.show()


def test_an_answered_appeal_has_reached_its_purpose(cast, disclosure, guest):
    appeal = disclosure.appeal
    answer_appeal(appeal, by=cast("operator"), text="Жауап")
    assert guest.is_shut_out()
    reopen_appeal(appeal, by=cast("senior_operator"))
    guest.show()


def test_a_recipient_struck_off_the_register_opens_nothing(disclosure, guest):
    change(third_party_by_code("K1"), active=False)
    assert guest.is_shut_out()


def test_a_private_recipient_whose_undertaking_ran_out_opens_nothing(disclosure, guest):
    today = clock.today()
    term = {"undertaking_no": "7", "undertaking_from": date(2020, 1, 1)}
    change(third_party_by_code("K1"), kind="private", undertaking_until=today, **term)
    guest.show()
    change(third_party_by_code("K1"), undertaking_until=today - timedelta(days=1))
    assert guest.is_shut_out()

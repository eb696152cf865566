"""Doubting a value and confirming it (policy 5.5; R-5e.4)."""

import pytest

from backoffice.audit.refusals import NotAllowed, Refusal
from backoffice.data_rights.actions import supplement_value
from backoffice.data_rights.doubting import confirm_value, doubt_value
from backoffice.doubts.leaving import standing_doubts
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.completeness import DoubtAnswer, DoubtReason
from backoffice.rules.vocabulary.personal_values import RightsReason
from tests.data_rights.seen import last_entry
from tests.given import NAME, PHONE

NOBODY = DoubtReason.NOBODY_ANSWERS


@pytest.fixture
def phone(given):
    """The phone of an operator's case."""
    return given.value(given.appeal(), Field.PHONE)


def test_the_entry_of_a_doubt_names_field_and_code_and_no_value(phone, cast):
    doubt_value(phone, by=cast("operator"), reason=NOBODY, note=f"{NAME} {PHONE}")
    entry = last_entry()
    assert (entry.action, entry.reason) == (Action.VALUE_DOUBT, NOBODY)
    assert "phone" in entry.field_codes
    told = f"{entry.subject} {entry.fields} {entry.detail}"
    assert NAME not in told
    assert PHONE not in told


def test_a_doubt_leaves_the_value_in_use_and_a_confirmation_ends_every_doubt(phone, cast):
    doubt_value(phone, by=cast("operator"), reason=NOBODY)
    doubt_value(phone, by=cast("operator"), reason=DoubtReason.RECIPIENT_SAYS_WRONG)
    assert phone.is_readable
    assert len(standing_doubts(phone)) == 2
    confirm_value(phone, by=cast("operator"), reason=DoubtAnswer.APPLICANT_CONFIRMED)
    assert standing_doubts(phone) == []
    assert last_entry().reason == DoubtAnswer.APPLICANT_CONFIRMED


@pytest.mark.parametrize(
    ("reason", "code"), [(NOBODY, "doubt.exists"), (DoubtReason.CHECK_DIGIT, "doubt.reason")]
)
def test_a_doubt_is_said_once_and_what_the_program_finds_by_nobody(phone, cast, reason, code):
    doubt_value(phone, by=cast("operator"), reason=NOBODY)
    with pytest.raises(Refusal) as refused:
        doubt_value(phone, by=cast("operator"), reason=reason)
    assert refused.value.code == code


def test_only_a_contact_can_be_left_unanswered(given, cast):
    address = given.value(given.appeal(), Field.OBJECT_ADDRESS)
    with pytest.raises(Refusal) as refused:
        doubt_value(address, by=cast("operator"), reason=NOBODY)
    assert refused.value.code == "doubt.reason"


def test_what_nobody_doubts_is_not_confirmed(phone, cast):
    with pytest.raises(Refusal) as refused:
        confirm_value(phone, by=cast("operator"), reason=DoubtAnswer.DOCUMENT_SEEN)
    assert refused.value.code == "doubt.none"


@pytest.mark.parametrize("role", ["manager", "auditor", "administrator"])
def test_who_does_not_work_on_cases_neither_doubts_nor_confirms(phone, cast, role):
    with pytest.raises(NotAllowed):
        doubt_value(phone, by=cast(role), reason=NOBODY)
    with pytest.raises(NotAllowed):
        confirm_value(phone, by=cast(role), reason=DoubtAnswer.DOCUMENT_SEEN)


def test_a_supplemented_number_that_cannot_be_right_is_doubtful(given, cast):
    appeal = given.appeal(category="LAND", collect_reason="applicant_asked")
    told = {"field": Field.IIN, "text": "010305390006", "reason": RightsReason.INCOMPLETE}
    value = supplement_value(appeal, by=cast("operator"), **told)
    assert [doubt.reason for doubt in standing_doubts(value)] == [DoubtReason.CHECK_DIGIT]

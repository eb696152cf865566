"""Supplementing the data of a case: incomplete data is completed, and no more (policy 5.3, 5.5)."""

import pytest

from backoffice.audit.refusals import Refusal
from backoffice.data_rights import actions
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason, ValueState
from tests.data_rights.seen import NOTE, all_of, last_entry, numbers_found, read
from tests.given import PERSON, PHONE

WHY = RightsReason.INCOMPLETE
EMAIL = "aliya@example.kz"


def supplement(appeal, person, field=Field.EMAIL, text=EMAIL, **more):
    return actions.supplement_value(appeal, by=person, field=field, text=text, reason=WHY, **more)


def without(*fields):
    return {field: text for field, text in PERSON.items() if field not in fields}


def test_a_field_the_case_lacks_is_added(given, cast):
    added = supplement(given.appeal_in_work(), cast("operator"))
    assert (added.state, added.party) == (ValueState.CURRENT, "applicant")
    assert read(added, cast("operator")) == EMAIL


def test_a_phone_that_was_missing_is_found_once_it_is_added(given, cast):
    appeal = given.appeal(texts=without(Field.PHONE), number_hidden=True)
    supplement(appeal, cast("operator"), Field.PHONE, "8 701 555 45 12")
    assert numbers_found(PHONE) == [appeal.number]


def test_the_entry_names_field_and_reason_and_no_value(given, cast):
    appeal = given.appeal_in_work()
    supplement(appeal, cast("operator"), note=NOTE)
    entry = last_entry()
    assert (entry.action, entry.subject) == (Action.VALUE_SUPPLEMENT, f"appeal:{appeal.number}")
    assert (entry.field_codes, entry.reason) == (("email", "note"), WHY)
    assert EMAIL not in all_of(entry)
    assert NOTE not in all_of(entry)


@pytest.mark.parametrize(
    "field", [Field.IIN, Field.BIN, Field.NOTE, Field.ANSWER, Field.REPRESENTATIVE_NAME]
)
def test_a_field_the_category_does_not_ask_for_is_refused(given, cast, field):
    with pytest.raises(Refusal, match="field.not-collected"):
        supplement(given.appeal_in_work(category="ROAD"), cast("operator"), field, "X")


def test_a_field_that_has_a_value_is_corrected_instead(given, cast):
    with pytest.raises(Refusal, match="value.exists"):
        supplement(given.appeal_in_work(), cast("operator"), Field.PHONE, "+77015554514")


@pytest.mark.parametrize("state", [ValueState.BLOCKED, ValueState.DELETED])
def test_a_value_that_could_come_back_leaves_no_room_for_another(phone_in, cast, state):
    appeal = phone_in(state).appeal
    with pytest.raises(Refusal, match="value.exists"):
        supplement(appeal, cast("privacy_officer"), Field.PHONE, "+77015554514")


def test_after_destruction_the_applicant_may_give_the_value_again(phone_in, cast):
    appeal = phone_in(ValueState.DESTROYED).appeal
    supplement(appeal, cast("privacy_officer"), Field.PHONE, "+77015554514")
    assert numbers_found("+77015554514") == [appeal.number]


def test_nothing_about_a_person_is_added_to_an_anonymous_appeal(given, cast):
    appeal = given.appeal(texts=without(Field.NAME, Field.PHONE), is_anonymous=True)
    with pytest.raises(Refusal, match="field.not-collected"):
        supplement(appeal, cast("operator"))


def test_an_empty_text_is_refused(given, cast):
    with pytest.raises(Refusal, match="value.empty"):
        supplement(given.appeal_in_work(), cast("operator"), text="  ")


def test_nothing_is_added_to_a_case_whose_data_is_blocked_whole(given, cast):
    appeal = given.appeal_in_work()
    officer = cast("privacy_officer")
    actions.block_applicant(appeal, by=officer, until=None, reason=RightsReason.UNLAWFUL)
    with pytest.raises(Refusal, match="value.all-blocked"):
        supplement(appeal, officer)

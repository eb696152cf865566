"""Correcting a value: inaccurate data is put right (policy 5.5)."""

import pytest

from backoffice.appeals.queries import values_of
from backoffice.audit.refusals import Refusal, Stale
from backoffice.data_rights.actions import correct_value
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason, ValueState
from tests.data_rights.seen import NOTE, OTHER_PHONE, all_of, last_entry, numbers_found, read
from tests.given import NAME, PHONE, TEXT

WHY = RightsReason.OPERATOR_ERROR


def corrected(given, cast, field=Field.PHONE, text=OTHER_PHONE, **more):
    old = given.value(given.appeal_in_work(), field)
    return old, correct_value(old, by=cast("operator"), text=text, reason=WHY, **more)


def test_the_new_value_is_in_force_and_the_old_one_is_superseded(given, cast):
    old, new = corrected(given, cast)
    assert (old.state, new.state) == (ValueState.SUPERSEDED, ValueState.CURRENT)
    assert read(new, cast("operator")) == OTHER_PHONE


def test_the_old_value_stays_sealed_for_the_accounting_of_disclosures(given, cast):
    old, new = corrected(given, cast)
    assert old.sealed is not None
    assert new.lineage_id == old.lineage_id
    assert read(old, cast("operator")) == PHONE


def test_an_appeal_is_found_by_the_new_phone_and_no_longer_by_the_old_one(given, cast):
    old, _new = corrected(given, cast)
    assert numbers_found(OTHER_PHONE) == [old.appeal.number]
    assert numbers_found(PHONE) == []


def test_the_entry_names_field_and_reason_and_no_value(given, cast):
    old, _new = corrected(given, cast, note=NOTE)
    entry = last_entry()
    assert entry.action == Action.VALUE_CORRECT
    assert entry.appeal_number == old.appeal.number
    assert entry.reason == WHY
    assert entry.field_codes == ("note", "phone")
    assert not [word for word in (PHONE, OTHER_PHONE, NOTE, NAME) if word in all_of(entry)]


def test_a_note_is_kept_as_personal_data_of_the_case(given, cast):
    old, _new = corrected(given, cast, note=f"  {NOTE} ")
    note = given.value(old.appeal, Field.NOTE)
    assert note.party == "case"
    assert read(note, cast("operator")) == NOTE


def test_without_a_note_nothing_is_sealed_but_the_new_value(given, cast):
    old = given.value(given.appeal_in_work(), Field.PHONE)
    before = len(values_of(old.appeal_id))
    correct_value(old, by=cast("operator"), text=OTHER_PHONE, reason=WHY, note="  ")
    assert len(values_of(old.appeal_id)) == before + 1


@pytest.mark.parametrize("same", [PHONE, "8 (701) 555-45-12", " +7 701 555 45 12 "])
def test_the_same_phone_written_in_another_way_is_no_correction(given, cast, same):
    with pytest.raises(Refusal, match="value.same"):
        corrected(given, cast, text=same)


def test_line_ends_of_the_browser_are_no_correction(given, cast):
    given_text = f"{TEXT}\nЖәрдем беріңіздер."
    appeal = given.appeal_in_work()
    first = given.value(appeal, Field.PROBLEM_TEXT)
    second = correct_value(first, by=cast("operator"), text=given_text, reason=WHY)
    with pytest.raises(Refusal, match="value.same"):
        correct_value(
            second, by=cast("operator"), text=given_text.replace("\n", "\r\n"), reason=WHY
        )


def test_an_empty_text_is_no_correction(given, cast):
    with pytest.raises(Refusal, match="value.empty"):
        corrected(given, cast, text=" \r\n ")


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        (Field.PHONE, "8 (701) 555-45-13", OTHER_PHONE),
        (Field.NAME, "  Сатбаева   Алия ", "Сатбаева Алия"),
    ],
)
def test_a_correction_is_kept_in_the_form_registration_keeps(given, cast, field, typed, kept):
    _old, new = corrected(given, cast, field=field, text=typed)
    assert read(new, cast("operator")) == kept


def test_a_refused_correction_leaves_everything_as_it_was(given, cast):
    old = given.value(given.appeal_in_work(), Field.PHONE)
    before = (len(values_of(old.appeal_id)), last_entry().seq, old.version)
    with pytest.raises(Refusal, match="value.same"):
        correct_value(old, by=cast("operator"), text=PHONE, reason=WHY, note=NOTE)
    assert (len(values_of(old.appeal_id)), last_entry().seq, old.version) == before


def test_a_reason_outside_the_list_is_never_written_down(given, cast):
    old = given.value(given.appeal_in_work(), Field.PHONE)
    with pytest.raises(ValueError, match="RightsReason"):
        correct_value(old, by=cast("operator"), text=OTHER_PHONE, reason=NAME)
    assert old.state == ValueState.CURRENT


def test_a_form_drawn_from_an_older_version_is_stale(given, cast):
    old = given.value(given.appeal_in_work(), Field.PHONE)
    drawn_from = old.version
    facts = {"by": cast("operator"), "reason": WHY, "form_version": drawn_from}
    correct_value(old, text=OTHER_PHONE, **facts)
    with pytest.raises(Stale):
        correct_value(old, text="+77015554514", **facts)


def test_a_copy_for_a_recipient_is_never_corrected_by_itself(given, cast):
    appeal = given.appeal_in_work()
    given.disclosure(appeal, edited_text="Үйде жарық жоқ.")
    [copy] = [value for value in values_of(appeal.id) if value.recipient_copy]
    with pytest.raises(Refusal, match="value.copy"):
        correct_value(copy, by=cast("senior_operator"), text="Жарық жоқ.", reason=WHY)

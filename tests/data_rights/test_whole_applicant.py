"""All data of an applicant at once: every personal value of the appeal (policy 3.1, 3.5, 5.5)."""

from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.appeals.actions import add_note
from backoffice.appeals.queries import values_of
from backoffice.audit.models import AuditEntry
from backoffice.audit.refusals import Refusal, Stale
from backoffice.data_rights import actions
from backoffice.data_rights.queries import mark_of
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason, ValueState
from backoffice.vault.maintenance import check_vault
from backoffice.vault.values import the_vault
from tests.data_rights.seen import NOTE, OTHER_PHONE, all_of, last_entry, numbers_found, read
from tests.given import NAME, PERSON, PHONE, TEXT

WHY = RightsReason.CONSENT_WITHDRAWN


@pytest.fixture
def case(given, cast):
    """A case with a corrected phone, a note, and a copy edited for a recipient."""
    appeal = given.appeal_in_work()
    add_note(appeal, by=cast("operator"), text=NOTE)
    actions.correct_value(
        given.value(appeal, Field.PHONE), by=cast("operator"), text=OTHER_PHONE, reason=WHY
    )
    given.disclosure(appeal, edited_text="Үйде жарық жоқ.")
    return appeal


@pytest.fixture
def officer(cast):
    return cast("privacy_officer")


def states(appeal) -> set[str]:
    return {value.state for value in values_of(appeal.id)}


def readable(appeal, person) -> set[str]:
    texts = (read(value, person) for value in values_of(appeal.id))
    return {text for text in texts if text is not None}


def days_later(days: int):
    moment = clock.now() + timedelta(days=days)
    return clock.running_at(lambda: moment)


def test_blocking_stops_the_use_of_every_value_in_force(case, officer):
    actions.block_applicant(case, by=officer, until=None, reason=WHY)
    assert states(case) == {ValueState.BLOCKED, ValueState.SUPERSEDED}
    assert numbers_found(OTHER_PHONE) == []


def test_nothing_is_disclosed_of_a_blocked_applicant(case, given, officer):
    actions.block_applicant(case, by=officer, until=None, reason=WHY)
    with pytest.raises(Refusal, match="disclosure.not-readable"):
        given.disclosure(case)


def test_unblocking_brings_every_blocked_value_back_into_use(case, given, officer):
    until = clock.today() + timedelta(days=3)
    actions.block_applicant(case, by=officer, until=until, reason=WHY)
    assert given.value(case, Field.NAME).blocked_until == until
    actions.unblock_applicant(case, by=officer, reason=WHY)
    assert states(case) == {ValueState.CURRENT, ValueState.SUPERSEDED}
    assert {v.blocked_until for v in values_of(case.id)} == {None}
    assert NAME in readable(case, officer)


def test_deleting_takes_blocked_values_too_and_restoring_brings_all_back(case, given, officer):
    actions.block_value(given.value(case, Field.NAME), by=officer, until=None, reason=WHY)
    actions.delete_applicant(case, by=officer, reason=WHY)
    assert states(case) == {ValueState.DELETED, ValueState.SUPERSEDED}
    actions.restore_applicant(case, by=officer, reason=WHY)
    assert states(case) == {ValueState.CURRENT, ValueState.SUPERSEDED}


def test_after_the_term_nothing_of_the_applicant_is_restored(case, app, officer):
    actions.delete_applicant(case, by=officer, reason=WHY)
    with (
        days_later(app.config["RESTORE_DAYS"] + 1),
        pytest.raises(Refusal, match="value.restore-term"),
    ):
        actions.restore_applicant(case, by=officer, reason=WHY)
    assert ValueState.CURRENT not in states(case)


def test_only_what_is_within_its_own_term_is_restored(case, given, app, officer):
    actions.delete_value(given.value(case, Field.NAME), by=officer, reason=WHY)
    with days_later(app.config["RESTORE_DAYS"] + 1):
        actions.delete_value(given.value(case, Field.PHONE), by=officer, reason=WHY)
        restored = actions.restore_applicant(case, by=officer, reason=WHY)
    assert [value.field for value in restored] == [Field.PHONE]
    assert given.value(case, Field.NAME).state == ValueState.DELETED


def test_destroying_leaves_nothing_that_anybody_can_read(case, officer):
    destroyed = actions.destroy_applicant(case, by=officer, reason=WHY)
    assert len(destroyed) == len(PERSON) + 3  # the older phone, the note, the recipient's copy
    assert states(case) == {ValueState.DESTROYED}
    assert readable(case, officer) == set()
    assert numbers_found(PHONE) == numbers_found(OTHER_PHONE) == []
    report = check_vault(the_vault())
    assert report.is_ok
    assert (report.living, report.destroyed) == (0, len(destroyed))


def test_destroying_takes_blocked_and_deleted_values_too(case, given, officer):
    actions.block_value(given.value(case, Field.NAME), by=officer, until=None, reason=WHY)
    actions.delete_value(given.value(case, Field.PROBLEM_TEXT), by=officer, reason=WHY)
    actions.destroy_applicant(case, by=officer, reason=WHY)
    assert states(case) == {ValueState.DESTROYED}


def test_destroying_the_data_leaves_the_case_of_another_applicant_alone(case, given, officer):
    other = given.appeal()
    actions.destroy_applicant(case, by=officer, reason=WHY)
    assert readable(other, officer) == set(PERSON.values())
    assert numbers_found(PHONE) == [other.number]


def test_the_destruction_of_everything_takes_no_note(case, officer):
    with pytest.raises(TypeError):
        actions.destroy_applicant(case, by=officer, reason=WHY, note=NOTE)


def test_nothing_goes_that_the_confirmation_did_not_name(case, officer, cast):
    listed = mark_of(values_of(case.id))
    add_note(case, by=cast("operator"), text=NOTE)
    with pytest.raises(Stale):
        actions.destroy_applicant(case, by=officer, reason=WHY, listed=listed)
    assert TEXT in readable(case, officer)


def test_one_record_gone_and_another_come_is_not_the_same_list(given, case, officer, cast):
    listed = mark_of(values_of(case.id))
    actions.destroy_value(given.value(case, Field.PHONE), by=officer, reason=WHY)
    add_note(case, by=cast("operator"), text=NOTE)
    with pytest.raises(Stale):
        actions.destroy_applicant(case, by=officer, reason=WHY, listed=listed)
    assert TEXT in readable(case, officer)


@pytest.mark.parametrize(
    "deed",
    [actions.unblock_applicant, actions.restore_applicant],
)
def test_a_deed_that_nothing_allows_is_refused_and_leaves_no_entry(case, officer, deed):
    seq = last_entry().seq
    with pytest.raises(Refusal, match="value.nothing"):
        deed(case, by=officer, reason=WHY)
    assert last_entry().seq == seq


def test_nothing_is_left_to_do_once_everything_is_destroyed(case, officer):
    actions.destroy_applicant(case, by=officer, reason=WHY)
    with pytest.raises(Refusal, match="value.nothing"):
        actions.destroy_applicant(case, by=officer, reason=WHY)
    with pytest.raises(Refusal, match="value.nothing"):
        actions.block_applicant(case, by=officer, until=None, reason=WHY)


def test_each_deed_leaves_one_entry_with_fields_and_reason_and_no_value(case, officer):
    deeds = [
        (Action.APPLICANT_BLOCK, actions.block_applicant, {"until": None, "note": NOTE}),
        (Action.APPLICANT_UNBLOCK, actions.unblock_applicant, {}),
        (Action.APPLICANT_DELETE, actions.delete_applicant, {}),
        (Action.APPLICANT_RESTORE, actions.restore_applicant, {}),
        (Action.APPLICANT_DESTROY, actions.destroy_applicant, {}),
    ]
    for action, deed, facts in deeds:
        seq = last_entry().seq
        deed(case, by=officer, reason=WHY, **facts)
        entry: AuditEntry = last_entry()
        assert entry.seq == seq + 1
        assert (entry.action, entry.appeal_number) == (action, case.number)
        assert entry.reason == WHY
        assert set(entry.field_codes) == {*map(str, PERSON), "note"}
        held = (NAME, PHONE, OTHER_PHONE, TEXT, NOTE)
        assert not [text for text in held if text in all_of(entry)]

"""Destroying a value: afterwards it cannot be restored by anybody (policy 3.5)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.appeals.queries import values_of
from backoffice.audit.door import deed_of
from backoffice.audit.refusals import Refusal, Stale, WrongState
from backoffice.data_rights.actions import (
    after_destruction,
    correct_value,
    destroy_value,
    restore_value,
)
from backoffice.data_rights.queries import mark_of
from backoffice.installation import finish_interrupted
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason, ValueState
from backoffice.vault.keystore import destroy_keys, fence, search_token, value_key
from backoffice.vault.maintenance import check_vault
from backoffice.vault.values import destroy, the_vault
from tests.data_rights.seen import NOTE, OTHER_PHONE, all_of, last_entry, numbers_found, read
from tests.given import NAME, PHONE, TEXT

WHY = RightsReason.UNLAWFUL


def in_vault(column: sa.Column, value_id: int) -> int:
    """How many rows of a table of the vault speak of a value."""
    with the_vault().store.engine.connect() as connection:
        query = sa.select(sa.func.count()).select_from(column.table).where(column == value_id)
        return connection.execute(query).scalar_one()


def secrets_of(value_id: int, sealed: bytes) -> list[bytes]:
    """All that is stored of a value: sealed bytes, wrapped key, search tokens."""
    with the_vault().store.engine.connect() as connection:
        keys = sa.select(value_key.c.wrapped).where(value_key.c.id == value_id)
        tokens = sa.select(search_token.c.token).where(search_token.c.value_id == value_id)
        return [
            sealed,
            *connection.execute(keys).scalars(),
            *(token.to_bytes(8, "big") for token in connection.execute(tokens).scalars()),
        ]


def files_with(folder: Path, needles: list[bytes]) -> set[str]:
    """Names of the files of an installation that hold any of these bytes."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.name for path in files if any(n in path.read_bytes() for n in needles)}


def in_clear(*texts: str) -> list[bytes]:
    return [text.encode(code) for text in texts for code in ("utf-8", "utf-16-le", "utf-16-be")]


def destroy_and_fail(value, person) -> None:
    """The deed of destroying, cut short by an exception after all of its work."""
    with deed_of(Action.VALUE_DESTROY, value, person):
        destroy([value])
        raise ZeroDivisionError


def versions(appeal, field) -> Iterator[str]:
    return (value.state for value in values_of(appeal.id) if value.field == field)


def test_no_key_no_token_no_sealed_bytes_are_left_and_a_fence_stands(phone_in):
    value = phone_in(ValueState.DESTROYED)
    assert value.sealed is None
    assert in_vault(value_key.c.id, value.id) == 0
    assert in_vault(search_token.c.value_id, value.id) == 0
    assert in_vault(fence.c.value_id, value.id) == 1
    assert check_vault(the_vault()).is_ok


def test_what_is_left_is_a_mark_of_the_field_and_the_moment(phone_in, cast):
    value = phone_in(ValueState.DESTROYED)
    assert value.field == Field.PHONE
    assert (clock.now() - value.changed_at).total_seconds() < 60
    assert read(value, cast("privacy_officer")) is None
    assert numbers_found(PHONE) == []


def test_every_version_and_every_copy_for_a_recipient_goes_with_it(given, cast):
    appeal, officer = given.appeal_in_work(), cast("privacy_officer")
    given.disclosure(appeal, edited_text="Үйде жарық жоқ.")
    first = given.value(appeal, Field.PROBLEM_TEXT)
    second = correct_value(first, by=officer, text=f"{TEXT} Тез арада.", reason=WHY)
    destroyed = destroy_value(second, by=officer, reason=WHY)
    assert len(destroyed) == 3
    assert set(versions(appeal, Field.PROBLEM_TEXT)) == {ValueState.DESTROYED}
    assert last_entry().detail == "records=3;notices=1"


def test_other_values_of_the_case_stay(phone_in, given, cast):
    appeal = phone_in(ValueState.DESTROYED).appeal
    assert read(given.value(appeal, Field.NAME), cast("operator")) == NAME


def test_the_entry_names_field_and_reason_and_no_value(given, cast):
    value = given.value(given.appeal_in_work(), Field.PHONE)
    destroy_value(value, by=cast("privacy_officer"), reason=WHY, note=NOTE)
    entry = last_entry()
    assert (entry.action, entry.subject) == (Action.VALUE_DESTROY, f"value:{value.id}")
    assert (entry.field_codes, entry.reason) == (("note", "phone"), WHY)
    assert PHONE not in all_of(entry)
    assert NOTE not in all_of(entry)


def test_a_destroyed_value_is_never_restored(phone_in, cast):
    value = phone_in(ValueState.DESTROYED)
    with pytest.raises(WrongState):
        restore_value(value, by=cast("privacy_officer"), reason=WHY)


def test_a_copy_for_a_recipient_is_never_destroyed_by_itself(given, cast):
    appeal = given.appeal_in_work()
    given.disclosure(appeal, edited_text="Үйде жарық жоқ.")
    [copy] = [value for value in values_of(appeal.id) if value.recipient_copy]
    with pytest.raises(Refusal, match="value.copy"):
        destroy_value(copy, by=cast("privacy_officer"), reason=WHY)


def test_nothing_goes_that_the_confirmation_did_not_name(given, cast):
    value, officer = given.value(given.appeal_in_work(), Field.PHONE), cast("privacy_officer")
    listed = mark_of([value])
    newer = correct_value(value, by=officer, text=OTHER_PHONE, reason=WHY)
    with pytest.raises(Stale):
        destroy_value(newer, by=officer, reason=WHY, listed=listed)
    assert read(newer, officer) == OTHER_PHONE
    assert len(destroy_value(newer, by=officer, reason=WHY, listed=mark_of([value, newer]))) == 2


def test_an_exception_within_the_deed_leaves_everything_as_it_was(given, cast):
    appeal = given.appeal_in_work()
    before, seq = check_vault(the_vault()), last_entry().seq
    value = given.value(appeal, Field.PHONE)
    with pytest.raises(ZeroDivisionError):
        destroy_and_fail(value, cast("privacy_officer"))
    assert check_vault(the_vault()) == before
    assert last_entry().seq == seq
    kept = given.value(appeal, Field.PHONE)
    assert kept.state == ValueState.CURRENT
    assert read(kept, cast("operator")) == PHONE


def test_a_process_killed_half_way_is_finished_at_the_next_start(given, cast):
    appeal = given.appeal_in_work()
    first = given.value(appeal, Field.PHONE)
    second = correct_value(first, by=cast("operator"), text=OTHER_PHONE, reason=WHY)
    with the_vault().store.engine.begin() as connection:
        destroy_keys(connection, [first.id, second.id], clock.now(), "audit:0")
    assert not check_vault(the_vault()).is_ok
    assert finish_interrupted() == 2
    assert set(versions(appeal, Field.PHONE)) == {ValueState.DESTROYED}
    assert last_entry().action == Action.DESTRUCTION_FINISH
    assert last_entry().field_codes == ("phone",)
    assert check_vault(the_vault()).is_ok
    assert finish_interrupted() == 0


def test_no_file_of_the_installation_ever_holds_a_value_in_clear(given, cast, installation):
    appeal = given.appeal_in_work()
    needles = in_clear(NAME, NAME.split()[0], PHONE, PHONE[1:], TEXT)
    assert files_with(installation, needles) == set()
    destroy_value(given.value(appeal, Field.NAME), by=cast("privacy_officer"), reason=WHY)
    after_destruction()
    assert files_with(installation, needles) == set()


def test_after_destruction_no_file_holds_the_sealed_bytes_the_key_or_a_token(
    given, cast, installation
):
    value = given.value(given.appeal_in_work(), Field.NAME)
    held = secrets_of(value.id, value.sealed)
    assert len(held) > 3
    assert all(files_with(installation, [one]) for one in held)
    destroy_value(value, by=cast("privacy_officer"), reason=WHY)
    assert value.sealed is None
    assert values_of(value.appeal_id)  # a reading that is still open when the logs are emptied
    after_destruction()
    assert [one for one in held if files_with(installation, [one])] == []
    assert (installation / "data.db-wal").stat().st_size == 0
    assert (installation / "vault.db-wal").stat().st_size == 0

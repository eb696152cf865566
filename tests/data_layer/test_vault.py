"""The vault: one value, one key; destroyed means beyond recovery (policy 3.5)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.accounts.models import SYSTEM
from backoffice.appeals.actions import add_note
from backoffice.appeals.queries import appeal_by_number, appeals_with, values_of
from backoffice.audit.door import deed_of, witness
from backoffice.db import db
from backoffice.installation import finish_interrupted, resume
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault.cipher import SealBroken, open_text, unwrap
from backoffice.vault.keystore import destroy_keys, fence, search_token, value_key
from backoffice.vault.maintenance import check_vault, remove_orphans, rewrap_all
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import destroy, reveal, seal, the_vault
from tests.data_layer.conftest import member_of_cast
from tests.given import NAME, PERSON, PHONE


def read(appeal) -> dict[str, str]:
    values = values_of(appeal.id)
    officer = member_of_cast("privacy_officer")
    with witness(Action.CASE_VIEW, appeal, officer, fields={v.field for v in values}):
        texts = reveal(values)
    return {value.field: texts[value.id] for value in values if value.id in texts}


def vault_rows(table: sa.Table, column: sa.Column[int], value_id: int) -> int:
    with the_vault().store.engine.connect() as connection:
        query = sa.select(sa.func.count()).select_from(table).where(column == value_id)
        return connection.execute(query).scalar_one()


def test_what_was_sealed_is_revealed_again(given):
    assert read(given.appeal()) == {str(field): text for field, text in PERSON.items()}


def test_a_sealed_value_does_not_open_in_another_row_or_field(given):
    appeal = given.appeal()
    value = given.value(appeal, Field.PHONE)
    vault = the_vault()
    generation, wrapped = vault.store.wrapped_keys([value.id])[value.id]
    key = unwrap(vault.keyring.kek(generation), wrapped)
    assert open_text(key, value.id, value.field, value.sealed) == PHONE
    for number, field in ((value.id + 1, value.field), (value.id, "name")):
        with pytest.raises(SealBroken):
            open_text(key, number, field, value.sealed)


def test_every_flipped_bit_of_a_sealed_value_is_noticed(given):
    value = given.value(given.appeal(), Field.PHONE)
    vault = the_vault()
    generation, wrapped = vault.store.wrapped_keys([value.id])[value.id]
    key = unwrap(vault.keyring.kek(generation), wrapped)
    for position in range(len(value.sealed) * 8):
        bent = bytearray(value.sealed)
        bent[position // 8] ^= 1 << position % 8
        with pytest.raises(SealBroken):
            open_text(key, value.id, value.field, bytes(bent))


def test_destroying_leaves_no_key_no_token_no_bytes_and_a_fence(given):
    appeal = given.appeal()
    value = given.value(appeal, Field.NAME)
    officer = member_of_cast("privacy_officer")
    with deed_of(Action.VALUE_DESTROY, value, officer):
        destroy([value])
    assert value.state == ValueState.DESTROYED
    assert value.sealed is None
    assert vault_rows(value_key, value_key.c.id, value.id) == 0
    assert vault_rows(search_token, search_token.c.value_id, value.id) == 0
    assert vault_rows(fence, fence.c.value_id, value.id) == 1
    assert NAME not in read(appeal).values()
    assert not appeals_with([("word", "сатбаева")])
    assert check_vault(the_vault()).is_ok


def test_destroying_takes_every_version_of_the_same_piece(given):
    appeal = given.appeal()
    old = given.value(appeal, Field.PHONE)
    operator, officer = member_of_cast("operator"), member_of_cast("privacy_officer")
    with deed_of(Action.VALUE_CORRECT, old, operator):
        new = seal(
            "+77015554513",
            field=Field.PHONE,
            party=old.party,
            appeal_id=appeal.id,
            by_id=operator.id,
            of=old,
        )
    with deed_of(Action.VALUE_DESTROY, new, officer):
        destroy([new])
    assert {old.state, new.state} == {ValueState.DESTROYED}


def test_a_failed_deed_leaves_no_key_behind(given):
    appeal = given.appeal()
    before = check_vault(the_vault())
    with pytest.raises(ZeroDivisionError):
        _seal_and_fail(appeal)
    assert check_vault(the_vault()) == before


def _seal_and_fail(appeal) -> None:
    operator = member_of_cast("operator")
    with deed_of(Action.NOTE_ADD, appeal, operator):
        seal("x", field=Field.NOTE, party="case", appeal_id=appeal.id, by_id=operator.id)
        raise ZeroDivisionError


def test_a_destruction_cut_short_is_finished_at_the_next_start(given):
    appeal = given.appeal()
    value = given.value(appeal, Field.PHONE)
    with the_vault().store.engine.begin() as connection:
        destroy_keys(connection, [value.id], clock.now(), "audit:0")
    db.session.expire_all()
    assert check_vault(the_vault()).without_key == 1
    assert finish_interrupted() == 1
    assert db.session.get(PersonalValue, value.id).state == ValueState.DESTROYED
    assert check_vault(the_vault()).is_ok
    assert finish_interrupted() == 0


def test_rotation_keeps_the_living_and_an_older_key_opens_nothing(given):
    appeal = given.appeal()
    vault = the_vault()
    old_kek = vault.keyring.kek(vault.keyring.current)
    with deed_of(Action.VAULT_ROTATE, None, SYSTEM):
        vault.keyring.add_generation()
    rewrap_all(vault, lambda _count: None)
    vault.keyring.retire_older()
    assert read(appeal)["phone"] == PHONE
    value = given.value(appeal, Field.PHONE)
    _generation, wrapped = vault.store.wrapped_keys([value.id])[value.id]
    with pytest.raises(SealBroken):
        unwrap(old_kek, wrapped)


def test_a_key_that_no_value_needs_is_found_and_removed(given):
    given.appeal()
    with the_vault().store.engine.begin() as connection:
        connection.execute(sa.insert(value_key).values(id=42, generation=1, wrapped=b"\0" * 40))
    assert check_vault(the_vault()).orphans == 1
    assert remove_orphans(the_vault()) == 1
    assert check_vault(the_vault()).orphans == 0


def test_a_server_that_runs_while_keys_change_seals_under_the_new_ones(open_app, app, given):
    appeal = given.appeal()
    number = appeal.number
    rotated_elsewhere(open_app)
    add_note(appeal_by_number(number), by=member_of_cast("operator"), text="кейін")
    assert check_vault(the_vault()).is_ok
    rotated_elsewhere(open_app)
    assert read(appeal_by_number(number))["note"] == "кейін"
    assert check_vault(the_vault()).is_ok


def rotated_elsewhere(open_app) -> None:
    """Another process changes the keys and forgets the old ones."""
    other = open_app()
    with other.app_context():
        result = other.test_cli_runner().invoke(args=["vault", "rotate"])
        assert result.exit_code == 0, result.output


def test_orphans_are_removed_while_every_deed_waits(open_app, app, given):
    given.appeal()
    with the_vault().store.engine.begin() as connection:
        connection.execute(sa.insert(value_key).values(id=43, generation=1, wrapped=b"\0" * 40))
    result = app.test_cli_runner().invoke(args=["vault", "check", "--repair"])
    assert "removed 1" in result.output
    assert check_vault(the_vault()).is_ok


def test_every_start_finishes_what_a_killed_process_left(open_app, app, given):
    value = given.value(given.appeal(), Field.PHONE)
    with the_vault().store.engine.begin() as connection:
        destroy_keys(connection, [value.id], clock.now(), "audit:0")
    db.session.rollback()
    other = open_app()
    resume(other)
    assert db.session.get(PersonalValue, value.id).state == ValueState.DESTROYED


def test_a_destruction_cut_short_long_ago_is_found_behind_many_others(given):
    value = given.value(given.appeal(), Field.PHONE)
    newer = [
        {"value_id": n, "destroyed_at": clock.now(), "act": "audit:1", "settled": True}
        for n in range(1, 1200)
    ]
    with the_vault().store.engine.begin() as connection:
        destroy_keys(connection, [value.id], clock.now() - timedelta(days=30), "audit:0")
        connection.execute(sa.insert(fence), newer)
    db.session.rollback()
    assert finish_interrupted() == 1
    assert db.session.get(PersonalValue, value.id).state == ValueState.DESTROYED

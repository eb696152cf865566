"""Search tokens made anew: policy 3.1; found again, nothing of the destroyed comes back."""

import pytest
import sqlalchemy as sa

from backoffice.appeals.queries import appeals_with
from backoffice.audit.door import deed_of
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.vault import reindex
from backoffice.vault.index import terms_sought
from backoffice.vault.keystore import search_token, value_key
from backoffice.vault.values import destroy, the_vault
from tests.data_layer.conftest import member_of_cast
from tests.given import NAME, PHONE


def tokens():
    with the_vault().store.engine.connect() as connection:
        return sorted(tuple(row) for row in connection.execute(sa.select(search_token)))


def change_vault(*statements):
    with the_vault().store.engine.begin() as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def reindexing(app):
    def run():
        answer = app.test_cli_runner().invoke(args=["vault", "reindex"])
        db.session.rollback()
        return answer

    return run


def test_lost_and_foreign_tokens_are_put_right_and_the_right_ones_left(given, reindexing):
    appeal = given.appeal()
    right = tokens()
    name, phone = given.value(appeal, Field.NAME), given.value(appeal, Field.PHONE)
    change_vault(
        sa.delete(search_token).where(search_token.c.value_id == name.id),
        sa.insert(search_token).values(token=5, value_id=phone.id, kind="phone"),
    )
    assert not appeals_with(terms_sought(NAME))
    answer = reindexing()
    assert answer.exit_code == 0, answer.output
    assert "other tokens than before 2" in answer.output
    assert tokens() == right
    assert "other tokens than before 0" in reindexing().output


def test_it_walks_every_page_and_may_be_broken_off_and_run_again(given, reindexing, monkeypatch):
    for _appeal in range(3):
        given.appeal()
    right = tokens()
    monkeypatch.setattr(reindex, "PAGE", 2)
    change_vault(sa.delete(search_token))
    first = reindex.reindex_page(the_vault(), 0)
    assert (first.seen, first.changed) == (2, 2)
    assert "other tokens than before 4" in reindexing().output
    assert tokens() == right


def test_it_leaves_one_entry_of_the_system_that_names_fields_and_no_value(given, reindexing):
    given.appeal()
    answer = reindexing()
    entry = db.session.scalar(sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1))
    assert (entry.action, entry.actor_role, entry.outcome) == ("vault.reindex", "system", "done")
    assert set(entry.field_codes) == {str(field) for field in reindex.SEARCHED}
    for told in (answer.output, *map(str, (entry.detail, entry.subject, entry.reason))):
        assert NAME not in told
        assert PHONE not in told


def test_a_destroyed_value_gets_no_tokens_again(given, reindexing):
    value = given.value(given.appeal(), Field.NAME)
    with deed_of(Action.VALUE_DESTROY, value, member_of_cast("privacy_officer")):
        destroy([value])
    reindexing()
    assert value.id not in {row[1] for row in tokens()}


def test_a_value_that_does_not_open_keeps_its_tokens_and_is_told(given, reindexing):
    value = given.value(given.appeal(), Field.NAME)
    right = tokens()
    change_vault(sa.delete(value_key).where(value_key.c.id == value.id))
    answer = reindexing()
    assert answer.exit_code == 1
    assert "1 values do not open: run `vault check`" in answer.output
    assert tokens() == right

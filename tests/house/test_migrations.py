"""Migrations and models say the same, and every step can be taken back."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask_migrate import downgrade, upgrade

from backoffice.audit.guard import migrating
from backoffice.audit.triggers import APPEND_ONLY_TABLES
from backoffice.db import Base, changing_schema, db
from backoffice.disclosures.models import Disclosure


@pytest.fixture
def changing():
    """The schema may change, as it may while `setup` runs."""
    token = changing_schema.set(True)
    with migrating():
        yield
    changing_schema.reset(token)


def tables():
    return set(sa.inspect(db.engine).get_table_names()) - {"alembic_version"}


def triggers():
    query = sa.select(sa.column("name")).select_from(sa.table("sqlite_master"))
    with db.engine.connect() as connection:
        return set(connection.execute(query.where(sa.column("type") == "trigger")).scalars())


def test_the_migrations_make_what_the_models_say(app):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_schema_can_be_taken_back_and_made_again(app, changing):
    made, guarded = tables(), triggers()
    db.session.remove()
    downgrade(revision="base")
    assert not tables()
    upgrade()
    assert tables() == made
    assert triggers() == guarded


def test_every_append_only_table_has_its_triggers(app):
    marked = {
        mapper.local_table.name
        for mapper in Base.registry.mappers
        if getattr(mapper.class_, "append_only", False)
    }
    assert marked <= set(APPEND_ONLY_TABLES)
    expected = {
        f"{table}_no_{verb}" for table in APPEND_ONLY_TABLES for verb in ("update", "delete")
    }
    assert expected <= triggers()


def test_disclosures_made_before_keep_the_recipient_the_register_has_now(app, given, changing):
    made = given.disclosure(given.appeal()).id
    db.session.remove()
    downgrade(revision="0008-1")
    upgrade()
    held = db.session.get(Disclosure, made)
    assert held.recipient_name_kk == held.third_party.name_kk
    assert held.recipient_name_ru == held.third_party.name_ru
    assert held.recipient_undertaking_no == held.third_party.undertaking_no

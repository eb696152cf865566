"""Each thing a page needs is broken for real, and the probe names it by a code alone."""

import os
import shutil
from contextlib import contextmanager
from contextvars import Context
from datetime import timedelta
from threading import active_count
from time import monotonic

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.accounts.models import SYSTEM
from backoffice.audit.checkpoints import write_checkpoint
from backoffice.audit.guard import migrating
from backoffice.audit.models import AuditEntry
from backoffice.audit.triggers import drop_statements
from backoffice.db import db, schema_may_change
from backoffice.vault.keyring import Keyring
from backoffice.vault.values import the_vault

WHOLE = {"schema", "keyring", "vault", "disk-checkpoints", "disk-instance", "checkpoint"}
NOBODY = 65534


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "instance"


@pytest.fixture
def probe(app, given):
    """Asks from this machine, as a process of the server would; answers with what was found."""
    given.appeal()
    write_checkpoint(None, by=SYSTEM)

    def ask(*, status):
        db.session.rollback()
        answer = Context().run(app.test_client().get, "/readyz")
        assert answer.status_code == status
        assert answer.json["ready"] is (status == 200)
        assert not [text for text in answer.headers if text[0] == "Set-Cookie"]
        return {check["name"]: check["code"] for check in answer.json["checks"]}

    return ask


def change(statement, engine=None):
    """Change a schema as somebody with the rights of its owner would."""
    with migrating(), schema_may_change(), (engine or db.engine).connect() as connection:
        connection.execute(sa.text(statement))
        connection.commit()


def wrong(found):
    return {name: code for name, code in found.items() if code != "ok"}


def test_a_whole_installation_is_ready_and_the_probe_writes_nothing(probe):
    before = db.session.scalar(sa.select(sa.func.max(AuditEntry.seq)))
    found = probe(status=200)
    assert set(found) >= WHOLE
    assert not wrong(found)
    db.session.rollback()
    assert db.session.scalar(sa.select(sa.func.max(AuditEntry.seq))) == before


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE alembic_version SET version_num = '0003'", "older"),
        ("UPDATE alembic_version SET version_num = 'ffff'", "newer"),
        ("DROP TABLE notice_event", "incomplete"),
        ("DROP TABLE alembic_version", "missing"),
    ],
)
def test_a_schema_of_another_program_or_with_a_hole_is_not_ready(probe, statement, code):
    change(statement)
    assert wrong(probe(status=503)) == {"schema": code}


def test_a_vault_without_its_tables_is_not_ready(probe):
    change("DROP TABLE search_token", the_vault().store.engine)
    assert wrong(probe(status=503)) == {"vault": "incomplete"}


def test_a_keyring_of_another_installation_is_named(probe, folder):
    (folder / "keyring.json").unlink()
    Keyring.create(folder / "keyring.json", demo=True)
    assert probe(status=503)["keyring"] == "foreign"


def test_a_keyring_with_other_keys_for_the_vault_is_named(probe, folder, tmp_path):
    held = Keyring.read(folder / "keyring.json")
    held.generations = Keyring.create(tmp_path / "other.json", demo=True).generations
    held.write()
    assert wrong(probe(status=503)) == {"vault": "foreign"}


def test_a_keyring_that_was_taken_away_is_named(probe, folder):
    (folder / "keyring.json").unlink()
    assert probe(status=503)["keyring"] == "missing"


def test_a_process_that_started_without_keys_is_not_ready(probe, folder, open_app):
    shutil.move(folder / "keyring.json", folder / "aside")
    other = open_app()
    shutil.move(folder / "aside", folder / "keyring.json")  # too late for this process
    answer = Context().run(other.test_client().get, "/readyz")
    assert answer.status_code == 503
    assert {c["code"] for c in answer.json["checks"] if c["name"] == "vault"} == {"keys"}


def test_less_room_than_asked_for_is_not_ready(probe, app):
    app.config["DISK_FREE_MB"] = 10**9
    found = wrong(probe(status=503))
    assert "disk-checkpoints" in found
    assert set(found.values()) == {"full"}
    assert all(name.startswith("disk-") for name in found)


@contextmanager
def unwritable(place):
    """A folder this account may not write to; who is root gives that up for the meanwhile."""
    place.chmod(0o500)
    is_root = os.getuid() == 0
    if is_root:
        os.setresuid(NOBODY, -1, -1)  # rights are asked of the real user, files opened by root
    try:
        yield
    finally:
        if is_root:
            os.setresuid(0, -1, -1)
        place.chmod(0o700)


@pytest.mark.parametrize("name", ["checkpoints", "instance"])
def test_a_folder_with_room_that_may_not_be_written_is_not_ready(probe, folder, name):
    with unwritable({"checkpoints": folder / "checkpoints", "instance": folder}[name]):
        assert probe(status=503)[f"disk-{name}"] == "readonly"
    assert not wrong(probe(status=200))


def test_a_check_that_stumbles_is_told_and_so_are_the_others(probe, app, caplog):
    app.config["DISK_FREE_MB"] = "much"
    found = wrong(probe(status=503))
    assert set(found.values()) == {"fault"}
    assert all(name.startswith("disk-") for name in found)
    assert "a check of readiness failed" in caplog.text


@pytest.mark.parametrize(
    ("environment", "hours", "status"),
    [("production", 2, 503), ("production", 5, 200), ("production", 0, 200), ("demo", 2, 200)],
)
def test_an_old_checkpoint_counts_in_production_only(probe, app, environment, hours, status):
    app.config.update(ENV=environment, CHECKPOINT_AGE_HOURS=hours)
    later = clock.now() + timedelta(hours=3)
    with clock.running_at(lambda: later):
        found = probe(status=status)
    assert found["checkpoint"] == ("ok" if hours == 5 else "old")


def test_a_log_that_was_never_signed_is_named(probe, app, folder):
    app.config["ENV"] = "production"
    (folder / "checkpoints" / "audit.jsonl").unlink()
    assert wrong(probe(status=503)) == {"checkpoint": "none"}


def test_a_log_that_lost_what_was_signed_is_not_ready(probe):
    change("DROP TABLE audit_entry")
    found = probe(status=503)
    assert found["schema"] == "incomplete"
    assert found["checkpoint"] == "contradicts"


@pytest.mark.parametrize(("environment", "hours"), [("demo", 2), ("production", 0)])
def test_a_log_cut_behind_what_was_signed_is_forgiven_nowhere(probe, app, environment, hours):
    app.config.update(ENV=environment, CHECKPOINT_AGE_HOURS=hours)
    for statement in drop_statements(db.engine.dialect.name, "audit_entry"):
        change(statement)
    change("DELETE FROM audit_entry WHERE seq > 1")
    assert wrong(probe(status=503)) == {"checkpoint": "contradicts"}


def test_a_database_that_hangs_is_told_within_a_second(probe, app, folder):
    """One process holds everything: the probe gives up, and soon answers again."""
    db.session.remove()
    db.engine.dispose()
    holder = sa.create_engine(app.config["DATABASE_URL"])
    if holder.dialect.name == "sqlite":
        seize = ("PRAGMA locking_mode=EXCLUSIVE", "BEGIN IMMEDIATE", "DELETE FROM form_receipt")
    else:
        seize = ("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE",)
    with holder.connect() as connection:
        for statement in seize:
            connection.exec_driver_sql(statement)
        began, threads = monotonic(), active_count()
        for _ in range(3):
            assert probe_quietly(app) == "slow"
        assert monotonic() - began < 4
        assert active_count() <= threads + 1, "all who ask share one look"
    holder.dispose()
    until = monotonic() + 15
    while probe_quietly(app) == "slow":
        assert monotonic() < until
    assert probe_quietly(app) == "ok"


def probe_quietly(app):
    answer = Context().run(app.test_client().get, "/readyz")
    return answer.json["checks"][0]["code"]

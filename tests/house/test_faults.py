"""A locked database and a full disk: a page that says so, and nothing half done (trust 8)."""

import sqlite3
from datetime import timedelta

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.appeals.queries import values_of
from backoffice.audit.models import AuditEntry
from backoffice.audit.verification import verify
from backoffice.db import db
from backoffice.rules.fields import Field
from backoffice.vault.maintenance import check_vault
from backoffice.vault.values import the_vault

NOTE = "Ескерту: құлыптаулы кезде"


@pytest.fixture
def impatient(app):
    """The databases give up after a moment instead of ten seconds."""

    def hurry(connection, _record):
        connection.execute("PRAGMA busy_timeout=50")

    engines = (db.engine, the_vault().store.engine)
    for engine in engines:
        sa.event.listen(engine, "connect", hurry)
        db.session.remove()
        engine.dispose()
    yield
    for engine in engines:
        sa.event.remove(engine, "connect", hurry)


@pytest.fixture(params=["data.db", "vault.db"])
def lock(request, installation):
    """Holds one of the two databases locked, as a backup or a stuck process would."""
    other = sqlite3.connect(installation / request.param, isolation_level=None)
    yield other
    other.close()


def entries():
    db.session.rollback()
    return db.session.scalar(sa.select(sa.func.count()).select_from(AuditEntry))


def notes_of(appeal_id):
    return [value for value in values_of(appeal_id) if value.field == Field.NOTE]


def test_a_locked_database_is_a_page_and_nothing_is_half_done(impatient, lock, given, browser_of):
    appeal = given.appeal_in_work()
    number, appeal_id = appeal.number, appeal.id
    browser = browser_of("operator")
    browser.open(f"/appeals/{number}/note")
    page, before = browser.page, entries()
    lock.execute("BEGIN IMMEDIATE")
    assert browser.submit(f"/appeals/{number}/note", text=NOTE).status_code == 503
    assert "Nothing was saved." in browser.text
    lock.execute("ROLLBACK")
    assert entries() == before
    assert not notes_of(appeal_id)
    browser.page = page
    assert browser.submit(f"/appeals/{number}/note", text=NOTE).status_code == 303
    assert len(notes_of(appeal_id)) == 1
    assert_whole()


def test_a_reading_that_cannot_be_written_down_is_not_shown(
    impatient, installation, given, browser_of
):
    number = given.appeal_in_work().number
    browser = browser_of("operator")
    other = sqlite3.connect(installation / "data.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    browser.open(f"/appeals/{number}", status=503)
    other.close()
    assert "Nothing was saved." in browser.text


def test_a_session_that_cannot_be_renewed_is_a_page_too(impatient, installation, given, browser_of):
    number = given.appeal_in_work().number
    browser = browser_of("operator")
    later = clock.now() + timedelta(minutes=5)
    other = sqlite3.connect(installation / "data.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with clock.running_at(lambda: later):
        browser.open(f"/appeals/{number}", status=503)
    other.close()


def test_a_full_disk_is_a_page_and_nothing_is_half_done(app, given, browser_of):
    appeal = given.appeal_in_work()
    number, appeal_id = appeal.number, appeal.id
    browser = browser_of("operator")
    browser.open(f"/appeals/{number}/note")
    page, before = browser.page, entries()
    full = {"is": True}

    def fill(connection, _record):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages if full['is'] else 1_000_000}")

    sa.event.listen(db.engine, "connect", fill)
    db.session.remove()
    db.engine.dispose()
    assert browser.submit(f"/appeals/{number}/note", text=NOTE * 150).status_code == 503
    assert "Nothing was saved." in browser.text
    full["is"] = False
    db.session.remove()
    db.engine.dispose()
    assert entries() == before
    assert not notes_of(appeal_id)
    browser.page = page
    assert browser.submit(f"/appeals/{number}/note", text=NOTE).status_code == 303
    sa.event.remove(db.engine, "connect", fill)
    assert_whole()


def assert_whole():
    """The chain holds and every living value opens; keys without a value may be left over."""
    assert verify(the_vault().keyring.chain_key).is_ok
    assert check_vault(the_vault()).is_ok

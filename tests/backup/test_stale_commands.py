"""Commands that write do not work upon an installation older than it was, as no page does."""

import pytest

from backoffice.audit.models import AuditEntry
from backoffice.db import db
from tests.backup.test_start import older, put
from tests.conftest import app_at
from tests.data_layer.conftest import close

__all__ = ["older"]
WRITING = [
    ["vault", "check", "--repair"],
    ["notices", "settle"],
    ["retention", "run"],
    ["retention", "execute", "2026-0001"],
    ["audit", "checkpoint"],
    ["vault", "reindex"],
    ["inspection-pack", "."],
]
LOOKING = [
    ["vault", "check"],
    ["notices", "settle", "--dry-run"],
    ["retention", "run", "--dry-run"],
]


def entries():
    return db.session.query(AuditEntry).count()


@pytest.fixture
def stale(app, older, installation):
    """The application over the older data database."""
    put(app, older, installation, "data.db")
    made = app_at(installation)
    with made.app_context():
        yield made
        close(made)


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_what_is_older_than_it_was_is_not_worked_upon(stale, command):
    before = entries()
    told = stale.test_cli_runner().invoke(args=command)
    assert told.exit_code == 1
    assert "backup restore" in told.output
    assert "Traceback" not in told.output
    assert entries() == before


@pytest.mark.parametrize("command", LOOKING, ids=" ".join)
def test_looking_is_open_all_the_same(stale, command):
    assert "backup restore" not in stale.test_cli_runner().invoke(args=command).output

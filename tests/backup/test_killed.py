"""Killed at any step, or on a full disk: a backup stands or not, a restore is done or not begun.

A bounded part runs with every test run; with `ROUNDS` set every change of a name is a step.
"""

import itertools
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from backoffice.audit.models import AuditEntry
from backoffice.audit.verification import verify
from backoffice.backup.shelf import names
from backoffice.backup.start import start
from backoffice.db import db
from backoffice.vault.maintenance import check_vault
from backoffice.vault.values import the_vault
from tests.backup.looking import readable_at
from tests.backup.processes import run_apart
from tests.conftest import app_at
from tests.data_layer.conftest import close
from tests.given import PERSON

EVENTS = ["os.rename", "os.remove", "os.rmdir"] if os.environ.get("ROUNDS") else ["os.rename"]
TEXTS = set(PERSON.values())


def command(folder: Path, *words: object, **told: Any) -> tuple[int, str]:
    """Run a command apart; steps are changes of names under the test's own folder."""
    return run_apart(folder, *words, under=str(folder.parent), events=EVENTS, **told)


@pytest.fixture
def town(app, given, done, destroy, shelf):
    """One living, one destroyed since the backup, one registered after it."""
    kept, gone = given.appeal().number, given.appeal().number
    done("backup", "create", shelf)
    destroy(gone)
    later = given.appeal().number
    close(app)
    return kept, gone, later


def look(folder: Path) -> tuple[bool, set[str]]:
    """Start as the service does; whether it was restored, and actions the log refused."""
    app = app_at(folder)
    start(app)
    with app.app_context():
        assert verify(the_vault().keyring.chain_key).is_ok
        assert check_vault(the_vault()).is_ok
        entries = db.session.scalars(
            sa.select(AuditEntry).where(AuditEntry.action == "backup.restore")
        ).all()
        close(app)
    assert not list(folder.glob("*.restored*"))
    assert not (folder / "restore.json").exists()
    outcomes = {entry.outcome for entry in entries}
    return "done" in outcomes, outcomes


def test_a_restore_killed_at_any_step_is_done_or_not_begun(
    app, town, shelf, installation, tmp_path
):
    kept, gone, later = town
    done_after, copies = [], tmp_path / "copies"
    for step in itertools.count(1):
        folder = copies / str(step) / "instance"
        shutil.copytree(installation, folder)
        code, said = command(folder, "backup", "restore", shelf, "--yes", step=step)
        restored, outcomes = look(folder)
        assert readable_at(folder, kept) == TEXTS
        assert not readable_at(folder, gone)
        assert readable_at(folder, later) == (set() if restored else TEXTS)
        done_after.append(restored)
        if code == 0:
            break
        assert code == -9, said
        assert restored or step == 1 or outcomes == {"refused"}
    assert done_after == sorted(done_after)
    assert {True, False} == set(done_after)
    assert len(done_after) >= 5


def test_a_backup_killed_at_any_step_stands_whole_or_not_at_all(app, town, shelf, installation):
    stood = len(names(shelf / "data"))
    for step in itertools.count(1):
        code, _said = command(installation, "backup", "create", shelf, step=step)
        assert command(installation, "backup", "verify", shelf)[0] == 0
        if code == 0:
            break
    assert command(installation, "backup", "create", shelf)[0] == 0
    assert len(names(shelf / "data")) > stood
    assert len(names(shelf / "vault")) == 2
    assert not list(shelf.glob("*/.new-*"))


@pytest.mark.parametrize("limit", [4096, 60_000])
def test_a_full_disk_leaves_no_half_backup_and_is_told(app, town, shelf, installation, limit):
    before = names(shelf / "data"), names(shelf / "vault")
    code, said = command(installation, "backup", "create", shelf, limit=limit)
    assert code == 1
    assert "Error: Nothing was changed: " in said
    assert (names(shelf / "data"), names(shelf / "vault")) == before
    assert not list(shelf.glob("*/.new-*"))


def test_a_full_disk_leaves_the_installation_as_it_was(app, town, shelf, installation):
    kept, gone, later = town
    code, said = command(installation, "backup", "restore", shelf, "--yes", limit=60_000)
    assert code == 1, said
    assert "Error: " in said
    assert not look(installation)[0]
    assert readable_at(installation, later) == TEXTS
    assert not readable_at(installation, gone)

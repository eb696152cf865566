"""A process killed in the middle of an act: the next start ends it, nothing half done (R-5f.2)."""

import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from backoffice import clock
from backoffice.accounts.models import SYSTEM
from backoffice.appeals.models import Appeal
from backoffice.audit.models import AuditEntry
from backoffice.audit.scope import Scope, scoped
from backoffice.audit.verification import verify
from backoffice.db import db
from backoffice.installation import resume
from backoffice.retention.actions.acts import approve_act, propose_act
from backoffice.retention.queries import act_by_number, progress_of
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.rules.vocabulary.retention import ActState
from backoffice.vault.maintenance import check_vault
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import the_vault
from tests.conftest import app_at
from tests.data_layer.conftest import close, member_of_cast
from tests.given import Given

ROOT = Path(__file__).resolve().parents[2]
CASES = 24
KILLS = 3
PAUSES = (0.0, 0.013, 0.031)  # after an item was told: before, in and after the next commit


def approved(folder: Path) -> str:
    """An act of many cases, approved; its number."""
    app = app_at(folder)
    with app.app_context(), scoped(Scope()):
        given, long_ago = Given(member_of_cast), clock.now() - timedelta(days=400)
        with clock.running_at(lambda: long_ago):
            for _case in range(CASES):
                given.appeal_closed()
        act = propose_act(None, by=member_of_cast("privacy_officer"))
        number = approve_act(act, by=member_of_cast("manager")).number
        close(app)
    return number


def killed(folder: Path, pause: float) -> int:
    """Carry out a few items, then die; how many were told."""
    command = [sys.executable, "-m", "tests.killed_executioner", str(folder)]
    worker = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    for _item in range(2):
        assert worker.stdout
        worker.stdout.readline()
    time.sleep(pause)
    worker.kill()
    return 2 + worker.communicate()[0].count("item\n")


def test_an_act_whose_process_was_killed_is_ended_by_the_next_start(installation: Path):
    number = approved(installation)
    told = sum(killed(installation, pause) for pause in PAUSES[:KILLS])
    app = app_at(installation)
    with app.app_context():
        before = progress_of(act_by_number(number))
        assert told <= before.dealt_with < CASES
        close(app)
    resume(app)
    with app.app_context():
        act = act_by_number(number)
        assert act.state == ActState.DONE
        assert progress_of(act).destroyed == CASES
        living = sa.select(sa.func.count()).select_from(PersonalValue)
        assert db.session.scalar(living.where(PersonalValue.state != ValueState.DESTROYED)) == 0
        assert (
            db.session.scalars(sa.select(Appeal.id).where(Appeal.emptied_at.is_(None))).all() == []
        )
        entries = sa.select(sa.func.count()).select_from(AuditEntry)
        done = db.session.scalar(entries.where(AuditEntry.action == Action.ACT_EXECUTE))
        assert done == CASES  # one entry for each case, however often a process died
        assert act.event(ActState.DONE).by_id == SYSTEM.id
        assert verify(the_vault().keyring.chain_key).is_ok
        assert check_vault(the_vault()).is_ok
        close(app)

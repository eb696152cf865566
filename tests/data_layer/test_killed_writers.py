"""Killed at any moment: nothing acknowledged is lost, nothing is half done (trust T1).

A bounded part runs with every test run; `make crash ROUNDS=100` runs as many as asked.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import sqlalchemy as sa

from backoffice.appeals.models import Appeal
from backoffice.audit.models import AuditEntry
from backoffice.audit.verification import verify
from backoffice.db import db
from backoffice.installation import resume
from backoffice.notices.models import NoticeEvent, NoticeItem
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary import ValueState
from backoffice.vault.maintenance import check_vault
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import the_vault
from tests.conftest import app_at
from tests.data_layer.conftest import close

ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("ROUNDS", "3"))
AT_ONCE = 2
LIFE = 1.5  # seconds of work before the kill, once a process has begun


def killed_round(folder: Path) -> list[str]:
    """Writers that are all killed in the middle of their work; what they acknowledged."""
    command = [sys.executable, "-m", "tests.killed_writer", str(folder)]
    writers = [
        subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        for _ in range(AT_ONCE)
    ]
    first = [str(writer.stdout.readline()) for writer in writers if writer.stdout]
    time.sleep(LIFE)
    for writer in writers:
        writer.kill()
    said = [writer.communicate()[0] for writer in writers]
    # A line cut off by the kill was not acknowledged to anybody.
    return [line for text in [*first, *said] for line in text.split("\n")[:-1]]


def test_killed_writers_lose_nothing_and_leave_nothing_half_done(installation: Path):
    lines = [line for _ in range(ROUNDS) for line in killed_round(installation)]
    registered = {line.split()[1] for line in lines if line.startswith("registered")}
    destroyed = {line.split()[1] for line in lines if line.startswith("destroyed")}
    assert destroyed
    app = app_at(installation)
    resume(app)
    with app.app_context():
        stored = set(db.session.scalars(sa.select(Appeal.number)))
        written = set(
            db.session.scalars(
                sa.select(AuditEntry.appeal_number).where(
                    AuditEntry.action == Action.APPEAL_REGISTER
                )
            )
        )
        assert registered <= stored
        assert written == stored
        assert sorted(int(number[-7:]) for number in stored) == list(range(1, len(stored) + 1))
        alive = db.session.scalars(
            sa.select(Appeal.number)
            .join(PersonalValue, PersonalValue.appeal_id == Appeal.id)
            .where(PersonalValue.state != ValueState.DESTROYED)
        )
        assert not destroyed & set(alive)
        corrected = sa.select(PersonalValue.id).where(PersonalValue.state == ValueState.SUPERSEDED)
        told = sa.select(NoticeItem.value_id).join(
            NoticeEvent, NoticeEvent.notice_id == NoticeItem.notice_id
        )
        assert set(db.session.scalars(corrected)) == set(db.session.scalars(told))
        assert db.session.scalar(corrected.limit(1)) is not None
        assert verify(the_vault().keyring.chain_key).is_ok
        assert check_vault(the_vault()).is_ok
        close(app)

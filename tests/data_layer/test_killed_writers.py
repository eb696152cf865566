"""Killed at any moment: nothing acknowledged is lost, nothing is half done (trust T1).

A bounded part runs with every test run; `make crash ROUNDS=100` runs as many as asked.
"""

import os
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import sqlalchemy as sa

from backoffice.appeals.models import Appeal
from backoffice.audit.models import AuditEntry
from backoffice.audit.verification import verify
from backoffice.db import db
from backoffice.installation import resume
from backoffice.notices.models import NoticeEvent, NoticeItem
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault.maintenance import check_vault
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import the_vault
from tests.conftest import app_at

ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("ROUNDS", "3"))
AT_ONCE = 2
LIFE = 1.0  # seconds of work before the kill, once each process has destroyed something
PATIENCE = 120  # seconds in which it must have


def killed_round(folder: Path) -> list[str]:
    """Writers that are all killed in the middle of their work; what they acknowledged."""
    command = [sys.executable, "-m", "tests.killed_writer", str(folder)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with ExitStack() as stack:
        writers = [
            stack.enter_context(subprocess.Popen(command, cwd=ROOT, **pipes))
            for _ in range(AT_ONCE)
        ]
        for writer in writers:
            stack.callback(writer.kill)
        begun = [line for writer in writers for line in until_it_destroyed(writer)]
        time.sleep(LIFE)
        ended = [writer.stderr.read() for writer in writers if writer.poll() is not None]
        assert not ended, ended
        for writer in writers:
            writer.kill()
        said = [writer.communicate()[0] for writer in writers]
    # A line cut off by the kill was not acknowledged to anybody.
    return begun + [line for text in said for line in text.split("\n")[:-1]]


def until_it_destroyed(writer: subprocess.Popen[str]) -> list[str]:
    """What a writer says until its first destruction. Fails when it ends or hangs before."""
    lines: list[str] = []
    watch = threading.Timer(PATIENCE, writer.kill)
    watch.start()
    for line in writer.stdout:
        lines.append(line.rstrip("\n"))
        if line.startswith("destroyed"):
            break
    watch.cancel()
    assert "destroyed" in "".join(lines[-1:]), writer.stderr.read()
    return lines


def test_killed_writers_lose_nothing_and_leave_nothing_half_done(installation: Path):
    lines = [line for _ in range(ROUNDS) for line in killed_round(installation)]
    registered = {line.split()[1] for line in lines if line.startswith("registered")}
    destroyed = {line.split()[1] for line in lines if line.startswith("destroyed")}
    assert len(destroyed) >= ROUNDS * AT_ONCE
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

"""Backup and restore on both databases: what was destroyed stays so, the living come back."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import appeal_by_number, values_of
from backoffice.audit.models import AuditEntry
from backoffice.audit.refusals import NotFound
from backoffice.audit.verification import verify
from backoffice.backup.start import start
from backoffice.data_rights.actions import destroy_applicant
from backoffice.db import db
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault.maintenance import check_vault
from backoffice.vault.values import the_vault
from tests.backup.processes import run_apart
from tests.data_layer.conftest import close, member_of_cast
from tests.data_layer.test_vault import read
from tests.given import PERSON

TEXTS = {str(field): text for field, text in PERSON.items()}


@pytest.fixture
def command(app) -> Callable[..., str]:
    """Runs a command that ends with this exit code; answers with what it printed."""

    def run(*words: object, ends: int = 0) -> str:
        close(app)
        answer = app.test_cli_runner().invoke(args=[str(word) for word in words])
        close(app)
        assert answer.exit_code == ends, answer.output
        return answer.output

    return run


def destroyed(number: str) -> None:
    officer = member_of_cast("privacy_officer")
    destroy_applicant(appeal_by_number(number), by=officer, reason="unlawful")


def assert_whole() -> None:
    assert verify(the_vault().keyring.chain_key).is_ok
    assert check_vault(the_vault()).is_ok


def test_an_older_copy_with_todays_vault_brings_back_the_living_and_nobody_destroyed(
    app, given, command, tmp_path
):
    kept, gone = given.appeal().number, given.appeal().number
    command("backup", "create", tmp_path / "backup")
    destroyed(gone)
    later = given.appeal().number
    assert "vault: present" in command("backup", "restore", tmp_path / "backup", "--yes")
    assert read(appeal_by_number(kept)) == TEXTS
    assert {v.state for v in values_of(appeal_by_number(gone).id)} == {ValueState.DESTROYED}
    with pytest.raises(NotFound):
        appeal_by_number(later)
    assert_whole()
    actions = list(db.session.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.seq)))
    assert actions[-3:-1] == ["destruction.reapply", "backup.restore"]
    assert given.appeal().number == later  # numbers of the data go on: operations.md warns
    command("backup", "verify", tmp_path / "backup")


def test_the_vault_comes_back_from_its_mirror(app, given, command, tmp_path):
    number = given.appeal().number
    command("backup", "create", tmp_path / "backup")
    assert "vault: 2" in command("backup", "restore", tmp_path / "backup", "--mirror", "--yes")
    assert read(appeal_by_number(number)) == TEXTS
    assert_whole()


def test_an_older_mirror_is_refused_and_everything_stays_as_it_was(app, given, command, tmp_path):
    gone = given.appeal().number
    command("backup", "create", tmp_path / "backup")
    destroyed(gone)
    later = given.appeal().number
    said = command("backup", "restore", tmp_path / "backup", "--mirror", "--yes", ends=1)
    assert "it is older and would bring back what was destroyed" in said
    assert read(appeal_by_number(later)) == TEXTS
    assert_whole()


# Names of the journal change three times: begun, ready, gone. Before or after each of them
# the process dies; from the moment it is ready the restore is carried through.
KILLS = [(1, False, False), (1, True, False), (2, False, False), (2, True, True), (3, False, True)]


@pytest.mark.parametrize(("step", "after", "restored"), KILLS)
def test_a_killed_restore_is_done_or_not_begun_at_the_next_start(
    open_app, app, given, command, tmp_path, step, after, restored
):
    number = given.appeal().number
    command("backup", "create", tmp_path / "backup")
    destroyed(number)
    later = given.appeal().number
    close(app)
    settings = {name: app.config[name] for name in ("DATABASE_URL", "VAULT_URL")}
    ended, said = run_apart(
        Path(app.instance_path),
        *("backup", "restore", tmp_path / "backup", "--yes"),
        settings=settings,
        step=step,
        after=after,
        under=f"{app.instance_path}/restore",
        events=["os.rename", "os.remove"],
    )
    assert ended == -9, said
    other = open_app()
    start(other)
    with other.app_context():
        close(other)
    numbers = set(db.session.scalars(sa.select(Appeal.number)))
    assert (later not in numbers) is restored
    assert {v.state for v in values_of(appeal_by_number(number).id)} == {ValueState.DESTROYED}
    assert_whole()

"""Backup and restore on both databases: what was destroyed stays so, the living come back."""

import pytest
import sqlalchemy as sa

from backoffice.appeals.queries import appeal_by_number, values_of
from backoffice.audit.models import AuditEntry
from backoffice.audit.refusals import NotFound
from backoffice.audit.verification import verify
from backoffice.data_rights.actions import destroy_applicant
from backoffice.db import db
from backoffice.rules.vocabulary import ValueState
from backoffice.vault.maintenance import check_vault
from backoffice.vault.values import the_vault
from tests.data_layer.conftest import close, member_of_cast
from tests.data_layer.test_vault import read
from tests.given import PERSON


@pytest.fixture
def command(app):
    """Runs a command the way `flask --app wsgi` does."""

    def run(*words: object) -> str:
        close(app)
        answer = app.test_cli_runner().invoke(args=[str(word) for word in words])
        close(app)
        assert answer.exit_code == 0, answer.output
        return answer.output

    return run


def destroyed(number: str) -> None:
    destroy_applicant(
        appeal_by_number(number), by=member_of_cast("privacy_officer"), reason="unlawful"
    )


def test_an_older_copy_with_todays_vault_brings_back_the_living_and_nobody_destroyed(
    app, given, command, tmp_path
):
    kept, gone = given.appeal().number, given.appeal().number
    command("backup", "create", tmp_path / "backup")
    destroyed(gone)
    later = given.appeal().number
    said = command("backup", "restore", tmp_path / "backup", "--yes")
    assert "vault: present" in said
    assert read(appeal_by_number(kept)) == {str(f): text for f, text in PERSON.items()}
    assert {v.state for v in values_of(appeal_by_number(gone).id)} == {ValueState.DESTROYED}
    with pytest.raises(NotFound):
        appeal_by_number(later)
    assert verify(the_vault().keyring.chain_key).is_ok
    assert check_vault(the_vault()).is_ok
    actions = list(db.session.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.seq)))
    assert actions[-3:-1] == ["destruction.reapply", "backup.restore"]
    given.appeal()
    command("backup", "verify", tmp_path / "backup")

"""Keyring, vault and data belong together, or nothing is written (policy 2, 3.5)."""

import shutil

import pytest

from backoffice.accounts.models import SYSTEM
from backoffice.audit.door import record_refusal
from backoffice.audit.transaction import writers_held
from backoffice.audit.verification import verify
from backoffice.backup.start import start
from backoffice.db import db
from backoffice.installation import install
from backoffice.rules.actions import Action
from backoffice.vault.keyring import Keyring, KeyringError
from backoffice.vault.maintenance import check_vault
from backoffice.vault.values import the_vault


@pytest.fixture
def keyring(tmp_path):
    """The file of this installation."""
    return tmp_path / "instance" / "keyring.json"


@pytest.fixture
def swapped(app, given, keyring):
    """A filled installation whose keyring was put aside for a foreign, well-formed one."""
    given.appeal()
    db.session.rollback()
    keyring.rename(keyring.with_suffix(".own"))
    Keyring.create(keyring, demo=True)
    yield
    keyring.with_suffix(".own").replace(keyring)
    assert verify(the_vault().keyring.chain_key).is_ok
    assert check_vault(the_vault()).is_ok


def checkpoint():
    record_refusal(Action.AUDIT_CHECKPOINT, SYSTEM, "test")


def hold():
    with writers_held():
        pass


@pytest.mark.parametrize("deed", [checkpoint, hold, "given", "set up"])
def test_what_is_opened_with_a_foreign_keyring_writes_nothing(swapped, open_app, given, deed):
    other = open_app()
    deeds = {"given": given.appeal, "set up": lambda: install(other, demo=True)}
    with other.app_context(), pytest.raises(KeyringError, match="another installation"):
        deeds.get(deed, deed)()


def test_the_service_does_not_start_with_a_foreign_keyring(swapped, open_app):
    other = open_app()
    with pytest.raises(KeyringError, match="another installation"):
        start(other)


def test_a_foreign_keyring_put_in_place_while_it_serves_stops_every_deed(swapped, given):
    with pytest.raises(KeyringError, match="another installation"):
        given.appeal()


def test_a_keyring_lost_while_it_serves_stops_every_deed(given, keyring):
    given.appeal()
    aside = keyring.rename(keyring.with_suffix(".own"))
    with pytest.raises(KeyringError, match="missing"):
        given.appeal()
    aside.rename(keyring)
    given.appeal()


def test_an_older_keyring_of_the_same_installation_stops_every_deed(app, given, keyring):
    given.appeal()
    older = shutil.copy(keyring, keyring.with_suffix(".older"))
    answer = app.test_cli_runner().invoke(args=["vault", "rotate"])
    assert answer.exit_code == 0, answer.output
    newer = shutil.copy(keyring, keyring.with_suffix(".newer"))
    shutil.copy(older, keyring)
    with pytest.raises(KeyringError, match="generation 2"):
        given.appeal()
    shutil.copy(newer, keyring)
    given.appeal()
    assert check_vault(the_vault()).is_ok


def test_a_keyring_that_seals_the_log_but_opens_no_value_is_refused_too(open_app, given, tmp_path):
    given.appeal()
    ring = the_vault().keyring
    ring.generations = Keyring.create(tmp_path / "foreign.json", demo=True).generations
    ring.write()
    other = open_app()
    with other.app_context(), pytest.raises(KeyringError, match="does not open"):
        checkpoint()

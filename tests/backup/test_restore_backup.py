"""Restoring: the living come back, the destroyed never, and nothing happens half (policy 3.5)."""

import csv
import shutil
from contextvars import Context
from pathlib import Path

import pytest
import sqlalchemy as sa

from backoffice.accounts.models import WebSession
from backoffice.audit.models import AuditEntry
from backoffice.backup.presence import enter
from backoffice.backup.shelf import names
from backoffice.db import db
from backoffice.recipients.models import RecipientLink
from backoffice.vault.keyring import Keyring
from backoffice.vault.maintenance import check_vault
from backoffice.vault.values import the_vault
from tests.backup.looking import readable_at
from tests.conftest import app_at
from tests.data_layer.conftest import close
from tests.given import PERSON

TEXTS = set(PERSON.values())


@pytest.fixture
def town(given, done, shelf, destroy, tmp_path):
    """One living, one destroyed since the backup of the data and of its keyring."""
    kept, gone = given.appeal().number, given.appeal().number
    done("backup", "create", shelf, "--keyring", tmp_path / "keys")
    destroy(gone)
    return kept, gone


def last_entry() -> AuditEntry:
    return db.session.query(AuditEntry).order_by(AuditEntry.seq.desc()).first()


def without(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def test_the_question_can_be_answered_with_no_and_nothing_is_changed(town, app, run, shelf):
    before = last_entry().seq
    close(app)
    answer = app.test_cli_runner().invoke(args=["backup", "restore", str(shelf)], input="n\n")
    assert answer.exit_code == 1
    assert last_entry().seq == before


def test_while_somebody_serves_it_is_refused(town, installation, refused, shelf):
    serving = app_at(installation)
    enter(serving)
    assert "stop it first" in refused("backup", "restore", shelf, "--yes")


def test_an_older_mirror_is_refused_and_the_log_says_it_was_tried(
    town, refused, shelf, installation
):
    without(installation / "vault.db")
    said = refused("backup", "restore", shelf, "--yes")
    assert f"it knows of 0 destructions, {len(PERSON)} are known" in said
    assert (last_entry().action, last_entry().outcome) == ("backup.restore", "refused")
    assert last_entry().reason == "restore.not-done"
    assert not list(installation.glob("*.restored*"))


def test_a_lost_vault_comes_back_from_a_mirror_taken_after_the_destruction(
    town, done, shelf, installation
):
    kept, gone = town
    done("backup", "mirror", shelf)
    without(installation / "vault.db")
    done("backup", "restore", shelf, "--yes")
    assert readable_at(installation, kept) == TEXTS
    assert not readable_at(installation, gone)


def test_a_damaged_vault_is_wiped_and_replaced_by_the_mirror(town, done, shelf, installation):
    kept, gone = town
    done("backup", "mirror", shelf)
    path = installation / "vault.db"
    path.write_bytes(b"not a database" + path.read_bytes()[14:])
    assert "vault: 2" in done("backup", "restore", shelf, "--yes")
    assert readable_at(installation, kept) == TEXTS
    assert not readable_at(installation, gone)
    assert not list(installation.rglob("replaced-*/vault*"))


def test_a_manifest_that_knows_of_more_destructions_refuses_an_older_vault_without_checkpoints(
    town, done, refused, shelf, installation
):
    done("backup", "create", shelf, "--data-only")
    without(installation / "vault.db")
    shutil.rmtree(installation / "checkpoints")
    assert "There is no checkpoint" in refused("backup", "restore", shelf, "--yes")
    said = refused("backup", "restore", shelf, "--yes", "--without-checkpoints")
    assert "it is older and would bring back what was destroyed" in said


def test_the_whole_installation_comes_back_on_an_empty_machine(
    town, done, shelf, installation, tmp_path
):
    kept, gone = town
    done("backup", "create", shelf, "--keyring", tmp_path / "keys")
    fresh = tmp_path / "fresh"
    shutil.copytree(installation / "checkpoints", fresh / "checkpoints")
    keyring = tmp_path / "keys" / names(tmp_path / "keys")[0] / "keyring.json"
    words = ["backup", "restore", str(shelf), "--keyring", str(keyring), "--yes"]
    answer = Context().run(app_at(fresh).test_cli_runner().invoke, args=words)
    assert answer.exit_code == 0, answer.output
    assert readable_at(fresh, kept) == TEXTS
    assert not readable_at(fresh, gone)


def test_an_older_keyring_is_refused_when_the_vault_is_newer(town, done, refused, shelf, tmp_path):
    keyring = tmp_path / "keys" / names(tmp_path / "keys")[0] / "keyring.json"
    done("vault", "rotate")
    said = refused("backup", "restore", shelf, "--keyring", keyring, "--yes")
    assert "holds no key of generation 2" in said
    assert done("vault", "check")


def test_a_keyring_of_another_installation_is_refused(town, refused, shelf, tmp_path):
    Keyring.create(tmp_path / "foreign.json", demo=True)
    said = refused("backup", "restore", shelf, "--keyring", tmp_path / "foreign.json", "--yes")
    assert "another installation" in said


def test_values_without_a_key_are_a_loss_one_must_agree_to(
    town, given, done, refused, shelf, installation
):
    done("backup", "mirror", shelf)
    given.appeal()
    done("backup", "create", shelf, "--data-only")
    without(installation / "vault.db")
    assert "5 values of the data copy do not open" in refused("backup", "restore", shelf, "--yes")
    done("backup", "restore", shelf, "--with-losses", "--yes")
    assert check_vault(the_vault()).lost == 5
    assert readable_at(installation, town[0]) == TEXTS


def test_nobody_who_was_signed_in_then_is_signed_in_now(town, app, done, shelf, browser_of):
    browser = browser_of("operator")
    done("backup", "create", shelf)
    done("backup", "restore", shelf, "--yes")
    assert not db.session.scalar(sa.select(sa.func.count()).select_from(WebSession))
    assert browser.client.get("/board").status_code == 303


def test_a_link_the_copy_holds_as_open_opens_nothing_afterwards(given, done, shelf):
    given.link(given.disclosure(given.appeal()))
    done("backup", "create", shelf)
    done("backup", "restore", shelf, "--yes")
    assert db.session.query(RecipientLink).one().revoked_at is not None


def test_the_replaced_data_and_what_happened_since_are_kept_aside(
    town, given, done, shelf, installation
):
    later = given.appeal().number
    done("backup", "restore", shelf, "--yes")
    (aside,) = installation.glob("replaced-*")
    assert {path.name for path in aside.iterdir()} >= {"data.db", "entries-since.csv"}
    with (aside / "entries-since.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["action"] for row in rows if row["appeal_number"] == later] == ["appeal.register"]
    assert not {text for row in rows for text in row.values()} & TEXTS


def test_each_case_tells_that_its_values_were_destroyed_again(town, done, shelf):
    done("backup", "restore", shelf, "--yes")
    entry = db.session.scalar(
        sa.select(AuditEntry).where(AuditEntry.action == "destruction.reapply")
    )
    assert entry.appeal_number == town[1]
    assert set(entry.field_codes) == set(PERSON)


def test_a_second_restore_of_the_same_copy_does_the_same_again(town, done, shelf, installation):
    for _ in range(2):
        done("backup", "restore", shelf, "--yes")
    assert readable_at(installation, town[0]) == TEXTS
    assert not readable_at(installation, town[1])
    done("audit", "verify")
    done("vault", "check")


def test_a_broken_older_copy_is_not_in_the_way(town, done, shelf, installation):
    (shelf / "data" / names(shelf / "data")[0] / "manifest.json").unlink()
    done("backup", "create", shelf)
    done("backup", "restore", shelf, "--yes")
    assert readable_at(installation, town[0]) == TEXTS

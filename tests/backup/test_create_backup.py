"""Taking a backup: data and vault apart, proved, signed, and no key beside them (policy 3.5)."""

import json
import stat
from pathlib import Path

import pytest

from backoffice.audit.models import AuditEntry
from backoffice.backup.shelf import names
from backoffice.db import db
from backoffice.vault.keyring import Keyring
from tests.backup.looking import readable
from tests.given import NAME, PERSON, PHONE


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_backup_is_one_folder_of_data_and_one_of_the_vault_of_the_same_moment(given, done, shelf):
    given.appeal()
    done("backup", "create", shelf)
    assert names(shelf / "data") == names(shelf / "vault")
    (name,) = names(shelf / "data")
    assert {p.name for p in (shelf / "data" / name).iterdir()} == {"data.db", "manifest.json"}
    assert {p.name for p in (shelf / "vault" / name).iterdir()} == {"vault.db", "manifest.json"}


def test_what_stands_in_a_backup_is_for_its_owner_alone(given, done, shelf, tmp_path):
    given.appeal()
    done("backup", "create", shelf, "--keyring", tmp_path / "keys")
    for path in [*files(shelf), *files(tmp_path / "keys")]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600 or path.name == ".lock", path


def test_the_manifest_says_where_log_fences_and_keys_stood(given, done, shelf, destroy):
    destroy(given.appeal().number)
    last = db.session.query(AuditEntry).order_by(AuditEntry.seq.desc()).first()
    done("backup", "create", shelf)
    (name,) = names(shelf / "data")
    held = json.loads((shelf / "data" / name / "manifest.json").read_text())
    assert (held["seq"], held["digest"]) == (last.seq, last.digest)
    assert (held["fences"], held["generation"]) == (len(PERSON), 1)
    assert held["size"] == (shelf / "data" / name / "data.db").stat().st_size
    assert held["revision"]
    assert held["signature"]


def test_no_byte_of_the_keyring_and_no_value_in_clear_stands_in_a_backup(
    given, done, shelf, installation
):
    given.appeal()
    done("backup", "create", shelf)
    keyring = json.loads((installation / "keyring.json").read_text())
    ring = Keyring.read(installation / "keyring.json")
    secrets = [text.encode() for text in (*keyring["generations"].values(), NAME, PHONE)]
    secrets += [*ring.generations.values(), ring.index_key, ring.chain_key, ring.signing_seed]
    held = b"".join(path.read_bytes() for path in files(shelf))
    assert not [secret for secret in secrets if secret in held]


def test_a_keyring_is_copied_only_when_asked_and_never_beside_data_or_vault(
    given, done, refused, shelf, tmp_path, installation
):
    for place in (shelf, shelf / "keys", shelf / "data", shelf / "vault" / "keys"):
        assert "must not lie with data or vault" in refused(
            "backup", "create", shelf, "--keyring", place
        )
    assert not files(shelf)
    done("backup", "create", shelf, "--keyring", tmp_path / "keys")
    (name,) = names(tmp_path / "keys")
    held = (tmp_path / "keys" / name / "keyring.json").read_bytes()
    assert held == (installation / "keyring.json").read_bytes()


def test_of_the_vault_the_newest_two_are_kept_and_of_the_data_all(given, done, shelf, tmp_path):
    for _ in range(4):
        given.appeal()
        done("backup", "create", shelf, "--keyring", tmp_path / "keys")
    assert len(names(shelf / "data")) == 4
    assert names(shelf / "vault") == names(shelf / "data")[:2]
    assert names(tmp_path / "keys") == names(shelf / "data")[:2]


def test_the_mirror_is_refreshed_without_data_and_after_a_rotation(given, done, shelf):
    given.appeal()
    done("backup", "create", shelf)
    done("backup", "mirror", shelf)
    assert len(names(shelf / "vault")) == 2
    old = names(shelf / "vault")[-1]
    done("vault", "rotate", "--mirror", shelf)
    newest, kept = names(shelf / "vault")
    assert old not in (newest, kept)
    assert json.loads((shelf / "vault" / newest / "manifest.json").read_text())["generation"] == 2
    assert len(names(shelf / "data")) == 1


def test_a_backup_leaves_its_entry_and_a_copy_of_the_data_alone_leaves_the_mirror(
    given, done, shelf
):
    given.appeal()
    done("backup", "create", shelf, "--data-only")
    assert not names(shelf / "vault")
    last = db.session.query(AuditEntry).order_by(AuditEntry.seq.desc()).first()
    (name,) = names(shelf / "data")
    assert (last.action, last.actor_role) == ("backup.create", "system")
    assert last.detail == f"backup={name}"


def test_what_was_destroyed_does_not_open_from_a_mirror_taken_after_it(
    given, done, shelf, destroy, installation
):
    number = given.appeal().number
    done("backup", "create", shelf)
    (before,) = names(shelf / "data")
    destroy(number)
    done("backup", "mirror", shelf)
    vault = shelf / "vault" / names(shelf / "vault")[0] / "vault.db"
    data = shelf / "data" / before / "data.db"
    assert not readable(data, vault, installation / "keyring.json", number)


@pytest.mark.parametrize("left", [".new-1", ".new-20260101T000000Z-00000001"])
def test_what_a_killed_command_left_is_removed_by_the_next(done, shelf, left):
    (shelf / "vault" / left).mkdir(parents=True)
    (shelf / "vault" / left / "vault.db").write_bytes(b"half")
    done("backup", "create", shelf)
    assert not (shelf / "vault" / left).exists()

"""Verifying a backup: it says what it proves, changes no byte, and names the first fault."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from backoffice.backup.shelf import names


@pytest.fixture
def taken(given, done, shelf) -> tuple[Path, Path]:
    """Folders of one data copy and its mirror."""
    given.appeal()
    done("backup", "create", shelf)
    (name,) = names(shelf / "data")
    return shelf / "data" / name, shelf / "vault" / name


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_it_says_what_it_proves_and_changes_no_byte(taken, given, done, shelf, destroy):
    number = given.appeal().number
    done("backup", "create", shelf)
    destroy(number)
    done("backup", "create", shelf)
    before = contents(shelf)
    said = done("backup", "verify", shelf)
    assert contents(shelf) == before
    assert said.count("5 values open, 5 destroyed since") == 1
    assert said.count("5 values open, 0 destroyed since") == 2
    assert said.endswith("\nok\n")
    assert done("backup", "verify", shelf, "--newest").count("data ") == 1


@pytest.mark.parametrize("part", [0, 1])
def test_a_changed_byte_is_found_and_the_file_is_named(taken, refused, shelf, part):
    file = taken[part] / ("data.db", "vault.db")[part]
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert f"{file}: the content was changed" in refused("backup", "verify", shelf)


def test_a_changed_manifest_is_found(taken, refused, shelf):
    path = taken[1] / "manifest.json"
    held = json.loads(path.read_text())
    path.write_text(json.dumps(held | {"fences": held["fences"] + 1}))
    assert "not signed by this installation" in refused("backup", "verify", shelf)


@pytest.mark.parametrize("part", [0, 1])
def test_a_missing_file_or_manifest_is_named(taken, refused, shelf, part):
    (taken[part] / "manifest.json").unlink()
    assert f"{taken[part]}: the manifest is missing" in refused("backup", "verify", shelf)
    shutil.rmtree(taken[part])
    assert refused("backup", "verify", shelf)


def test_an_empty_folder_is_no_backup(refused, shelf):
    assert f"There is no backup of the data in {shelf}" in refused("backup", "verify", shelf)


def test_values_that_would_not_open_are_a_fault_and_no_backup_is_made(
    given, refused, shelf, installation
):
    given.appeal()
    connection = sqlite3.connect(installation / "vault.db")
    connection.execute("DELETE FROM value_key WHERE id IN (SELECT id FROM value_key LIMIT 2)")
    connection.commit()
    connection.close()
    assert "2 values of this copy do not open" in refused("backup", "create", shelf)
    assert not names(shelf / "data")
    assert not names(shelf / "vault")


def test_a_broken_chain_is_a_fault_and_no_backup_is_made(given, refused, shelf, installation):
    given.appeal()
    connection = sqlite3.connect(installation / "data.db")
    connection.execute("DROP TRIGGER audit_entry_no_update")
    connection.execute("UPDATE audit_entry SET actor_id = 99 WHERE seq = 4")
    connection.commit()
    connection.close()
    assert "first bad audit entry 4: digest" in refused("backup", "create", shelf)
    assert not names(shelf / "data")


def test_without_the_keyring_it_says_what_is_not_proved(taken, app, run, shelf, installation):
    (installation / "keyring.json").rename(installation / "elsewhere.json")
    answer = run("backup", "verify", shelf)
    assert answer.exit_code == 0
    assert "signatures, chain and keys are not proved" in answer.output


def test_with_a_foreign_keyring_nothing_is_taken_for_ours(
    taken, refused, shelf, installation, pattern, tmp_path
):
    held = json.loads((installation / "keyring.json").read_text())
    held["signing_seed"] = held["chain_key"]
    (installation / "keyring.json").write_text(json.dumps(held))
    assert "not signed by this installation" in refused("backup", "verify", shelf)

"""Commands of the machine's operator: what they print and how they end."""

import re
import shutil
import sqlite3

import pytest

from backoffice import generated_docs
from backoffice.audit.models import AuditEntry
from backoffice.audit.verification import verify
from backoffice.db import db
from backoffice.generated_docs import DOCS, DOCUMENTS, stale_documents
from backoffice.vault.values import the_vault
from tests.conftest import app_at
from tests.given import NAME


@pytest.fixture
def command(app):
    """Runs a command the way `flask --app wsgi` does."""

    def run(*words):
        db.session.remove()
        answer = app.test_cli_runner().invoke(args=list(words))
        db.session.remove()
        return answer

    return run


def tamper(path, *statements):
    """Change a database the way somebody with a copy of SQLite would."""
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_verify_counts_the_entries_and_says_ok(command, given):
    given.appeal()
    answer = command("audit", "verify")
    assert answer.exit_code == 0
    assert re.fullmatch(r"entries \d+\nhead [0-9a-f]{64}\nok\n", answer.output)


@pytest.mark.parametrize(
    ("change", "why", "meaning"),
    [
        ("UPDATE audit_entry SET actor_id = 99 WHERE seq = 4", "digest", "it was changed"),
        ("UPDATE audit_entry SET mac = digest WHERE seq = 4", "mac", "it fits the chain but"),
        ("DELETE FROM audit_entry WHERE seq = 4", "number", "entries 4 to 4 were removed"),
    ],
)
def test_verify_names_the_first_bad_entry(command, installation, given, change, why, meaning):
    given.appeal()
    tamper(
        installation / "data.db",
        "DROP TRIGGER audit_entry_no_update",
        "DROP TRIGGER audit_entry_no_delete",
        change,
    )
    answer = command("audit", "verify")
    assert answer.exit_code == 1
    assert f"first bad entry 4: {why}\n{meaning}" in answer.output


def test_a_tail_cut_off_is_found_too(command, installation, given):
    given.appeal()
    last = verify(the_vault().keyring.chain_key).entries
    tamper(
        installation / "data.db",
        "DROP TRIGGER audit_entry_no_delete",
        f"DELETE FROM audit_entry WHERE seq = {last}",
    )
    answer = command("audit", "verify")
    assert answer.exit_code == 1
    assert f"first bad entry {last}: head" in answer.output


def test_a_checkpoint_prints_where_the_log_stands(command):
    answer = command("audit", "checkpoint")
    assert answer.exit_code == 0
    assert re.fullmatch(r"\d+ · [0-9a-f]{4}…[0-9a-f]{4}\n", answer.output)


def test_check_of_the_vault_counts_and_says_ok(command, given):
    given.appeal()
    answer = command("vault", "check")
    assert answer.exit_code == 0
    assert answer.output == (
        "living values 5, destroyed 0\nwithout a key 0, unusable 0\n"
        "destroyed but with a key or token 0\norphan keys 0\nok\n"
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("DELETE FROM value_key", "without a key 5"),
        ("UPDATE value_key SET wrapped = zeroblob(40)", "unusable 5"),
    ],
)
def test_check_of_the_vault_fails_when_a_value_cannot_be_opened(
    command, installation, given, change, said
):
    given.appeal()
    tamper(installation / "vault.db", change)
    answer = command("vault", "check")
    assert answer.exit_code == 1
    assert said in answer.output
    assert answer.output.endswith("NOT OK\n")


def test_keys_left_by_a_crash_are_named_and_removed_on_request(command, installation, given):
    given.appeal()
    tamper(installation / "vault.db", "INSERT INTO value_key VALUES (7, 1, zeroblob(40))")
    assert "orphan keys 1\nok" in command("vault", "check").output
    assert "removed 1" in command("vault", "check", "--repair").output
    assert "orphan keys 0" in command("vault", "check").output


def test_rotation_ends_with_every_value_under_the_new_generation(command, given):
    given.appeal()
    answer = command("vault", "rotate")
    assert answer.exit_code == 0
    assert "generation 2" in answer.output
    assert command("vault", "check").exit_code == 0


def test_no_command_prints_a_personal_value(command, given):
    given.appeal()
    said = [command(*words).output for words in (("audit", "verify"), ("vault", "check"))]
    assert NAME not in "".join(said)
    assert db.session.query(AuditEntry).count() > 0


def test_documents_are_compared_without_an_installation_and_none_is_made(tmp_path):
    folder = tmp_path / "instance"
    app = app_at(folder)
    answer = app.test_cli_runner().invoke(args=["docs", "--check"])
    assert (answer.exit_code, answer.output) == (0, "")
    assert not list(folder.iterdir())


def test_the_check_names_a_document_that_is_out_of_date_or_missing(tmp_path, monkeypatch):
    for name in DOCUMENTS:
        shutil.copy(DOCS / name, tmp_path / name)
    text = (tmp_path / "permissions.md").read_text(encoding="utf-8")
    (tmp_path / "permissions.md").write_text(text.replace("| yes |", "|  |", 1), encoding="utf-8")
    (tmp_path / "lifecycle.md").unlink()
    assert stale_documents(tmp_path) == ["permissions.md", "lifecycle.md"]
    monkeypatch.setattr(generated_docs, "DOCS", tmp_path)
    runner = app_at(tmp_path / "instance").test_cli_runner()
    answer = runner.invoke(args=["docs", "--check"])
    assert answer.exit_code == 1
    assert "docs/permissions.md, docs/lifecycle.md" in answer.output
    assert runner.invoke(args=["docs"]).exit_code == 0
    assert not stale_documents(tmp_path)


def test_the_first_administrator_is_made_by_command_and_must_change_the_password(
    command, browser_of
):
    answer = command("staff", "add", "asel", "Әсел Сынақ")
    assert answer.exit_code == 0
    username, password = answer.output.split()[:2]
    browser = browser_of()
    browser.open("/sign-in")
    browser.submit("/sign-in", username=username, password=password)
    browser.open("/staff")
    assert browser.page.find("input", attrs={"name": "old"}) is not None


def test_a_user_name_that_is_taken_is_refused_with_a_sentence(command):
    answer = command("staff", "add", "aigul", "Әсел Сынақ")
    assert answer.exit_code == 1
    assert "Traceback" not in answer.output
    assert answer.output.startswith("Error: ")

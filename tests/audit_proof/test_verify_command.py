"""`audit verify`: from an entry on, against lines kept elsewhere, and what it calls a tampering."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa

from backoffice.accounts.models import SYSTEM
from backoffice.audit.anchor import contradiction
from backoffice.audit.checkpoints import write_checkpoint
from backoffice.audit.line_file import FILE
from backoffice.audit.models import AuditEntry
from backoffice.audit.public import paper_text
from backoffice.audit.verification import verify
from backoffice.db import db
from backoffice.vault.values import the_vault
from tests.audit_proof.tampering import rewritten, tamper
from tests.conftest import close


@pytest.fixture
def command(app):
    """Runs a command the way `flask --app wsgi` does."""

    def run(*words):
        db.session.remove()
        answer = app.test_cli_runner().invoke(args=["audit", "verify", *map(str, words)])
        db.session.remove()
        return answer

    return run


@pytest.fixture
def kept(app, given, tmp_path):
    """Lines of three moments, carried away; the log goes on after the last."""
    for _moment in range(3):
        given.appeal()
        write_checkpoint(None, by=SYSTEM)
    path = tmp_path / "kept.jsonl"
    shutil.copy(Path(app.config["CHECKPOINTS"]) / FILE, path)
    return path


def lines_of(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def rewrite(since, key, **facts):
    """Change one entry and compute all that follow anew: digests, and seals under `key`."""
    last = db.session.scalar(sa.select(sa.func.max(AuditEntry.seq)))
    tamper(*rewritten(since, last, key, **facts))


def test_every_line_kept_elsewhere_fits_a_log_nobody_touched(command, kept):
    answer = command("--checkpoints", kept)
    assert answer.exit_code == 0
    assert "checkpoints 3, fit 3\n" in answer.output
    assert answer.output.endswith("ok\n")


def test_a_tail_cut_off_with_the_head_rewritten_is_found_by_a_kept_line(app, command, kept):
    newest = lines_of(kept)[-1]["seq"]
    seq, digest = db.session.execute(
        sa.select(AuditEntry.seq, AuditEntry.digest).where(AuditEntry.seq == newest - 1)
    ).one()
    tamper(
        f"DELETE FROM audit_entry WHERE seq > {seq}",
        f"UPDATE audit_head SET seq = {seq}, digest = '{digest}'",
    )
    assert verify(the_vault().keyring.chain_key).is_ok, "the log is whole in itself"
    assert "the checkpoint file of this server does not fit" in command().output
    assert command().exit_code == 1
    assert contradiction()
    (Path(app.config["CHECKPOINTS"]) / FILE).unlink()
    assert command().exit_code == 0
    answer = command("--checkpoints", kept)
    assert answer.exit_code == 1
    assert "do not fit, cut: line 3\n" in answer.output
    assert f"does not reach entry {newest}: its tail was cut off" in answer.output


def test_history_written_anew_is_found_by_the_seal_or_with_the_keys_by_a_kept_line(command, kept):
    early, middle, _late = lines_of(kept)
    rewrite(middle["seq"] - 1, b"\0" * 32, detail="x")
    answer = command()
    assert f"first bad entry {middle['seq'] - 1}: mac\n" in answer.output
    rewrite(middle["seq"] - 1, the_vault().keyring.chain_key, detail="y")
    assert verify(the_vault().keyring.chain_key).is_ok
    answer = command("--checkpoints", kept)
    assert answer.exit_code == 1
    assert f"fits up to entry {early['seq']} of {early['at']}\n" in answer.output
    assert "do not fit, rewritten: line 2, 3\n" in answer.output
    assert "history was written anew" in answer.output


def test_an_older_database_put_back_is_found(app, installation, given, command, tmp_path):
    given.appeal()
    older = tmp_path / "older.db"
    db.session.remove()
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(installation / "data.db", older)
    given.appeal()
    write_checkpoint(None, by=SYSTEM)
    kept = tmp_path / "kept.jsonl"
    shutil.copy(Path(app.config["CHECKPOINTS"]) / FILE, kept)
    close(app)
    for name in ("data.db", "data.db-wal", "data.db-shm"):
        (installation / name).unlink(missing_ok=True)
    shutil.copy(older, installation / "data.db")
    assert "older or another database" in contradiction()
    answer = command("--checkpoints", kept)
    assert answer.exit_code == 1
    assert "an older database was put back" in answer.output


def test_a_line_that_was_changed_or_is_none_is_named_by_its_number(command, kept):
    first, second, third = kept.read_text().splitlines()
    for broken, why in (
        (second.replace('"fences": 0', '"fences": 5'), "signature"),
        (second[:-9], "unreadable"),
    ):
        kept.write_text("\n".join([first, "", broken, third]))
        answer = command("--checkpoints", kept)
        assert answer.exit_code == 1
        assert f"do not fit, {why}: line 3\n" in answer.output


def test_a_torn_line_hides_none_of_those_that_come_after_it(command, kept):
    first, second, third = kept.read_text().splitlines()
    other = second.replace('"fences": 0', '"fences": 5')
    kept.write_text("\n".join([first[:-9], other, *["x"] * 12, third, first]))
    tamper(f"UPDATE audit_entry SET digest = 'x' WHERE seq = {json.loads(third)['seq']}")
    output = command("--checkpoints", kept).output
    assert "checkpoints 16, fit 0\n" in output
    assert "do not fit, unreadable: line 1, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 3 more\n" in output
    assert "do not fit, signature: line 2\n" in output
    assert "do not fit, rewritten: line 15\n" in output
    assert "do not fit, order: line 16\n" in output


def test_lines_that_say_nothing_are_no_proof(command, kept):
    kept.write_text("\n\n")
    answer = command("--checkpoints", kept)
    assert answer.exit_code == 1
    assert "checkpoints 0, fit 0\nnot proved: no line fits" in answer.output


def test_bytes_that_are_no_text_are_found_and_end_no_command(command, given):
    given.appeal()
    line = write_checkpoint(None, by=SYSTEM)
    tamper(f"UPDATE audit_entry SET digest = CAST(x'ff' AS TEXT) WHERE seq = {line.seq}")
    assert "does not hold entry" in contradiction()
    for words in ((), ("--from", line.seq), ("--from", line.seq + 1)):
        answer = command(*words)
        assert answer.exit_code == 1
        assert "first bad entry" in answer.output
        assert not isinstance(answer.exception, Exception)


def test_the_text_of_a_code_is_a_line_too(app, command, tmp_path):
    line = write_checkpoint(None, by=SYSTEM)
    paper = tmp_path / "paper.txt"
    paper.write_text(paper_text(line, the_vault().keyring.signing_key.public_key()))
    assert "checkpoints 1, fit 1\n" in command("--checkpoints", paper).output


def test_from_an_entry_on_says_what_vouches_for_what_lies_before(command, given, app):
    given.appeal()
    answer = command("--from", 4)
    assert answer.exit_code == 0
    assert "nothing vouches for the digest of entry 3" in answer.output
    line = write_checkpoint(None, by=SYSTEM)
    answer = command("--from", 4)
    assert f"entry 3 is vouched for by the checkpoint of entry {line.seq} in" in answer.output
    assert answer.output.endswith("ok\n")
    assert "The log ends at entry" in command("--from", 99999).output
    tamper("UPDATE audit_entry SET detail = 'x' WHERE seq = 3")
    assert command("--from", 4).exit_code == 0
    assert command("--from", 3).exit_code == 1


def test_verification_writes_nothing(command, installation, kept):
    def stored():
        db.session.remove()
        files = (installation / name for name in ("data.db", "vault.db"))
        return [hashlib.sha256(file.read_bytes()).digest() for file in files]

    before = stored()
    assert command("--checkpoints", kept, "--from", 2).exit_code == 0
    assert stored() == before

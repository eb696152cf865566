"""An installation older than it was is not served, and says why; a crash is no such thing."""

import json
import os
import shutil
import subprocess
import sys
from contextvars import Context
from pathlib import Path

import pytest

from backoffice.accounts.models import SYSTEM
from backoffice.audit.anchor import StaleInstallation
from backoffice.audit.checkpoints import write_checkpoint
from backoffice.backup.presence import RestoreUnderWay, alone
from backoffice.backup.start import start
from tests.audit_proof.tampering import tamper
from tests.conftest import FILES, app_at
from tests.data_layer.conftest import close

ROOT = Path(__file__).parents[2]
SERVE = "import wsgi, sys; sys.stdout.write('served')"


def put(app, source: Path, target: Path, *names: str) -> None:
    """Copy files by hand, as somebody does who has not read the manual."""
    close(app)
    target.mkdir(exist_ok=True)
    for name in names:
        for beside in ("-wal", "-shm"):
            (target / f"{name}{beside}").unlink(missing_ok=True)
        shutil.copy(source / name, target / name)


def started(folder: Path) -> None:
    """Start as gunicorn does, in a context of its own."""

    def begin() -> None:
        app = app_at(folder)
        try:
            start(app)
        finally:
            with app.app_context():
                close(app)

    Context().run(begin)


@pytest.fixture
def older(app, given, destroy, installation, tmp_path):
    """Files as they were before a destruction, beside the installation of today."""
    number = given.appeal().number
    put(app, installation, tmp_path / "old", *FILES)
    destroy(number)
    return tmp_path / "old"


def test_an_ordinary_start_is_served(given, app, installation):
    given.appeal()
    write_checkpoint(None, by=SYSTEM)
    close(app)
    started(installation)


def test_an_older_vault_is_refused_with_a_sentence_that_names_the_way_out(app, older, installation):
    put(app, older, installation, "vault.db")
    with pytest.raises(StaleInstallation, match=r"fewer destructions.*backup restore"):
        started(installation)


def test_everything_older_at_once_is_refused(app, older, installation):
    put(app, older, installation, *FILES)
    with pytest.raises(StaleInstallation, match="backup restore"):
        started(installation)


def test_older_data_alone_is_refused_because_the_log_would_lose_entries(app, older, installation):
    put(app, older, installation, "data.db")
    with pytest.raises(StaleInstallation, match=r"does not hold entry \d+.*backup restore"):
        started(installation)


def test_databases_that_are_gone_are_refused(app, older, installation):
    close(app)
    for name in ("data.db", "vault.db"):
        (installation / name).unlink()
    with pytest.raises(StaleInstallation):
        started(installation)


def test_a_log_that_went_on_from_an_older_copy_is_refused_too(
    app, older, given, installation, done
):
    """More entries than the checkpoint counts do not help: they are other entries."""
    put(app, older, installation, "data.db")
    for _ in range(6):
        given.appeal()
    close(app)
    with pytest.raises(StaleInstallation, match="does not hold entry"):
        started(installation)


@pytest.mark.parametrize("words", ["audit checkpoint", "vault rotate", "staff add asel Asel"])
def test_what_is_older_is_neither_signed_nor_worked_upon(app, older, installation, refused, words):
    put(app, older, installation, "vault.db", "data.db")
    held = (installation / "checkpoints" / "audit.jsonl").read_bytes()
    assert "backup restore" in refused(*words.split())
    assert (installation / "checkpoints" / "audit.jsonl").read_bytes() == held


def test_a_mirror_of_an_older_vault_does_not_push_out_a_good_one(
    app, older, installation, refused, shelf
):
    put(app, older, installation, "vault.db", "data.db")
    assert "No backup of the vault is taken" in refused("backup", "create", shelf)


def test_after_a_restore_the_log_goes_on_and_is_served(
    app, older, given, done, shelf, installation
):
    done("backup", "create", shelf)
    given.appeal()
    write_checkpoint(None, by=SYSTEM)
    done("backup", "restore", shelf, "--yes")
    started(installation)
    given.appeal()
    write_checkpoint(None, by=SYSTEM)
    close(app)
    started(installation)


def test_a_checkpoint_line_cut_by_a_power_failure_stops_nothing(app, given, installation):
    given.appeal()
    write_checkpoint(None, by=SYSTEM)
    file = installation / "checkpoints" / "audit.jsonl"
    file.write_bytes(file.read_bytes() + b'{"seq": 12, "dige')
    write_checkpoint(None, by=SYSTEM)
    close(app)
    started(installation)
    lines = file.read_text().splitlines()
    assert json.loads(lines[-1])["seq"] > json.loads(lines[0])["seq"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("digest = CAST(x'ff' AS TEXT) WHERE seq = {seq}", "does not hold entry"),
        ("mac = CAST(x'ff' AS TEXT)", "is damaged"),
    ],
)
def test_bytes_that_are_no_text_do_not_switch_the_look_off(app, given, installation, change, said):
    given.appeal()
    line = write_checkpoint(None, by=SYSTEM)
    tamper(f"UPDATE audit_entry SET {change.format(seq=line.seq)}")
    close(app)
    with pytest.raises(StaleInstallation, match=said):
        started(installation)


def test_lines_of_another_installation_prove_nothing(app, given, installation):
    line = {"seq": 10**6, "digest": "f" * 64, "at": "x", "fences": 10**6, "signature": "AAAA"}
    (installation / "checkpoints").mkdir()
    (installation / "checkpoints" / "audit.jsonl").write_text(json.dumps(line) + "\n")
    close(app)
    started(installation)


def test_while_a_restore_is_under_way_nobody_else_starts(installation, app):
    with alone(app_at(installation)), pytest.raises(RestoreUnderWay, match="under way"):
        started(installation)


def run_python(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "BACKOFFICE_DATABASE_URL": f"sqlite:///{folder / 'data.db'}",
        "BACKOFFICE_VAULT_URL": f"sqlite:///{folder / 'vault.db'}",
        "BACKOFFICE_KEYRING": str(folder / "keyring.json"),
        "BACKOFFICE_CHECKPOINTS": str(folder / "checkpoints"),
    }
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def flask_over(folder: Path) -> tuple[str, ...]:
    """The command line over this installation, and not over the one of who runs the tests."""
    return ("-m", "flask", "--app", f"tests.backup.served:opened('{folder}')")


def test_a_server_ends_with_code_3_while_commands_still_work(app, older, installation):
    assert run_python(installation, "-c", SERVE).stdout == "served"
    put(app, older, installation, "vault.db")
    ended = run_python(installation, "-c", SERVE)
    assert ended.returncode == 3
    assert ended.stderr.startswith("Senim does not start. The vault knows of fewer destructions")
    assert "Traceback" not in ended.stderr
    command = run_python(installation, *flask_over(installation), "setup")
    assert command.returncode == 0, command.stderr
    command = run_python(installation, *flask_over(installation), "audit", "verify")
    assert command.returncode == 1, "the log is whole, the vault in place is an older one"
    assert "does not fit: The vault knows of fewer destructions" in command.stdout
    assert "Traceback" not in command.stderr


@pytest.mark.parametrize("name", ["data.db", "vault.db"])
def test_a_damaged_database_is_told_and_the_restore_still_works(
    app, given, done, shelf, installation, name
):
    given.appeal()
    done("backup", "create", shelf)
    path = installation / name
    path.write_bytes(b"not a database" + path.read_bytes()[14:])
    ended = run_python(installation, "-c", SERVE)
    assert ended.returncode == 3
    assert "is damaged" in ended.stderr
    assert "Traceback" not in ended.stderr
    words = ("backup", "restore", str(shelf), "--yes")
    restored = run_python(installation, *flask_over(installation), *words)
    assert restored.returncode == 0, restored.stderr
    assert run_python(installation, "-c", SERVE).stdout == "served"

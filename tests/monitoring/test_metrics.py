"""Numbers for Prometheus: right, about nobody, and only for this machine."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from backoffice import clock
from backoffice.accounts.models import SYSTEM
from backoffice.audit.checkpoints import write_checkpoint
from backoffice.audit.models import AuditEntry
from backoffice.audit.triggers import drop_statements
from backoffice.config import ConfigurationError
from backoffice.data_rights.actions import destroy_value
from backoffice.db import db
from backoffice.monitoring import gunicorn_conf
from backoffice.monitoring.counting import SHARED
from backoffice.monitoring.gauges import Entries
from backoffice.monitoring.serving import Numbers
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason
from backoffice.vault.keystore import destroy_keys, unsettled_fences
from backoffice.vault.values import the_vault
from tests.conftest import app_at
from tests.data_layer.test_ready import change
from tests.given import NAME

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
CLOSED_LISTS = {"action", "outcome", "state", "place", "check", "family"}
PATIENCE = 60


def read(text):
    """Every number by its name and labels."""
    return {
        (sample.name, tuple(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture
def numbers(app):
    """What is served of the tables; the same service asked again and again."""
    registry = CollectorRegistry()
    registry.register(Numbers(app))

    def ask():
        db.session.rollback()
        return generate_latest(registry).decode()

    return ask


def test_the_numbers_are_those_of_the_tables(numbers, given):
    before = read(numbers())
    given.appeal()
    given.appeal_in_work()
    write_checkpoint(None, by=SYSTEM)
    found = read(numbers())
    assert found["senim_appeals_open", ("new",)] == before["senim_appeals_open", ("new",)] + 1
    assert (
        found["senim_appeals_open", ("in_work",)] == 1 + before["senim_appeals_open", ("in_work",)]
    )
    entries = {key[1]: value for key, value in found.items() if "audit_entries" in key[0]}
    assert sum(entries.values()) == db.session.query(AuditEntry).count()
    assert entries[Action.AUDIT_CHECKPOINT, "done"] == 1
    assert 0 <= found["senim_checkpoint_age_seconds", ()] < 60
    assert found["senim_disk_free_bytes", ("data",)] > 0
    assert found["senim_check_ok", ("schema",)] == 1


def test_an_appeal_is_overdue_when_its_deadline_has_passed(numbers, given):
    due = given.appeal().due_at
    before = read(numbers())["senim_appeals_overdue", ()]
    for past, more in ((-1, 0), (1, 1)):
        with clock.running_at(lambda past=past: due + timedelta(seconds=past)):
            assert read(numbers())["senim_appeals_overdue", ()] == before + more


def test_destroyed_values_are_settled_or_their_data_has_yet_to_follow(numbers, given, cast):
    appeal, officer = given.appeal(), cast("privacy_officer")
    for field in (Field.PHONE, Field.OBJECT_ADDRESS):
        value = given.value(appeal, field)
        destroy_value(value, by=officer, reason=RightsReason.APPLICANT_ASKED)
    left = given.value(appeal, Field.NAME).id
    with the_vault().store.engine.begin() as connection:
        destroy_keys(connection, [left], clock.now(), "a crash came between")
    found = read(numbers())
    held = {state: found["senim_vault_fences", (state,)] for state in ("settled", "open")}
    with the_vault().store.engine.connect() as connection:
        assert unsettled_fences(connection).keys() == {left}
    assert held["open"] == 1
    assert held["settled"] == the_vault().store.fence_count() - 1 >= 2


def entries_told(text):
    """How many entries of the log the numbers come to."""
    return sum(value for key, value in read(text).items() if "audit_entries" in key[0])


def test_a_log_put_back_to_an_older_state_is_counted_anew(numbers, given):
    given.appeal()
    whole = entries_told(numbers())
    for statement in drop_statements(db.engine.dialect.name, "audit_entry"):
        change(statement)
    change("DELETE FROM audit_entry WHERE seq > 3")
    assert entries_told(numbers()) == 3 < whole


def test_two_who_ask_at_once_count_nothing_twice(app, given):
    given.appeal()
    db.session.remove()
    entries = Entries()
    sa.event.listen(db.engine, "after_cursor_execute", lambda *_told: time.sleep(0.05))

    def ask():
        with app.app_context():
            return sum(value for _labels, value in entries.samples())

    with ThreadPoolExecutor(3) as threads:
        told = [threads.submit(ask) for _n in range(3)]
    assert {one.result() for one in told} == {db.session.query(AuditEntry).count()}


def test_no_label_names_a_person_or_a_case(numbers, given):
    number = given.appeal_in_work().number
    text = numbers()
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            assert set(sample.labels) <= CLOSED_LISTS
    assert number not in text
    assert NAME not in text
    assert "aigul" not in text


def test_a_family_that_cannot_be_read_is_named_and_the_others_stand(numbers, installation):
    (installation / "keyring.json").rename(installation / "aside.json")
    (installation / "vault.db").unlink()
    found = read(numbers())
    assert found["senim_unread", ("senim_vault_fences",)] == 1
    assert found["senim_unread", ("senim_appeals_open",)] == 0
    assert found["senim_check_ok", ("keyring",)] == 0


@pytest.mark.parametrize(
    "place",
    ["0.0.0.0:9109", "10.0.0.4:9109", ":9109", "9109", "127.0.0.1", "[::]:9109", "127.0.0.1:0"],
)
def test_numbers_for_anybody_but_this_machine_stop_the_start(installation, place):
    with pytest.raises(ConfigurationError, match="of this machine alone"):
        app_at(installation, METRICS=place)


def test_without_the_setting_the_command_says_so(app):
    answer = app.test_cli_runner().invoke(args=["metrics"])
    assert answer.exit_code == 1
    assert "BACKOFFICE_METRICS is empty" in answer.output


def test_without_the_library_the_start_says_what_to_install():
    code = "import sys; sys.modules['prometheus_client'] = None; import wsgi"
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"BACKOFFICE_METRICS": "127.0.0.1:9109"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 3
    assert "prometheus-client is not installed" in ended.stderr
    assert "Traceback" not in ended.stderr


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def fetch(port, path, wanted=None):
    """What is answered there, once it is what is wanted."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            address = f"http://127.0.0.1:{port}{path}"
            with urllib.request.urlopen(address, timeout=10) as answer:
                text = answer.read().decode()
                if wanted is None or wanted(text):
                    return text
        except OSError:
            pass
        assert time.monotonic() < until, path
        time.sleep(0.2)


@pytest.fixture
def served(app, given, installation, tmp_path):
    """Two workers of gunicorn and the service of the numbers, as the manual says to start them."""
    given.appeal()
    db.session.remove()
    page, numbers = free_port(), free_port()
    environment = os.environ | {
        "BACKOFFICE_DATABASE_URL": f"sqlite:///{installation / 'data.db'}",
        "BACKOFFICE_VAULT_URL": f"sqlite:///{installation / 'vault.db'}",
        "BACKOFFICE_KEYRING": str(installation / "keyring.json"),
        "BACKOFFICE_CHECKPOINTS": str(installation / "checkpoints"),
        "BACKOFFICE_METRICS": f"127.0.0.1:{numbers}",
        "BACKOFFICE_LOG_FORMAT": "json",
        SHARED: str(tmp_path / "shared"),
    }
    web = [BIN / "gunicorn", f"--bind=127.0.0.1:{page}", "--worker-class=gthread", "--workers=2"]
    web += [
        "--access-logfile=-",
        "--no-control-socket",
        "--config=backoffice/monitoring/gunicorn_conf.py",
        "wsgi:app",
    ]
    commands = (web, [BIN / "flask", "--app", "wsgi", "metrics"])
    with ExitStack() as stack:
        log = stack.enter_context((tmp_path / "log").open("w"))
        for command in commands:
            process = stack.enter_context(
                subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
            )
            stack.callback(process.terminate)
        yield page, numbers, tmp_path / "log"


def test_what_an_earlier_run_counted_is_gone_when_gunicorn_starts(tmp_path, monkeypatch):
    monkeypatch.setenv(SHARED, str(tmp_path / "shared"))
    gunicorn_conf.on_starting(None)
    for name in ("counter_7.db", "histogram_7.db", "not-ours"):
        (tmp_path / "shared" / name).touch()
    gunicorn_conf.on_starting(None)
    assert [left.name for left in (tmp_path / "shared").iterdir()] == ["not-ours"]


def test_two_workers_are_counted_together_and_log_in_json(served, tmp_path):
    page, numbers, log = served
    for _ in range(30):
        fetch(page, "/healthz")
    counted = 'senim_requests_total{method="GET",route="/healthz",status="200"} 30.0'
    text = fetch(numbers, "/metrics", lambda text: counted in text)
    found = read(text)
    assert found["senim_request_seconds_count", ("/healthz",)] == 30
    assert found["senim_appeals_open", ("new",)] >= 1
    assert len(list((tmp_path / "shared").glob("counter_*.db"))) <= 2
    lines = log.read_text().splitlines()
    assert sum('"route": "/healthz"' in line for line in lines) == 30
    assert [line for line in lines if not line.startswith("{")] == [
        f"Numbers are served on 127.0.0.1:{numbers}."
    ]

"""Keys and production: what an installation refuses to start with, and says so (trust 5, 10)."""

import os
import stat
import subprocess
import sys
from contextvars import Context
from pathlib import Path

import pytest

from backoffice.audit.verification import verify
from backoffice.config import SETTINGS, ConfigurationError
from backoffice.demo import DEMO_PASSWORD
from backoffice.vault.keyring import Keyring, KeyringError
from backoffice.vault.maintenance import check_vault
from backoffice.vault.values import Vault, the_vault
from tests.conftest import app_at
from tests.house_browser import HouseBrowser

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "ENV": "production",
    "CHECKPOINTS": "checkpoints",
    "TRUSTED_HOSTS": "senim.example.kz",
    "CENTRE_BIN": "000000000000",
    "RESPONSIBLE_PERSON": "a person",
}


@pytest.fixture
def empty(tmp_path):
    """The folder of an installation that is yet to be made."""
    folder = tmp_path / "instance"
    folder.mkdir()
    return folder


def test_the_keyring_is_for_its_owner_alone(empty):
    path = empty / "keyring.json"
    ring = Keyring.create(path, demo=False)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    ring.add_generation()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_keyring_that_exists_is_never_replaced(empty):
    path = empty / "keyring.json"
    Keyring.create(path, demo=False)
    held = path.read_bytes()
    with pytest.raises(KeyringError, match="not replaced"):
        Keyring.create(path, demo=False)
    assert path.read_bytes() == held


def test_production_starts_when_it_is_configured(empty):
    Keyring.create(empty / "keyring.json", demo=False)
    app = app_at(empty, **PRODUCTION)
    assert app.config["SESSION_COOKIE_NAME"].startswith("__Host-")


@pytest.mark.parametrize("missing", [s.name for s in SETTINGS if s.production])
def test_production_refuses_to_start_without_a_setting_it_needs(empty, missing):
    with pytest.raises(ConfigurationError, match=f"BACKOFFICE_{missing}"):
        app_at(empty, **{**PRODUCTION, missing: ""})


def test_production_refuses_the_keyring_of_a_demonstration(empty):
    Keyring.create(empty / "keyring.json", demo=True)
    with pytest.raises(ConfigurationError, match="demonstration"):
        app_at(empty, **PRODUCTION)


def test_production_refuses_the_accounts_of_a_demonstration(installation):
    (installation / "keyring.json").unlink()
    Keyring.create(installation / "keyring.json", demo=False)
    with pytest.raises(ConfigurationError, match="accounts"):
        app_at(installation, **PRODUCTION)


def test_production_refuses_to_make_a_demonstration(empty):
    Keyring.create(empty / "keyring.json", demo=False)
    answer = app_at(empty, **PRODUCTION).test_cli_runner().invoke(args=["setup", "--demo"])
    assert answer.exit_code == 1
    assert "refused in production" in answer.output


@pytest.mark.parametrize("held", ["", "{}", "not json", '{"current": 1, "generations": {}}'])
def test_a_keyring_that_cannot_be_read_stops_the_start_with_a_sentence(installation, held):
    (installation / "keyring.json").write_text(held)
    with pytest.raises(KeyringError, match=r"The keyring .* cannot be read"):
        app_at(installation)


def test_a_start_that_is_refused_ends_with_one_sentence_and_no_traceback():
    environment = {**os.environ, "BACKOFFICE_ENV": "production"}
    for setting in SETTINGS:
        if setting.production:
            environment.pop(f"BACKOFFICE_{setting.name}", None)
    ended = subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 3
    assert ended.stderr.startswith("Senim does not start. Production is not configured")
    assert "Traceback" not in ended.stderr


def test_an_installation_that_lost_its_keyring_answers_every_page_with_503(installation):
    (installation / "keyring.json").unlink()
    client = app_at(installation).test_client()
    for path in ("/", "/sign-in", "/board", "/policy", "/audit"):
        answer = client.get(path)
        assert answer.status_code == 503, path
        assert "Traceback" not in answer.get_data(as_text=True)
        assert "<h1" in answer.get_data(as_text=True)
    assert client.get("/healthz").status_code == 200


def test_an_installation_that_lost_its_keyring_never_gets_a_new_one(installation):
    (installation / "keyring.json").unlink()
    answer = app_at(installation).test_cli_runner().invoke(args=["setup"])
    assert answer.exit_code == 1
    assert "The keyring of this installation is missing: put it back." in answer.output
    assert not (installation / "keyring.json").exists()


@pytest.mark.parametrize("words", ["audit verify", "audit checkpoint", "vault check"])
def test_a_command_without_keys_ends_with_one_sentence(installation, words):
    (installation / "keyring.json").unlink()
    answer = app_at(installation).test_cli_runner().invoke(args=words.split())
    assert answer.exit_code == 1
    assert answer.output == "Error: The keyring of this installation is missing.\n"


def test_under_a_foreign_keyring_a_case_is_an_error_page_that_shows_nothing(
    app, given, browser_of, tmp_path
):
    number = given.appeal_in_work().number
    browser = browser_of("operator")
    own = app.extensions["vault"]
    foreign = Keyring.create(tmp_path / "foreign.json", demo=True)
    app.extensions["vault"] = Vault(foreign, own.store)
    browser.open(f"/appeals/{number}", status=503)
    app.extensions["vault"] = own
    assert "The keys of this installation are missing or do not fit." in browser.text
    browser.open(f"/appeals/{number}")


@pytest.mark.parametrize("name", ["Production", "prod", "live", ""])
def test_a_slip_in_the_name_of_the_environment_opens_no_demonstration(empty, name):
    with pytest.raises(ConfigurationError, match="BACKOFFICE_ENV"):
        app_at(empty, ENV=name)


@pytest.fixture
def foreign(installation, given):
    """A filled installation with the well-formed keyring of another one in its place."""
    given.appeal()
    own = (installation / "keyring.json").rename(installation / "own.json")
    Keyring.create(installation / "keyring.json", demo=True)
    yield
    own.replace(installation / "keyring.json")
    assert verify(the_vault().keyring.chain_key).is_ok
    assert check_vault(the_vault()).is_ok


def test_with_a_foreign_keyring_nobody_signs_in(foreign, installation):
    client = HouseBrowser(app_at(installation))
    client.open("/sign-in")
    answer = client.submit("/sign-in", username="aigul", password=DEMO_PASSWORD)
    assert answer.status_code == 503
    client.open("/board", status=303, follow=False)


@pytest.mark.parametrize("words", ["setup", "staff add asel Асель", "audit checkpoint"])
def test_a_command_that_writes_refuses_a_foreign_keyring_with_one_sentence(
    foreign, installation, words
):
    runner = app_at(installation).test_cli_runner()
    answer = Context().run(runner.invoke, args=words.split())
    assert answer.exit_code == 1
    assert answer.output.startswith("Error: The keyring ")
    assert answer.output.count("\n") == 1


def test_a_start_with_a_foreign_keyring_ends_with_one_sentence(foreign, installation):
    names = {"DATABASE_URL": "data.db", "VAULT_URL": "vault.db"}
    addresses = {n: f"sqlite:///{installation / file}" for n, file in names.items()}
    places = addresses | {"KEYRING": installation / "keyring.json"}
    ended = subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        cwd=ROOT,
        env=os.environ | {f"BACKOFFICE_{name}": str(place) for name, place in places.items()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 3
    assert ended.stderr.startswith("Senim does not start. The keyring ")
    assert "another installation" in ended.stderr

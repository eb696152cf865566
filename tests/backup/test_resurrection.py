"""Every mixture of older data, vault and keyring: nobody destroyed is readable (trust T11).

Three moments: before a destruction, after it, after the keys were changed. What is put in
place by hand is served with no destroyed value, or refused with a reason; and a restore
brings every living value back whenever the newest vault is there.
"""

import itertools
import shutil
from contextvars import Context
from pathlib import Path

import pytest

from backoffice.accounts.models import SYSTEM
from backoffice.audit.anchor import StaleInstallation
from backoffice.audit.checkpoints import write_checkpoint
from backoffice.backup.shelf import names
from backoffice.vault.keyring import KeyringError
from tests.backup.looking import readable_at
from tests.backup.test_start import put, started
from tests.conftest import FILES, app_at
from tests.given import PERSON

AGES = ("before", "after", "rotated")
BY_HAND = list(itertools.product(("before", "after", "now"), repeat=3))
MIXTURES = list(itertools.product(AGES, repeat=3))
TEXTS = set(PERSON.values())


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where files and backups of the three moments are kept, for all mixtures."""
    return tmp_path_factory.mktemp("history")


@pytest.fixture
def town(history, app, given, done, destroy, installation):
    """One living and one destroyed; files, data copy and mirror of each of the three moments."""
    if not (history / "now").exists():
        kept, gone = given.appeal().number, given.appeal().number
        steps = {"before": None, "after": lambda: destroy(gone), "rotated": rotate(done)}
        for age, step in steps.items():
            if step:
                step()
            put(app, installation, history / age, *FILES)
            done("backup", "create", history / f"shelf-{age}")
        write_checkpoint(None, by=SYSTEM)
        put(app, installation, history / "now", *FILES)
        shutil.copytree(installation / "checkpoints", history / "now" / "checkpoints")
        (history / "numbers").write_text(f"{kept} {gone}")
    return (history / "numbers").read_text().split()


def rotate(done):
    return lambda: done("vault", "rotate")


def placed(history: Path, folder: Path, data: str, vault: str, keyring: str) -> None:
    """Files of these ages, with the checkpoints of today, which lie elsewhere."""
    folder.mkdir()
    shutil.copytree(history / "now" / "checkpoints", folder / "checkpoints")
    for age, name in zip((data, vault, keyring), FILES, strict=True):
        shutil.copy(history / age / name, folder / name)


def reason_not_to_serve(folder: Path) -> str:
    """What the operator reads when it does not start; nothing when it does."""
    try:
        started(folder)
    except (StaleInstallation, KeyringError) as problem:
        return str(problem)
    return ""


@pytest.mark.parametrize(("data", "vault", "keyring"), BY_HAND)
def test_files_of_any_ages_put_in_place_by_hand_serve_nobody_destroyed(
    history, town, tmp_path, data, vault, keyring
):
    kept, gone = town
    folder = tmp_path / "mixed"
    placed(history, folder, data, vault, keyring)
    why = reason_not_to_serve(folder)
    if (data, vault, keyring) == ("now", "now", "now"):
        assert not why
    if why:
        assert why.endswith(".")
        return
    assert (data, vault != "before") == ("now", True)
    assert not readable_at(folder, gone)
    assert readable_at(folder, kept) == TEXTS


@pytest.mark.parametrize(("data", "vault", "keyring"), MIXTURES)
def test_a_restore_of_any_ages_brings_back_the_living_or_says_why_not(
    history, town, tmp_path, data, vault, keyring
):
    kept, gone = town
    folder, shelf = tmp_path / "mixed", tmp_path / "shelf"
    placed(history, folder, "now", "now", keyring)
    (folder / "vault.db").unlink()
    for age, kind in ((data, "data"), (vault, "vault")):
        source = history / f"shelf-{age}" / kind
        shutil.copytree(source / names(source)[0], shelf / kind / names(source)[0])
    app = app_at(folder)
    words = ["backup", "restore", str(shelf), "--yes"]
    answer = Context().run(app.test_cli_runner().invoke, args=words)
    if vault == keyring == "rotated":
        assert answer.exit_code == 0, answer.output
    if answer.exit_code:
        assert "Error: " in answer.output
        return
    started(folder)
    assert not readable_at(folder, gone)
    assert readable_at(folder, kept) == TEXTS


def test_with_todays_vault_every_older_copy_of_the_data_brings_back_every_living_value(
    history, town, tmp_path
):
    kept, gone = town
    for age in AGES:
        folder = tmp_path / age
        placed(history, folder, "now", "now", "now")
        words = ["backup", "restore", str(history / f"shelf-{age}"), "--yes"]
        answer = Context().run(app_at(folder).test_cli_runner().invoke, args=words)
        assert answer.exit_code == 0, answer.output
        started(folder)
        assert not readable_at(folder, gone)
        assert readable_at(folder, kept) == TEXTS

"""Checkpoints lie apart from the databases, or an older folder brings its own witnesses along."""

import pytest

from backoffice.config import ConfigurationError
from backoffice.vault.keyring import Keyring
from tests.conftest import app_at
from tests.house.test_secrets import PRODUCTION


@pytest.fixture
def empty(tmp_path):
    folder = tmp_path / "instance"
    folder.mkdir()
    Keyring.create(folder / "keyring.json", demo=False)
    return folder


@pytest.mark.parametrize("below", ["", "checkpoints", "deep/er"])
def test_production_refuses_checkpoints_in_the_folder_of_the_data(empty, below):
    with pytest.raises(ConfigurationError, match="folder of BACKOFFICE_DATABASE_URL"):
        app_at(empty, **{**PRODUCTION, "CHECKPOINTS": str(empty / below)})


def test_production_refuses_checkpoints_in_the_folder_of_the_vault(empty, tmp_path):
    url = f"sqlite:///{tmp_path / 'vault' / 'vault.db'}"
    (tmp_path / "vault").mkdir()
    settings = {**PRODUCTION, "VAULT_URL": url, "CHECKPOINTS": str(tmp_path / "vault/lines")}
    with pytest.raises(ConfigurationError, match="folder of BACKOFFICE_VAULT_URL"):
        app_at(empty, **settings)


def test_production_takes_a_folder_apart_and_databases_that_are_no_files(empty, tmp_path):
    apart = str(tmp_path / "apart")
    assert app_at(empty, **{**PRODUCTION, "CHECKPOINTS": apart}).config["CHECKPOINTS"] == apart


def test_a_demonstration_keeps_them_where_it_keeps_everything(app, installation):
    assert app.config["CHECKPOINTS"] == str(installation / "checkpoints")

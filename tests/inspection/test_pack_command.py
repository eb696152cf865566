"""The machine's operator makes the pack for an inspection without a browser (policy 2; 2.27)."""

import zipfile

import pytest

from backoffice import clock
from tests.disclosures.desk import entries
from tests.inspection.test_pack import told


@pytest.fixture
def command(app):
    """Runs the command the way `flask --app wsgi` does."""
    return lambda *words: app.test_cli_runner().invoke(args=["inspection-pack", *map(str, words)])


def test_the_command_makes_the_same_pack_for_the_machines_operator(command, given, tmp_path):
    given.appeal()
    place = tmp_path / "out"
    place.mkdir()
    answer = command(place, "--language", "ru")
    assert answer.exit_code == 0, answer.output
    [path] = place.iterdir()
    assert str(path) in answer.output
    assert path.stat().st_mode & 0o777 == 0o600
    manifest = told(zipfile.ZipFile(path))
    assert (manifest["language"], manifest["rows"]["consents"]) == ("ru", 1)
    assert entries("pack.take")[-1].actor_role == "system"
    assert str(clock.today().year) in path.name


def test_the_command_refuses_a_place_that_is_not_there(command, tmp_path):
    assert command(tmp_path / "nowhere").exit_code == 2
    assert command(tmp_path, "--reason", "because").exit_code == 2
    assert not entries("pack.take")

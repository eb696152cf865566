"""The drill of docs/operations.md, section 7, done with the very commands that stand there."""

import re
import subprocess
from contextvars import Context
from pathlib import Path

import pytest

from backoffice.backup.shelf import names
from backoffice.cli_backup import restore_command
from tests.backup.looking import readable_at
from tests.conftest import app_at
from tests.given import PERSON

OPERATIONS = Path(__file__).parents[2] / "docs" / "operations.md"
PREFIX = "flask --app wsgi "


def section(number: str) -> str:
    """The text of one part of section 7."""
    text = OPERATIONS.read_text(encoding="utf-8")
    found = re.search(rf"^### {re.escape(number)} .*?(?=^###? )", text, re.DOTALL | re.MULTILINE)
    assert found is not None
    return found.group()


def block(number: str) -> list[str]:
    """The lines an operator copies out of a part."""
    found = re.search(r"```\n(.*?)```", section(number), re.DOTALL)
    assert found is not None
    return found.group(1).splitlines()


def timers() -> list[str]:
    """The commands of the table that says when."""
    return re.findall(rf"`{PREFIX}([^`]+)`", section("7.2"))


@pytest.fixture
def told(tmp_path, installation):
    """A line of the document with the places of this test instead of those of the document."""

    def placed(line: str) -> str:
        places = {
            "/backup": tmp_path / "backup",
            "/keys": tmp_path / "keys",
            "/drill": tmp_path / "drill",
            "CHECKPOINTS": installation / "checkpoints",
        }
        for name, place in places.items():
            line = line.replace(name, str(place))
        if "MOMENT-ENTRY" in line:
            line = line.replace("MOMENT-ENTRY", names(tmp_path / "keys")[0])
        return line

    return placed


def test_an_operator_who_follows_the_document_gets_everybody_back_but_the_destroyed(
    given, done, destroy, told, tmp_path
):
    kept, gone = given.appeal().number, given.appeal().number
    for line in block("7.1"):
        assert done(*told(line).removeprefix(PREFIX).split()).endswith("ok\n")
    destroy(gone)
    assert len(timers()) == 4
    for words in timers():
        assert done(*told(words).split()).endswith("ok\n")
    first, *commands = block("7.5")
    subprocess.run(["sh", "-c", told(first)], check=True)
    drill = app_at(tmp_path / "drill")
    for line in commands:
        words = told(line).removeprefix(PREFIX).split()
        answer = Context().run(drill.test_cli_runner().invoke, args=words)
        assert answer.exit_code == 0, answer.output
        assert answer.output.endswith("ok\n")
    assert readable_at(tmp_path / "drill", kept) == set(PERSON.values())
    assert not readable_at(tmp_path / "drill", gone)


def test_every_choice_of_the_restore_is_told_in_its_table():
    told_of = set(re.findall(r"^\| `(--[a-z-]+)", section("7.4"), re.MULTILINE))
    choices = {name for choice in restore_command.params for name in choice.opts}
    assert told_of == {name for name in choices if name.startswith("--")} - {"--vault"}

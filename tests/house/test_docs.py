"""The documents speak of the program that is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from flask import Flask

from backoffice import cli
from backoffice.audit.triggers import APPEND_ONLY_TABLES
from backoffice.config import SETTINGS, Setting
from tests.documented import only_growing_tables

ROOT = Path(__file__).resolve().parents[2]
OPERATIONS = ROOT / "docs" / "operations.md"
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
ELSEWHERE = re.compile(r"[a-z]+:|#")


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_has_its_row_in_operations(setting: Setting) -> None:
    assert f"| `BACKOFFICE_{setting.name}` |" in OPERATIONS.read_text()


def test_operations_tells_of_no_setting_that_is_gone() -> None:
    told = set(re.findall(r"`BACKOFFICE_([A-Z0-9_]+)`", OPERATIONS.read_text()))
    assert told == {setting.name for setting in SETTINGS}


def test_operations_takes_back_the_rights_on_every_table_that_only_grows() -> None:
    assert only_growing_tables() == list(APPEND_ONLY_TABLES)


def test_operations_names_every_command_and_every_choice_of_it() -> None:
    text = OPERATIONS.read_text()
    missing = [
        words
        for words, command in _our_commands()
        if f"`{words}" not in text or any(choice not in text for choice in _choices(command))
    ]
    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_to_a_file(document: Path) -> None:
    links = [link for link in LINK.findall(document.read_text()) if not ELSEWHERE.match(link)]
    lost = [link for link in links if not (document.parent / link.split("#")[0]).exists()]
    assert not lost


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_document_that_is_named_exists(document: Path) -> None:
    named = re.findall(r"`((?:\.\./|decisions/|guides/)?[a-z0-9-]+\.md)`", document.read_text())
    lost = [name for name in named if not (document.parent / name).exists()]
    assert not [name for name in lost if name != "policy-coverage.md"]


def _our_commands() -> Iterator[tuple[str, click.Command]]:
    """Each command of the program as it is typed; those of Flask itself are not ours."""
    bare = Flask("commands")
    built_in = set(bare.cli.commands)
    cli.init_cli(bare)
    for name in set(bare.cli.commands) - built_in:
        yield from _typed(name, bare.cli.commands[name])


def _typed(words: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        yield words, command
        return
    for name, below in command.commands.items():
        yield from _typed(f"{words} {name}", below)


def _choices(command: click.Command) -> list[str]:
    return [choice.opts[0] for choice in command.params if isinstance(choice, click.Option)]

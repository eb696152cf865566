"""Running the backup commands, and looking at what they leave as somebody with the files would."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from backoffice.appeals.queries import appeal_by_number
from backoffice.data_rights.actions import destroy_applicant
from tests.data_layer.conftest import close


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """The folder an operator gives to the backup commands."""
    return tmp_path / "backup"


@pytest.fixture
def run(app: Flask) -> Callable[..., Result]:
    """Runs a command the way `flask --app wsgi` does, with nobody else at work."""

    def command(*words: object) -> Result:
        close(app)
        answer = app.test_cli_runner().invoke(args=[str(word) for word in words])
        close(app)
        return answer

    return command


@pytest.fixture
def done(run: Callable[..., Result]) -> Callable[..., str]:
    """Runs a command that must end well; answers with what it printed."""

    def command(*words: object) -> str:
        answer = run(*words)
        assert answer.exit_code == 0, answer.output
        return answer.output

    return command


@pytest.fixture
def refused(run: Callable[..., Result]) -> Callable[..., str]:
    """Runs a command that must end with a sentence and exit code 1."""

    def command(*words: object) -> str:
        answer = run(*words)
        assert answer.exit_code == 1, answer.output
        assert "Error: " in answer.output
        assert "Traceback" not in answer.output
        return answer.output

    return command


@pytest.fixture
def destroy(cast):
    """The privacy officer destroys all data of the applicant of one appeal."""

    def deed(number: str) -> None:
        destroy_applicant(appeal_by_number(number), by=cast("privacy_officer"), reason="unlawful")

    return deed

"""What a killed process was making is gone with the next start of any process (policy 5.4)."""

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from backoffice.exports.runs import begin
from tests.conftest import app_at

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("what", ["export", "pack"])
def test_the_next_start_takes_it_away_and_leaves_what_lives(installation, what):
    command = [sys.executable, "-m", "tests.exports.killed_export", str(installation), what]
    place = installation / "tmp"
    with ExitStack() as stack:
        process = stack.enter_context(
            subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        )
        stack.callback(process.kill)
        assert process.stdout is not None
        assert process.stdout.readline() == "there\n"
        lying = sorted(place.rglob("*"))
        app_at(installation)  # a worker or a command beside it: nobody died yet
        assert sorted(place.rglob("*")) == lying
        assert [path for path in lying if path.suffix in (".xlsx", ".zip")]
    app = app_at(installation)
    assert not list(place.rglob("*"))
    with app.app_context():
        run = begin("abc")
        assert run is not None
        run.end()


def test_a_folder_of_nobody_goes_too(installation):
    """As an earlier release left them: without a lock beside them."""
    lost = installation / "tmp" / "tmpabc"
    lost.mkdir(parents=True)
    (lost / "pack.zip").write_bytes(b"half")
    app_at(installation)
    assert not list((installation / "tmp").rglob("*"))

"""A backup taken while people register and destroy is of one moment: every value opens."""

import subprocess
import sys
import time
from pathlib import Path

from backoffice.backup.shelf import names

ROOT = Path(__file__).parents[2]
TIMES = 3


def test_backups_taken_while_people_work_are_each_of_one_moment(done, installation, shelf):
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.killed_writer", str(installation)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert writer.stdout is not None
        assert writer.stdout.readline().startswith("registered")
        for _ in range(TIMES):
            done("backup", "create", shelf)
            time.sleep(0.2)
        assert writer.poll() is None
    finally:
        writer.kill()
        writer.communicate()
    assert len(names(shelf / "data")) == TIMES
    assert done("backup", "verify", shelf).count("values open") == TIMES

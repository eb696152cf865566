"""Starting a backup command in a process of its own, to be killed or starved."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def run_apart(folder: Path, *words: object, **told: Any) -> tuple[int, str]:
    """Run a command over an installation; exit code (-9 when killed) and what it printed."""
    told = {"folder": str(folder), "words": [str(word) for word in words], **told}
    ended = subprocess.run(
        [sys.executable, "-m", "tests.backup.killed_command", json.dumps(told)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout

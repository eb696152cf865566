"""A process that makes a file, or puts a pack together, until it is killed.

It prints a line when personal data lies in its folder.
"""

import sys
import time
from pathlib import Path

from backoffice.accounts.queries import staff_by_username
from backoffice.audit.scope import Scope, scoped
from backoffice.exports.runs import begin
from backoffice.inspection.pack import packed
from tests.conftest import app_at


def work(folder: Path, what: str) -> None:
    """Get as far as the file, say so, and stay there."""
    app = app_at(folder, TEMPLATE_CACHE=str(folder / "templates"))
    with app.app_context(), scoped(Scope()):
        if what == "pack":
            officer = staff_by_username("dinara")
            with packed(by=officer, reason="inspection", language="en"):
                stay()
        run = begin("abc")
        run.folder.mkdir()
        (run.folder / "report.xlsx").write_bytes(b"half")
        stay()


def stay() -> None:
    """Say that it lies there, and wait for the end."""
    sys.stdout.write("there\n")
    sys.stdout.flush()
    time.sleep(600)


if __name__ == "__main__":
    work(Path(sys.argv[1]), sys.argv[2])

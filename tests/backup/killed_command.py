"""A backup command in a process that is killed at a chosen step, or whose disk is full.

Steps are the moments at which names on the disk change. The one argument is JSON, see `main`.
"""

import json
import os
import resource
import signal
import sys
from typing import Any

from tests.conftest import app_at


def kill_at(step: int, under: str, events: list[str], *, after: bool) -> None:
    """Die right before the step-th change of a name that begins so, or right after it."""
    seen = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if after and seen == step:
            seen += 1  # the killing is an event too
            os.kill(os.getpid(), signal.SIGKILL)
        if event not in events or not str(arguments[0]).startswith(under):
            return
        seen += 1
        if seen == step and not after:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def main(told: dict[str, Any]) -> int:
    """Run the command; answers with its exit code, if it lives to have one."""
    here = {"TEMPLATE_CACHE": f"{told['folder']}/templates"}  # what is killed clears nothing away
    app = app_at(told["folder"], **here, **told.get("settings", {}))
    if told.get("step"):
        kill_at(told["step"], told["under"], told["events"], after=told.get("after", False))
    if told.get("limit"):
        resource.setrlimit(resource.RLIMIT_FSIZE, (told["limit"], told["limit"]))
    answer = app.test_cli_runner().invoke(args=told["words"])
    sys.stdout.write(answer.output)
    return answer.exit_code


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))

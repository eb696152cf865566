"""A backup command in a process that is killed at a chosen step, or whose disk is full.

Steps are the moments at which names on the disk change: `python -m tests.backup.killed_command
SETTINGS STEP LIMIT WORDS…`, where step 0 kills nobody and limit 0 is no limit.
"""

import json
import os
import resource
import signal
import sys

from tests.conftest import app_at

STEPS = {"os.rename", "os.remove", "os.rmdir"} if os.environ.get("ROUNDS") else {"os.rename"}


def kill_at(step: int, folder: str) -> None:
    """Die right before the step-th change of a name under this folder."""
    seen = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event not in STEPS or not str(arguments[0]).startswith(folder):
            return
        seen += 1
        if seen == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def main(told: str, step: str, limit: str, *words: str) -> int:
    """Run the command; answers with its exit code, if it lives to have one."""
    settings = json.loads(told)
    app = app_at(settings.pop("INSTANCE"), **settings["MORE"])
    if int(step):
        kill_at(int(step), settings["UNDER"])
    if int(limit):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    answer = app.test_cli_runner().invoke(args=list(words))
    sys.stdout.write(answer.output)
    return answer.exit_code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""Starting: what importing and putting the application together costs, and what it holds."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_PROGRAM = """
import json, sys, time
from pathlib import Path
from benchmarks.places import open_at
open_at(Path(sys.argv[1]))
held = next(l for l in Path("/proc/self/status").read_text().splitlines() if "VmRSS" in l)
print(json.dumps({"cpu": time.process_time() * 1000, "memory": float(held.split()[1]) / 1024}))
"""


@dataclass(frozen=True)
class Start:
    """CPU milliseconds until the application stands, and MiB of an idle worker."""

    cpu: float
    memory: float


def started(folder: Path) -> Start:
    """The best of three starts, each in a process of its own."""
    found = []
    for _turn in range(3):
        command = [sys.executable, "-c", _PROGRAM, str(folder)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found.append(json.loads(done.stdout.splitlines()[-1]))
    return Start(min(f["cpu"] for f in found), min(f["memory"] for f in found))

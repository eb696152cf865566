"""Taking a year of disclosures out as CSV, in a process of its own: time and memory."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from backoffice import clock
from benchmarks.cases import YEAR
from benchmarks.places import open_at
from benchmarks.visitor import Visitor

_MIB = 1024  # /proc speaks of KiB


@dataclass(frozen=True)
class Extract:
    """One export: when its first byte came, when its last, and the memory it took."""

    rows: int
    size: int
    first_byte: float
    total: float
    memory: float

    @property
    def rate(self) -> float:
        """Rows in a second."""
        return self.rows / self.total


def extract(folder: Path) -> Extract:
    """Export in a fresh process, so that its memory is its own."""
    command = [sys.executable, "-m", "benchmarks.export", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Extract(**json.loads(done.stdout.splitlines()[-1]))


def _measure(folder: Path) -> dict[str, float]:
    manager = Visitor(open_at(folder), "saule")
    today = clock.today()
    asked = {
        "from": str(today - YEAR),
        "to": str(today),
        "format": "csv",
        "reason": "monthly_report",
    }
    manager.get("/reports/disclosures")
    _export(manager, asked | {"from": str(today)})  # warm: everything is loaded once
    Path("/proc/self/clear_refs").write_text("5")
    base = _peak()
    return _export(manager, asked) | {"memory": (_peak() - base) / _MIB}


def _export(manager: Visitor, asked: dict[str, str]) -> dict[str, float]:
    order = manager.post("/reports/disclosures/export", **asked).headers["Location"]
    began = time.perf_counter()
    answer = manager.stream(f"{order}/start")
    if answer.status_code != 200 or "csv" not in answer.mimetype:
        raise RuntimeError(f"the export answered {answer.status_code}")
    first_byte, size, lines = 0.0, 0, 0
    for piece in answer.iter_encoded():
        first_byte = first_byte or time.perf_counter() - began
        size, lines = size + len(piece), lines + piece.count(b"\r\n")
    answer.close()
    total = time.perf_counter() - began
    return {"rows": lines - 1, "size": size, "first_byte": first_byte, "total": total}


def _peak() -> float:
    """The most memory this process ever held since the mark was set, in KiB."""
    status = Path("/proc/self/status").read_text()
    return float(next(line for line in status.splitlines() if "VmHWM" in line).split()[1])


if __name__ == "__main__":
    print(json.dumps(_measure(Path(sys.argv[1]))))

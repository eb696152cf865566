"""Files of disclosures beside what the machine can do: the sqlite3 shell, a bare XlsxWriter."""

import json
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

from sqlalchemy.dialects import sqlite

from backoffice.disclosures.models import Disclosure
from backoffice.reports import queries
from backoffice.reports.conditions import conditions
from benchmarks.one_file import Made, order_over
from benchmarks.table import Target, print_table

ROUNDS = 3
MOST = {"csv": 1.6, "opened": 3.5, "xlsx": 1.3}
PEERS = {"csv": "shell", "opened": "shell", "xlsx": "bare xlsx"}


def files(folder: Path, rounds: int = ROUNDS) -> list[Target]:
    """Make each file and what it is held against in turn, and print them."""
    question = _question(folder)
    made: dict[str, list[Made]] = {}
    for _turn in range(rounds):
        made.setdefault("shell", []).append(_dump(folder, question))
        for kind in ("csv", "opened", "xlsx", "bare xlsx"):
            made.setdefault(kind, []).append(_made(folder, kind))
    how = "sqlite3 shell" if shutil.which("sqlite3") else "sqlite3 of Python: no shell here"
    head = ["file", "rows", "MB", "first byte CPU ms", "CPU s", "wall s", "memory MiB"]
    print_table(f"Files of disclosures (shell: {how})", head, map(_row, made.items()))
    return [*_ratios(made), *_limits(made)]


def _ratios(made: dict[str, list[Made]]) -> list[Target]:
    targets = []
    for kind, most in MOST.items():
        pairs = zip(made[kind], made[PEERS[kind]], strict=True)
        ratios = [ours.cpu / peer.cpu for ours, peer in pairs]
        what = f"{kind} over {PEERS[kind]}, CPU"
        targets.append(Target(what, statistics.median(ratios), most, best=min(ratios)))
    return targets


def _limits(made: dict[str, list[Made]]) -> list[Target]:
    memory = {kind: max(one.memory for one in rounds) for kind, rounds in made.items()}
    return [
        Target("csv: memory over base", memory["csv"], 16, "MiB"),
        Target("opened: memory over base", memory["opened"], 16, "MiB"),
        Target("xlsx: memory over the bare one", memory["xlsx"] - memory["bare xlsx"], 2, "MiB"),
    ]


def _row(item: tuple[str, list[Made]]) -> list[str]:
    kind, rounds = item
    middle = {
        name: statistics.median(asdict(one)[name] for one in rounds) for name in asdict(rounds[0])
    }
    return [
        kind,
        f"{middle['rows']:.0f}",
        f"{middle['size'] / 1e6:.1f}",
        f"{middle['first_byte'] * 1000:.0f}",
        f"{middle['cpu']:.2f}",
        f"{middle['wall']:.2f}",
        f"{middle['memory']:.1f}",
    ]


def _made(folder: Path, kind: str) -> Made:
    command = [sys.executable, "-m", "benchmarks.one_file", str(folder), kind]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Made(**json.loads(done.stdout.splitlines()[-1]))


def _question(folder: Path) -> str:
    """The very question of the export, with its values in it and not cut into pages."""
    with order_over(folder) as order:
        asked = queries._rows(*conditions(order.filters))
        ordered = asked.order_by(Disclosure.at, Disclosure.id)
        literally = {"literal_binds": True}
        return str(ordered.compile(dialect=sqlite.dialect(), compile_kwargs=literally))


def _dump(folder: Path, question: str) -> Made:
    """The rows as the shell writes them; codes stay codes."""
    path, data = folder / "dump.csv", folder / "data.db"
    before, wall = _cpu(), time.perf_counter()
    if shell := shutil.which("sqlite3"):
        with path.open("wb") as out:
            subprocess.run([shell, "-csv", str(data), f"{question};"], check=True, stdout=out)
    else:
        with path.open("w") as out, sqlite3.connect(data) as connection:
            out.writelines(f"{','.join(map(str, row))}\n" for row in connection.execute(question))
    took = time.perf_counter() - wall, _cpu() - before
    with path.open("rb") as out:
        rows = sum(1 for _line in out)
    size = path.stat().st_size
    path.unlink()
    return Made(rows, size, 0.0, *took, 0.0)


def _cpu() -> float:
    """Seconds of CPU of this process and of what it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)

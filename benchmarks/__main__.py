"""Measure everything in one run and print it beside its targets."""

import argparse
import logging
import tempfile
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from backoffice.appeals.models import Appeal
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.rules.actions import Action
from benchmarks.export import Extract, extract
from benchmarks.files import files
from benchmarks.first_byte import first_bytes
from benchmarks.measures import Cost
from benchmarks.multiply import multiply
from benchmarks.pages import ROUNDS, bench, is_steady, measured
from benchmarks.places import fill, open_at
from benchmarks.starting import Start, started
from benchmarks.table import Target, print_table, print_targets
from benchmarks.verifying import Verification, verified
from benchmarks.writers import Outcome, races

SMALL = 1000
GROWING = {
    "board, first page": 1.2,
    "board, filtered": 1.2,
    "board, two filters": 1.2,
    "list, first page": 1.2,
    "list, deep page": 1.2,
    "case page": 1.2,
    "audited write": 1.2,
    "search by phone": 1.2,
    "search by a common name": 4,
    "search by two common names": 4,
    "search by a rare name": 1.2,
}
STATEMENTS = {"board, first page": 8, "case page": 8, "board, nothing changed": 2}
BOARD_OVER_HELLO = 8.3  # 0.12 of the requests hello answers


def main() -> None:
    """Fill two installations, measure both in turn, print."""
    asked = _asked()
    logging.disable(logging.INFO)
    with tempfile.TemporaryDirectory(prefix="senim-benchmark-") as place:
        folders = [Path(asked.keep or place) / f"n{count}" for count in (SMALL, asked.n)]
        for folder, count in zip(folders, (SMALL, asked.n), strict=True):
            if not (folder / "data.db").exists():
                print(f"filled {folder.name} in {fill(folder, count):.1f} s", flush=True)
        targets = _pages(folders, asked)
        small, large = (extract(folder) for folder in folders)
        targets += _export(small, large)
        apps = [open_at(folder) for folder in folders]
        targets += _verification(verified(apps[1]))
        notes = _notes(apps[1])
        targets += _writers(outcome := races(folders[1], _numbers(apps[1])))
        accepted = len(outcome.alone.times) + len(outcome.together.times)
        if _notes(apps[1]) - notes != accepted:
            raise RuntimeError("there are not as many entries as accepted writes")
        if not verified(apps[1]).is_ok:
            raise RuntimeError("the chain does not hold after the writes")
        targets += _start(started(folders[0]))
        if asked.disclosures:
            multiply(folders[1], asked.disclosures)
        targets += first_bytes(folders[1])
        targets += files(folders[1])
        print_targets(targets)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--n", type=int, default=100_000, help="appeals (compared with 1000)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds, in turn")
    parser.add_argument("--disclosures", type=int, help="copy disclosures up to so many for files")
    parser.add_argument("--keep", help="a folder for the filled installations, to use again")
    return parser.parse_args()


def _pages(folders: list[Path], asked: argparse.Namespace) -> list[Target]:
    greeting, (small, large) = measured([bench(open_at(f)) for f in folders], asked.rounds)
    if not is_steady(greeting):
        print("The machine was busy with something else: run it again before believing this.")
    head = ["CPU ms of one request", "N=1000", f"N={asked.n}", "ratio", "/hello", "SQL"]
    rows = [_row(name, small[name], large[name], greeting) for name in large]
    first = f"{greeting.cpu:.2f}"
    print_table(
        "Pages and deeds, in process",
        [*head, "p50 ms", "p99 ms"],
        [["hello", first, first, "1.00", "1.0", "0", *_percentiles(greeting)], *rows],
    )
    growth = [
        Target(
            f"{name}: {asked.n} against {SMALL}",
            large[name].cpu / small[name].cpu,
            most,
            best=large[name].best / small[name].best,
        )
        for name, most in GROWING.items()
    ]
    statements = [
        Target(f"{name}: statements", large[name].statements, most, "")
        for name, most in STATEMENTS.items()
    ]
    deep, first_page = large["list, deep page"], large["list, first page"]
    return [
        *growth,
        Target("deep page against the first", deep.cpu / first_page.cpu, 1.2),
        Target("board over hello", large["board, first page"].cpu / greeting.cpu, BOARD_OVER_HELLO),
        Target("report page, p99", large["report page"].percentile(0.99), 500, "ms"),
        Target(
            "manager's page of a month, p99",
            large["manager's page, a month"].percentile(0.99),
            500,
            "ms",
        ),
        *statements,
    ]


def _row(name: str, small: Cost, large: Cost, greeting: Cost) -> list[str]:
    costs = [f"{small.cpu:.2f}", f"{large.cpu:.2f}", f"{large.cpu / small.cpu:.2f}"]
    over = f"{large.cpu / greeting.cpu:.1f}"
    return [name, *costs, over, str(large.statements), *_percentiles(large)]


def _percentiles(cost: Cost) -> list[str]:
    return [f"{cost.percentile(0.50):.1f}", f"{cost.percentile(0.99):.1f}"]


def _export(small: Extract, large: Extract) -> list[Target]:
    head = ["CSV export", "rows", "MB", "first byte s", "total s", "rows/s", "memory MiB"]
    rows = [
        [
            name,
            str(one.rows),
            f"{one.size / 1e6:.1f}",
            f"{one.first_byte:.3f}",
            f"{one.total:.2f}",
            f"{one.rate:.0f}",
            f"{one.memory:.1f}",
        ]
        for name, one in (("small", small), ("large", large))
    ]
    print_table("Export of a year of disclosures", head, rows)
    return [
        Target("export: first byte", large.first_byte * 1000, 100, "ms"),
        Target("export: memory over base", large.memory, 16, "MiB"),
    ]


def _verification(found: Verification) -> list[Target]:
    print(f"\n{found}")
    return [Target("verification over the bare loop", found.ratio, 2)]


def _writers(found: Outcome) -> list[Target]:
    head = ["Audited writes through gunicorn", "writes/s", "p50 ms", "p99 ms", "refused"]
    rows = [
        [
            f"{race.writers} at once",
            f"{race.per_second:.0f}",
            f"{race.p50:.1f}",
            f"{race.p99:.1f}",
            str(race.refused),
        ]
        for race in (found.alone, found.together)
    ]
    print_table("Writers", head, rows)
    together = found.together
    return [
        Target("8 writers: p99 over p50", together.p99 / together.p50, 4),
        Target("8 writers: database is locked", found.locked + together.refused, 0, ""),
    ]


def _start(found: Start) -> list[Target]:
    return [
        Target("start: CPU", found.cpu, 900, "ms"),
        Target("start: memory of an idle worker", found.memory, 80, "MiB"),
    ]


def _numbers(app: Flask) -> list[str]:
    with app.app_context():
        newest = sa.select(Appeal.number).order_by(Appeal.id.desc()).limit(8)
        numbers = list(db.session.scalars(newest))
        db.session.remove()
    return numbers


def _notes(app: Flask) -> int:
    """How many notes the audit log tells of."""
    told = sa.select(sa.func.count()).where(
        AuditEntry.action == Action.NOTE_ADD, AuditEntry.outcome == "done"
    )
    with app.app_context():
        count = db.session.scalar(told) or 0
        db.session.remove()
    return count


if __name__ == "__main__":
    main()

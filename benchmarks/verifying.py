"""Verifying the audit chain, against the least it could take: fetching the rows and hashing.

`python -m benchmarks.verifying --entries 1000000` measures it over a scratch log.
"""

import argparse
import hashlib
import logging
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa
from flask import Flask

from backoffice.audit.chain import CANONICAL, GENESIS, SEPARATOR
from backoffice.audit.models import AuditEntry
from backoffice.audit.verification import verify
from backoffice.db import db
from backoffice.vault.values import the_vault
from benchmarks.chain import append_entries
from benchmarks.places import close, fill, open_at

TURNS = 3
T = TypeVar("T")


@dataclass(frozen=True)
class Spent:
    """CPU and wall seconds of one run, or the best of several."""

    cpu: float
    wall: float


@dataclass(frozen=True)
class Verification:
    """How long the chain took, and the bare loop over the same rows."""

    entries: int
    whole: Spent
    bare: Spent
    is_ok: bool

    @property
    def per_100_000(self) -> float:
        """CPU seconds for a hundred thousand entries."""
        return self.whole.cpu * 100_000 / self.entries

    @property
    def ratio(self) -> float:
        """CPU over the bare loop, in the same run."""
        return self.whole.cpu / self.bare.cpu

    def __str__(self) -> str:
        return (
            f"Audit chain: {self.entries} entries verified in {self.whole.cpu:.2f} s of CPU "
            f"({self.whole.wall:.2f} s by the clock, {self.per_100_000:.2f} s for 100000), bare "
            f"loop {self.bare.cpu:.2f} s ({self.bare.wall:.2f} s), ratio {self.ratio:.2f} "
            f"({self.whole.wall / self.bare.wall:.2f} by the clock), "
            f"{'whole' if self.is_ok else 'BROKEN'}"
        )


def verified(app: Flask, turns: int = TURNS) -> Verification:
    """Verify and run the bare loop in turn; the best of some of each."""
    whole: list[Spent] = []
    bare: list[Spent] = []
    with app.app_context():
        key = app.extensions["vault"].keyring.chain_key
        for _turn in range(turns):
            verdict, spent = _timed(lambda: verify(key))
            whole.append(spent)
            bare.append(_timed(_bare_loop)[1])
        db.session.remove()
    return Verification(verdict.entries, _best(whole), _best(bare), verdict.is_ok)


def _timed(deed: Callable[[], T]) -> tuple[T, Spent]:
    cpu, wall = time.process_time(), time.perf_counter()
    answer = deed()
    return answer, Spent(time.process_time() - cpu, time.perf_counter() - wall)


def _best(runs: list[Spent]) -> Spent:
    return Spent(min(run.cpu for run in runs), min(run.wall for run in runs))


def _bare_loop() -> str:
    table = AuditEntry.__table__.c
    query = sa.select(*(table[name] for name in CANONICAL)).order_by(table.seq)
    digest = GENESIS
    raw = str(query.compile(db.engine))
    for row in db.session.connection().exec_driver_sql(raw):
        text = SEPARATOR.join(map(str, row))
        digest = hashlib.sha256((digest + SEPARATOR + text).encode()).hexdigest()
    return digest


def main() -> None:
    """Fill a scratch log, verify it, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.verifying", description=__doc__)
    parser.add_argument("--entries", type=int, default=300_000)
    parser.add_argument("--turns", type=int, default=TURNS)
    asked = parser.parse_args()
    logging.disable(logging.INFO)
    with tempfile.TemporaryDirectory(prefix="senim-benchmark-") as place:
        fill(Path(place), 1)
        app = open_at(Path(place))
        with app.app_context():
            append_entries(the_vault().keyring.chain_key, asked.entries)
        print(verified(app, asked.turns))
        with app.app_context():
            close(app)


if __name__ == "__main__":
    main()

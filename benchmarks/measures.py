"""Measuring: CPU time and wall time of one thing done many times, and its SQL statements."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from flask import Flask

from backoffice.db import db

Deed = Callable[[], Any]


@dataclass
class Cost:
    """What one thing cost, over all rounds."""

    cpu_rounds: list[float] = field(default_factory=list)
    walls: list[float] = field(default_factory=list)
    statements: int = 0

    @property
    def cpu(self) -> float:
        """CPU milliseconds of one request: the median of the rounds."""
        return statistics.median(self.cpu_rounds)

    @property
    def best(self) -> float:
        """CPU milliseconds in the quietest round."""
        return min(self.cpu_rounds)

    def percentile(self, share: float) -> float:
        """Milliseconds within which this share of the requests was answered."""
        return percentile(self.walls, share)


def percentile(times: list[float], share: float) -> float:
    """The value below which this share of the times lies."""
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def add_round(cost: Cost, deed: Deed, times: int) -> None:
    """Do a thing so many times more."""
    started = time.process_time()
    for _turn in range(times):
        began = time.perf_counter()
        deed()
        cost.walls.append((time.perf_counter() - began) * 1000)
    cost.cpu_rounds.append((time.process_time() - started) * 1000 / times)


@contextmanager
def counting(app: Flask) -> Iterator[list[str]]:
    """The statements both databases are asked meanwhile, without BEGIN."""
    asked: list[str] = []

    def hear(_c: Any, _cursor: Any, text: str, *_more: Any) -> None:
        if not text.startswith("BEGIN"):
            asked.append(text)

    with app.app_context():
        engines = (db.engine, app.extensions["vault"].store.engine)
    for engine in engines:
        sa.event.listen(engine, "before_cursor_execute", hear)
    try:
        yield asked
    finally:
        for engine in engines:
            sa.event.remove(engine, "before_cursor_execute", hear)

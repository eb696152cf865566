"""Audited writes through gunicorn: one writer, then eight at once."""

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.measures import percentile
from benchmarks.over_http import Desk, served

EACH = 40
PROMISED = 303


@dataclass
class Race:
    """What so many writers met."""

    writers: int
    times: list[float] = field(default_factory=list)
    refused: int = 0
    seconds: float = 0.0

    @property
    def p50(self) -> float:
        """Half of the writes were answered within these milliseconds."""
        return percentile(self.times, 0.50)

    @property
    def p99(self) -> float:
        """Nearly all of them."""
        return percentile(self.times, 0.99)

    @property
    def per_second(self) -> float:
        """Writes accepted in a second."""
        return len(self.times) / self.seconds


@dataclass(frozen=True)
class Outcome:
    """Both races, and how often a database was found locked."""

    alone: Race
    together: Race
    locked: int


def races(folder: Path, numbers: list[str]) -> Outcome:
    """Serve the installation and let one writer write, then eight."""
    log = folder / "gunicorn.log"
    with served(folder, log) as port:
        writers = [_Writer(port, number) for number in numbers[:8]]
        alone, together = _race(writers[:1]), _race(writers)
    text = log.read_text()
    return Outcome(alone, together, text.count("locked") + text.count("OperationalError"))


class _Writer(Desk):
    """A member of staff at a desk: one connection, one session, one case."""

    def __init__(self, port: int, number: str) -> None:
        super().__init__(port, "erlan")
        self.path = f"/appeals/{number}/note"
        self.get(self.path)

    def write(self) -> bool:
        """Add a note. Tells whether it was taken."""
        return self.post(self.path, text="Тексерілді.").status == PROMISED


def _race(writers: list[_Writer]) -> Race:
    race = Race(len(writers))

    def write(writer: _Writer) -> None:
        for _turn in range(EACH):
            began = time.perf_counter()
            if writer.write():
                race.times.append((time.perf_counter() - began) * 1000)

    threads = [threading.Thread(target=write, args=(writer,)) for writer in writers]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    race.seconds = time.perf_counter() - started
    # Whatever was not accepted counts, a writer that fell silent half-way included.
    race.refused = EACH * len(writers) - len(race.times)
    return race

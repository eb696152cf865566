"""Audited writes through gunicorn: one writer, then eight at once."""

import http.client
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from backoffice.demo import DEMO_PASSWORD
from benchmarks.measures import percentile
from benchmarks.visitor import CSRF

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
    with _served(folder, log) as port:
        writers = [_Writer(port, number) for number in numbers[:8]]
        alone, together = _race(writers[:1]), _race(writers)
    text = log.read_text()
    return Outcome(alone, together, text.count("locked") + text.count("OperationalError"))


class _Writer:
    """A member of staff at a desk: one connection, one session, one case."""

    def __init__(self, port: int, number: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.path = f"/appeals/{number}/note"
        self.cookie = self.csrf = ""
        self._send("GET", "/sign-in")
        self._send("POST", "/sign-in", username="erlan", password=DEMO_PASSWORD)
        self._send("GET", self.path)

    def write(self) -> bool:
        """Add a note. Tells whether it was taken."""
        return self._send("POST", self.path, text="Тексерілді.") == PROMISED

    def _send(self, method: str, path: str, **typed: str) -> int:
        tokens = {"csrf_token": self.csrf, "form_key": secrets.token_urlsafe(24)}
        body = urlencode(tokens | typed) if method == "POST" else None
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        page = answer.read().decode()
        for cookie in answer.msg.get_all("Set-Cookie") or ():
            if cookie.startswith("senim="):
                self.cookie = cookie.split(";")[0]
        found = CSRF.search(page)
        self.csrf = found[1] if found else self.csrf
        return answer.status


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


@contextmanager
def _served(folder: Path, log: Path) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    command += ["--keep-alive", "120", "--no-control-socket", "benchmarks.served:app"]
    environment = os.environ | {"SENIM_BENCHMARK": str(folder)}
    with log.open("w") as out:
        server = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
        try:
            _wait_for(port)
            yield port
        finally:
            server.terminate()
            server.wait(30)


def _wait_for(port: int) -> None:
    for _turn in range(100):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")

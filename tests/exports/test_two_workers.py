"""A file on its way from one process, and its progress told by another."""

import http.client
import os
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from backoffice.db import db
from backoffice.demo import DEMO_PASSWORD
from benchmarks.multiply import multiply
from tests.exports.taking import order_at
from tests.house_browser import form_data
from tests.reports.conftest import FEW

ROOT = Path(__file__).parents[2]
GUNICORN = Path(sys.executable).parent / "gunicorn"
ROWS = 60_000  # more than sockets hold, so that a slow reader is waited for
PATIENCE = 60
YEAR = "/reports/disclosures?from=2026-10-01&to=2027-09-30"


class Reader:
    """Somebody at a browser, over real connections, a new one for each request."""

    def __init__(self, port: int) -> None:
        self.port, self.jar = port, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def open(self, path: str) -> BeautifulSoup:
        with self.opener.open(f"http://127.0.0.1:{self.port}{path}", timeout=PATIENCE) as answer:
            return BeautifulSoup(answer.read().decode(), "html.parser")

    def submit(self, page: BeautifulSoup, action: str, **typed: str) -> str:
        """Send a form; the address one is led to."""
        data = urllib.parse.urlencode({**form_data(form_to(page, action)), **typed}, doseq=True)
        address = f"http://127.0.0.1:{self.port}{action}"
        with self.opener.open(address, data.encode(), timeout=PATIENCE) as answer:
            return urllib.parse.urlsplit(answer.url).path

    def begin(self, page: BeautifulSoup, action: str) -> http.client.HTTPResponse:
        """Send a form and read no more of its answer than its head."""
        body = urllib.parse.urlencode(form_data(form_to(page, action)), doseq=True)
        cookies = "; ".join(f"{one.name}={one.value}" for one in self.jar)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        kind = "application/x-www-form-urlencoded"
        connection.request("POST", action, body, {"Cookie": cookies, "Content-Type": kind})
        return connection.getresponse()


def form_to(page: BeautifulSoup, action: str) -> Tag:
    return next(f for f in page.find_all("form") if str(f.get("action")).split("?")[0] == action)


@pytest.fixture
def port(disclosed: Any, now: Any, installation: Path, tmp_path: Path) -> Iterator[int]:
    """Two workers that do one thing at a time: whoever sends a file answers nobody else."""
    disclosed(200, since=datetime(2026, 10, 2, tzinfo=UTC), fields=FEW)
    db.session.remove()
    multiply(installation, ROWS)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    environment = os.environ | {"SENIM_BENCHMARK": str(installation)}
    command = [GUNICORN, f"--bind=127.0.0.1:{port}", "--workers=2", "--timeout=120"]
    with ExitStack() as stack:
        log = stack.enter_context((tmp_path / "log").open("w"))
        process = stack.enter_context(
            subprocess.Popen(
                [*command, "--no-control-socket", "benchmarks.served:app"],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
            )
        )
        stack.callback(process.terminate)
        yield port


@pytest.fixture
def reader(port: int) -> Reader:
    """The manager, signed in."""
    somebody, until = Reader(port), time.monotonic() + PATIENCE
    while True:
        try:
            page = somebody.open("/sign-in")
            break
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.2)
    somebody.submit(page, "/sign-in", username="saule", password=DEMO_PASSWORD)
    return somebody


def rows_told(reader: Reader, place: str) -> int:
    """How far the other process says it is."""
    told = reader.open(f"{place}/progress").progress
    return int(told["value"]) if told else -1


def test_the_other_process_tells_how_far_it_is_and_that_it_ended(reader: Reader) -> None:
    action = "/reports/disclosures/export"
    place = reader.submit(reader.open(YEAR), action, reason="inspection", format="csv")
    answer = reader.begin(reader.open(place), f"{place}/start")
    assert answer.status == 200
    file, seen = bytearray(), []
    while piece := answer.read(1024 * 1024):
        file += piece
        seen.append(rows_told(reader, place))
    ordered = order_at(place).rows
    assert ordered > ROWS / 2
    moving = [rows for rows in seen if 0 < rows < ordered]
    assert len(set(moving)) > 1, seen
    assert moving == sorted(moving)
    assert file.count(b"\r\n") == 1 + ordered
    until = time.monotonic() + PATIENCE
    while (state := order_at(place).state) != "done":
        assert time.monotonic() < until, state
        time.sleep(0.1)
    assert rows_told(reader, place) == -1

"""The installation behind gunicorn, and a member of staff at a desk of their own."""

import http.client
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from backoffice.demo import DEMO_PASSWORD
from benchmarks.visitor import CSRF


class Desk:
    """One connection that is kept, one session."""

    def __init__(self, port: int, username: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookie = self.csrf = ""
        self.get("/sign-in")
        self.post("/sign-in", username=username, password=DEMO_PASSWORD)

    def get(self, path: str) -> http.client.HTTPResponse:
        """A page, read to its end: its anti-forgery token is taken."""
        return self._read(self.begin("GET", path))

    def post(self, path: str, **typed: str) -> http.client.HTTPResponse:
        """A form, and its answer read to its end."""
        return self._read(self.begin("POST", path, **typed))

    def begin(self, method: str, path: str, **typed: str) -> http.client.HTTPResponse:
        """Send a request and wait for the head of its answer only."""
        tokens = {"csrf_token": self.csrf, "form_key": secrets.token_urlsafe(24)}
        body = urlencode(tokens | typed) if method == "POST" else None
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request(method, path, body, headers)
        return self.connection.getresponse()

    def _read(self, answer: http.client.HTTPResponse) -> http.client.HTTPResponse:
        page = answer.read().decode()
        for cookie in answer.msg.get_all("Set-Cookie") or ():
            if cookie.startswith("senim="):
                self.cookie = cookie.split(";")[0]
        found = CSRF.search(page)
        self.csrf = found[1] if found else self.csrf
        return answer


@contextmanager
def served(folder: Path, log: Path) -> Iterator[int]:
    """Two workers of four threads; the port they answer on."""
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

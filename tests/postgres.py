"""A PostgreSQL server that lives as long as the tests that need it.

It listens on a socket in a temporary folder and nowhere else, trusts whoever reaches that
folder, and does not wait for the disk: what it holds is made up and soon gone. It ends with
the process that started it, however that one ends.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

SUPERUSER = "postgres"
PREFIX = "senim-pg-"
OWNER = "owner.lock"
PATIENCE = 60  # seconds in which a fresh server answers
DEBIAN_VERSIONS = Path("/usr/lib/postgresql")
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "40",
}


class PostgresError(RuntimeError):
    """No server programs were found, or they would not start."""


@contextmanager
def postgres_cluster() -> Iterator[str]:
    """A fresh server, empty but for its own database; yields that database's URL."""
    with _folder() as folder:
        _make(folder)
        # What the server prints goes to a file: nobody reads a pipe while it runs.
        with (folder / "log").open("w") as log, _server(folder, log) as server:
            _wait_for(server, folder)
            try:
                yield _url(folder)
            finally:
                server.send_signal(signal.SIGQUIT)  # at once: nobody needs what it holds


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder for one server, locked by its owner; what earlier owners left goes first."""
    # The system's own temporary folder keeps the socket's path under its limit of 107 bytes.
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/{OWNER}"):
        # Another run may be clearing away the same one.
        with suppress(FileNotFoundError), left.open() as lock:
            if _is_mine(lock):
                shutil.rmtree(left.parent, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    with (folder / "draft").open("w") as lock:
        assert _is_mine(lock)
        (folder / "draft").rename(folder / OWNER)  # only now can others see it, and it is locked
        try:
            yield folder
        finally:
            shutil.rmtree(folder)


def _is_mine(lock: IO[str]) -> bool:
    """Whether nobody else holds this lock; the system lets go of it with the process."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _make(folder: Path) -> None:
    if _is_root():
        shutil.chown(folder, SUPERUSER)
    options = ("--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8", "--locale", "C")
    made = subprocess.run(
        [*_as_server(), _find("initdb"), "--pgdata", str(folder / "data"), "--no-sync", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise PostgresError(f"initdb failed: {made.stderr}")


def _server(folder: Path, log: IO[str]) -> "subprocess.Popen[bytes]":
    settings = [f"-c{name}={value}" for name, value in SETTINGS.items()]
    command = [_find("postgres"), "-D", str(folder / "data"), "-k", str(folder), *settings]
    return subprocess.Popen(
        [*_as_server("--pdeathsig", "QUIT"), *command],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
    )


def _as_server(*more: str) -> list[str]:
    """Run as a user PostgreSQL accepts: it refuses to run as root."""
    user = ["--reuid", SUPERUSER, "--regid", SUPERUSER, "--init-groups"] if _is_root() else []
    return ["setpriv", *user, *more] if user or more else []


def _wait_for(server: "subprocess.Popen[bytes]", folder: Path) -> None:
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        try:
            _connect(_url(folder)).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise PostgresError(f"the server does not answer: {(folder / 'log').read_text()}")


def create_database(cluster: str, name: str, *, like: str = "template1") -> str:
    """A database in a running server, empty or a copy of another; answers with its URL."""
    made = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with _connect(cluster) as connection:
        connection.execute(made.format(sql.Identifier(name), sql.Identifier(like)))
    return make_url(cluster).set(database=name).render_as_string()


def drop_database(cluster: str, name: str) -> None:
    """Make room: hundreds of databases are gigabytes."""
    with _connect(cluster) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


def _connect(cluster: str) -> "psycopg.Connection[tuple[Any, ...]]":
    url = make_url(cluster)
    return psycopg.connect(
        host=str(url.query["host"]), user=url.username, dbname=url.database, autocommit=True
    )


def _url(folder: Path) -> str:
    url = URL.create(
        "postgresql+psycopg",
        username=SUPERUSER,
        database="postgres",
        query={"host": str(folder)},
    )
    return url.render_as_string()


def _find(program: str) -> str:
    installed = sorted(
        DEBIAN_VERSIONS.glob(f"*/bin/{program}"), key=lambda path: float(path.parts[4])
    )
    found = shutil.which(program) or (str(installed[-1]) if installed else None)
    if found is None:
        raise PostgresError(f"{program} was not found; run make test, which fetches PostgreSQL")
    return found


def _is_root() -> bool:
    return os.geteuid() == 0

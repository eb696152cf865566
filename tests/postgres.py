"""A PostgreSQL server that lives as long as the tests that need it.

It listens on a socket in a temporary folder and nowhere else, trusts whoever reaches that
folder, and does not wait for the disk: what it holds is made up and soon gone.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

SUPERUSER = "postgres"
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
    # The system's own temporary folder keeps the socket's path under its limit of 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="senim-pg-"))
    data = folder / "data"
    try:
        if _is_root():
            shutil.chown(folder, SUPERUSER)
        _run(
            "initdb",
            *("--pgdata", str(data), "--username", SUPERUSER, "--auth", "trust"),
            *("--encoding", "UTF8", "--locale", "C", "--no-sync"),
            folder=folder,
        )
        _run(
            "pg_ctl",
            *("start", "--wait", "--pgdata", str(data), "--log", str(folder / "log")),
            *("--options", _options(folder)),
            folder=folder,
        )
        try:
            yield _url(folder)
        finally:
            _run(
                "pg_ctl",
                *("stop", "--wait", "--pgdata", str(data), "--mode", "immediate"),
                folder=folder,
            )
    finally:
        shutil.rmtree(folder)


def create_database(cluster: str, name: str) -> str:
    """An empty database in a running server; answers with its URL."""
    url = make_url(cluster)
    with psycopg.connect(
        host=str(url.query["host"]), user=url.username, dbname=url.database, autocommit=True
    ) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return url.set(database=name).render_as_string()


def _url(folder: Path) -> str:
    url = URL.create(
        "postgresql+psycopg",
        username=SUPERUSER,
        database="postgres",
        query={"host": str(folder)},
    )
    return url.render_as_string()


def _options(folder: Path) -> str:
    settings = SETTINGS | {"unix_socket_directories": str(folder)}
    return " ".join(f"-c {name}='{value}'" for name, value in settings.items())


def _run(program: str, *arguments: str, folder: Path) -> None:
    """Run a server program as a user PostgreSQL accepts: it refuses to run as root."""
    command = [_find(program), *arguments]
    if _is_root():
        command = ["runuser", "-u", SUPERUSER, "--", *command]
    # What a server prints goes to a file: it outlives pg_ctl and would hold a pipe open.
    output = folder / "output"
    with output.open("w") as file:
        result = subprocess.run(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=file, stderr=file, check=False
        )
    if result.returncode:
        raise PostgresError(f"{program} failed: {output.read_text()}")


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

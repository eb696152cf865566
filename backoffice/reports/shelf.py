"""The private folder of monthly reports: whole files only, each what its row says."""

import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import current_app

from backoffice.audit.refusals import Refusal
from backoffice.rules.actions import Action
from backoffice.saved_reports.models import ReportMonth
from backoffice.saved_reports.queries import entry_of

_OURS = re.compile(r"[a-z]+_[0-9]{4}-[0-9]{2}_[0-9]+_[0-9a-f]{16}\.xlsx", re.ASCII)
_DRAFT = ".making-"
_LOCK = ".lock"


def folder() -> Path:
    """The folder; a new one is for its owner alone. Raises OSError when it cannot be made."""
    path = Path(current_app.config["REPORTS_FOLDER"])
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


@contextmanager
def alone() -> Iterator[None]:
    """Whoever makes or removes files does so alone; a second run waits for the first."""
    lock = os.open(folder() / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


@contextmanager
def draft() -> Iterator[Path]:
    """A file to be written, beside where it will lie; gone after the block."""
    with TemporaryDirectory(dir=folder(), prefix=_DRAFT) as place:
        path = Path(place) / "report.xlsx"
        path.touch(mode=0o600)
        yield path


def put(path: Path, name: str) -> str:
    """Give a finished draft its name, whole or not at all; answers with its digest."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    path.chmod(0o600)
    path.replace(folder() / name)
    return digest


def remove(name: str) -> None:
    """Take a file away; one that is gone already is no trouble."""
    if _OURS.fullmatch(name):
        (folder() / name).unlink(missing_ok=True)


def sweep(kept: Collection[str]) -> None:
    """Take away what a killed run left: drafts, and files that no row speaks of."""
    for path in folder().iterdir():
        if path.name.startswith(_DRAFT):
            shutil.rmtree(path, ignore_errors=True)
        elif path.name not in kept:
            remove(path.name)


def whole(month: ReportMonth) -> bytes:
    """The file as it was made. Raises Refusal for one that is gone or another one."""
    entry = entry_of(month)
    if not _OURS.fullmatch(month.file) or entry is None:
        raise Refusal("report-month.changed", Action.REPORT_EXPORT)
    try:
        content = (folder() / month.file).read_bytes()
    except FileNotFoundError:
        raise Refusal("report-month.gone", Action.REPORT_EXPORT) from None
    digest = hashlib.sha256(content).hexdigest()
    if digest != month.sha256 or f"sha256={digest}" not in entry.detail.split(";"):
        raise Refusal("report-month.changed", Action.REPORT_EXPORT)
    return content

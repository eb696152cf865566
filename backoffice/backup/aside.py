"""What a restore takes off the log: kept as a list, so that people can do it again.

Codes and names of fields only, as in every entry; never a value.
"""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from backoffice.audit.chain import CANONICAL
from backoffice.audit.models import AuditEntry
from backoffice.backup.manifest import Manifest
from backoffice.db import db

FILE = "entries-since.csv"
_PAGE = 1000


def keep_later_entries(folder: Path, chosen: Manifest) -> None:
    """Write down what happened after the copy was taken, when the present log can be read.

    Nothing is written when the present database is gone, damaged or of another log.
    """
    try:
        if _digest_at(chosen.seq) == chosen.digest:
            _write(folder, chosen.seq)
    except SQLAlchemyError:
        pass
    finally:
        db.session.remove()


def _write(folder: Path, seq: int) -> None:
    folder.mkdir(mode=0o700)
    with (folder / FILE).open("x", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        lines.writerow(CANONICAL)
        while rows := _later(seq):
            lines.writerows(rows)
            seq = rows[-1][0]


def _later(seq: int) -> Sequence[sa.Row[Any]]:
    columns = [getattr(AuditEntry, name) for name in CANONICAL]
    query = sa.select(*columns).where(AuditEntry.seq > seq).order_by(AuditEntry.seq)
    return db.session.execute(query.limit(_PAGE)).all()


def _digest_at(seq: int) -> str | None:
    return db.session.scalar(sa.select(AuditEntry.digest).where(AuditEntry.seq == seq))

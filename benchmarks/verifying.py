"""Verifying the audit chain, against the least it could take: fetching the rows and hashing."""

import hashlib
import time
from dataclasses import dataclass

import sqlalchemy as sa
from flask import Flask

from backoffice.audit.chain import CANONICAL, GENESIS, SEPARATOR
from backoffice.audit.models import AuditEntry
from backoffice.audit.verification import verify
from backoffice.db import db

TURNS = 3


@dataclass(frozen=True)
class Verification:
    """How long the chain took, and the bare loop over the same rows."""

    entries: int
    seconds: float
    floor: float
    is_ok: bool

    @property
    def per_100_000(self) -> float:
        """Seconds for a hundred thousand entries."""
        return self.seconds * 100_000 / self.entries


def verified(app: Flask) -> Verification:
    """Verify and run the bare loop in turn; the best of three of each."""
    whole: list[float] = []
    bare: list[float] = []
    with app.app_context():
        for _turn in range(TURNS):
            began = time.process_time()
            verdict = verify(app.extensions["vault"].keyring.chain_key)
            whole.append(time.process_time() - began)
            began = time.process_time()
            _bare_loop()
            bare.append(time.process_time() - began)
        db.session.remove()
    return Verification(verdict.entries, min(whole), min(bare), verdict.is_ok)


def _bare_loop() -> str:
    table = AuditEntry.__table__.c
    query = sa.select(*(table[name] for name in CANONICAL)).order_by(table.seq)
    digest = GENESIS
    raw = str(query.compile(db.engine))
    for row in db.session.connection().exec_driver_sql(raw):
        text = SEPARATOR.join(map(str, row))
        digest = hashlib.sha256((digest + SEPARATOR + text).encode()).hexdigest()
    return digest

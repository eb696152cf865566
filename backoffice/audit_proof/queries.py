"""The newest signed lines, and whether each still fits the log as it stands now."""

from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from flask import current_app

from backoffice.audit.kept import Ground, Judged, judge
from backoffice.audit.line import Checkpoint, read_line
from backoffice.audit.line_file import furthest, newest_lines, newest_raw
from backoffice.audit.models import AuditEntry
from backoffice.audit.rows import stands
from backoffice.db import db
from backoffice.vault.values import the_vault

SHOWN = 64


def public_key() -> Ed25519PublicKey:
    """The key anybody checks the checkpoints of this installation with."""
    return the_vault().keyring.signing_key.public_key()


def newest_judged() -> Sequence[Judged]:
    """The newest lines of the checkpoint file, newest first, each against the log of now.

    Lines that are not ours are among them: somebody spoilt what they said.
    """
    vault = the_vault()
    raw = islice(newest_raw(Path(current_app.config["CHECKPOINTS"])), SHOWN)
    lines = [read_line(one) for one in raw][::-1]
    last = db.session.scalar(sa.select(sa.func.max(AuditEntry.seq))) or 0
    holds = partial(stands, db.session.connection())
    ground = Ground(vault.keyring, vault.store.fence_count(), last, holds)
    return judge(lines, ground)[::-1]


def newest_line() -> Checkpoint | None:
    """The line of the highest entry since the last restore: an old one that was moved is none."""
    lines = newest_lines(the_vault().keyring, Path(current_app.config["CHECKPOINTS"]))
    return furthest(lines) if lines else None

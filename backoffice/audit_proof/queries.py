"""The newest signed lines, and whether each still fits the log as it stands now."""

from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from flask import current_app

from backoffice.audit.anchor import newest_lines
from backoffice.audit.kept import Ground, Judged, judge
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.vault.values import the_vault


def public_key() -> Ed25519PublicKey:
    """The key anybody checks the checkpoints of this installation with."""
    return the_vault().keyring.signing_key.public_key()


def newest_judged() -> Sequence[Judged]:
    """The newest lines of the checkpoint file, newest first, each against the log of now."""
    vault = the_vault()
    lines = newest_lines(vault.keyring, Path(current_app.config["CHECKPOINTS"]))[::-1]
    asked = sa.select(AuditEntry.seq, AuditEntry.digest).where(
        AuditEntry.seq.in_({line.seq for line in lines})
    )
    digests = {seq: digest for seq, digest in db.session.execute(asked)}
    last = db.session.scalar(sa.select(sa.func.max(AuditEntry.seq))) or 0
    ground = Ground(vault.keyring, vault.store.fence_count(), last, digests.get)
    return judge(lines, ground)[::-1]

"""Checkpoints: number, digest, time and fence count, signed, in a file apart from the data.

A cut tail or a history rewritten with every key in hand no longer fits an older checkpoint.
"""

import base64
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from flask import current_app

from backoffice import clock
from backoffice.audit.chain import GENESIS, stamp
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.models import AuditHead
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.vault.values import the_vault


@dataclass(frozen=True)
class Checkpoint:
    """One signed statement: up to here the log was this."""

    seq: int
    digest: str
    at: str
    fences: int
    signature: str = ""

    @property
    def short(self) -> str:
        """As printed on reports: number and the ends of the digest."""
        return f"{self.seq} · {self.digest[:4]}…{self.digest[-4:]}"

    @property
    def signed_text(self) -> str:
        """The text under the signature."""
        return f"{self.seq}\x1f{self.digest}\x1f{self.at}\x1f{self.fences}"


def head_now() -> Checkpoint:
    """Where the log stands now, unsigned: for the foot of a page."""
    head = db.session.get(AuditHead, 1)
    seq, digest = (head.seq, head.digest) if head else (0, GENESIS)
    return Checkpoint(seq, digest, stamp(clock.now()), the_vault().store.fence_count())


@perform(Action.AUDIT_CHECKPOINT)
def write_checkpoint(_subject: None, /, *, by: Actor) -> Checkpoint:
    """Sign where the log stands and append it to the checkpoint file.

    Raises OSError when the file cannot be written: the deed is then taken back.
    """
    bare = head_now()
    signature = the_vault().keyring.signing_key.sign(bare.signed_text.encode())
    signed = Checkpoint(**(asdict(bare) | {"signature": base64.b64encode(signature).decode()}))
    folder = Path(current_app.config["CHECKPOINTS"])
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "audit.jsonl").open("a") as file:
        file.write(json.dumps(asdict(signed)) + "\n")
    current_deed().note(detail=f"checkpoint={signed.seq}")
    return signed

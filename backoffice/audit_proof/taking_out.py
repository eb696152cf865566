"""The log as a file for an inspector: one entry a line, under a signature (policy 2).

The first line says which entries they are, by which digest they begin, and carries the signed
line of the last one, the checkpoint of the export and the public key. So the file is checked
with `tools/verify_audit.py` or with anything else that reads docs/guides/inspector.md.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.audit.anchor import sealed_digest, signed
from backoffice.audit.chain import CANONICAL, stamp
from backoffice.audit.checkpoints import write_checkpoint
from backoffice.audit.door import witness
from backoffice.audit.line import Checkpoint
from backoffice.audit.models import AuditEntry
from backoffice.audit.public import fingerprint_of, pem_of
from backoffice.audit.rows import digest_at
from backoffice.audit_proof.queries import public_key
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.web.request import in_pieces

FORMAT = "senim-audit-export/1"
_PAGE = 1000
_COLUMNS = [getattr(AuditEntry, name) for name in (*CANONICAL, "digest")]


@dataclass(frozen=True)
class LogOrder:
    """Which entries are taken out, and why."""

    first: int
    last: int
    reason: str


def take_out_log(order: LogOrder, *, by: Actor) -> Response:
    """Answer with the entries; the log is signed and the entry written before the first byte.

    Raises OSError, StaleInstallation when no checkpoint can be written.
    """
    checkpoint = write_checkpoint(None, by=by)
    told = {"from": order.first, "to": order.last, "rows": order.last - order.first + 1}
    told["checkpoint"] = checkpoint.seq
    detail = ";".join(f"{name}={value}" for name, value in told.items())
    with witness(Action.AUDIT_EXPORT, None, by, reason=order.reason, detail=detail) as deed:
        head = _header(order, checkpoint)
    body = in_pieces(_lines(order, head))
    answer = Response(body, content_type="application/jsonl; charset=utf-8")
    name = f"audit_{order.first}-{order.last}_entry{deed.seq}_checkpoint{checkpoint.seq}.jsonl"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _header(order: LogOrder, checkpoint: Checkpoint) -> dict[str, Any]:
    key = public_key()
    return {
        "format": FORMAT,
        "from": order.first,
        "to": order.last,
        "previous": _digest(order.first - 1),
        "fields": list(CANONICAL),
        "end": asdict(_end(order.last, checkpoint)),
        "checkpoint": asdict(checkpoint),
        "public_key": pem_of(key),
        "fingerprint": fingerprint_of(key),
    }


def _end(last: int, checkpoint: Checkpoint) -> Checkpoint:
    """The last entry of the file under a signature of its own, when it is not the newest.

    Raises StaleInstallation when it is not sealed.
    """
    if last == checkpoint.seq:
        return checkpoint
    return signed(Checkpoint(last, sealed_digest(last), stamp(clock.now()), checkpoint.fences))


def _digest(seq: int) -> str:
    """A log that lacks the entry is taken out all the same: its proof then fails there."""
    return digest_at(db.session.connection(), seq) or ""


def _lines(order: LogOrder, head: dict[str, Any]) -> Iterator[bytes]:
    db.session.remove()  # the request has been answered for: its own reading ends here
    yield _line(head)
    names = (*CANONICAL, "digest")
    query = sa.select(*_COLUMNS).order_by(AuditEntry.seq).limit(_PAGE)
    last = order.first - 1
    while last < order.last:
        with db.engine.connect() as connection:
            rows = connection.execute(
                query.where(AuditEntry.seq > last, AuditEntry.seq <= order.last)
            ).all()
        if not rows:
            return
        yield b"".join(_line(dict(zip(names, row, strict=True))) for row in rows)
        last = rows[-1].seq


def _line(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

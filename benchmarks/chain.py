"""Appends entries to the audit log of a scratch installation, fast and under its real seal."""

import secrets
from collections.abc import Iterator
from datetime import timedelta

import sqlalchemy as sa

from backoffice import clock
from backoffice.audit.chain import CANONICAL, canonical, digest_of, lock_head, stamp
from backoffice.audit.guard import migrating
from backoffice.audit.models import AuditEntry, AuditHead
from backoffice.audit.walk import sealer
from backoffice.db import db
from backoffice.rules.actions import Action

BATCH = 10_000
# Fields that vary as they do in a working log: most entries name a case, many name fields.
_SHAPES = (
    (Action.CASE_VIEW, "name,phone,problem_text", ""),
    (Action.DISCLOSURE_RECORD, "name,phone,problem_text,site_address", "means=system"),
    (Action.APPEAL_REGISTER, "consent_evidence,name,phone", "channel=phone;category=GAS"),
    (Action.APPEAL_FIND, "phone", ""),
)


def append_entries(chain_key: bytes, count: int) -> None:
    """Chain `count` more entries behind the head; `verify` holds afterwards."""
    seal = sealer(chain_key)
    with migrating():
        head = lock_head()
        batch: list[dict[str, object]] = []
        for told in _told(head, count):
            head.seq += 1
            head.digest = digest_of(head.digest, canonical([told[name] for name in CANONICAL]))
            batch.append({**told, "digest": head.digest, "mac": seal(head.digest.encode())})
            if len(batch) == BATCH:
                batch = _write(batch)
        _write(batch)


def _told(head: AuditHead, count: int) -> Iterator[dict[str, object]]:
    began = clock.now() - timedelta(seconds=count)
    for place in range(count):
        action, fields, detail = _SHAPES[place % len(_SHAPES)]
        number = f"109-2026-{place // 5 + 1:07d}"
        yield {
            "seq": head.seq + 1,
            "at": stamp(began + timedelta(seconds=place)),
            "action": str(action),
            "outcome": "done",
            "actor_id": place % 40 + 1,
            "actor_role": "operator",
            "subject": f"appeal:{number}",
            "appeal_number": number,
            "third_party": "K1" if action is Action.DISCLOSURE_RECORD else "",
            "reason": "",
            "fields": fields,
            "detail": detail,
            "request_id": secrets.token_hex(8),
            "client": f"10.0.0.{place % 40 + 1}",
        }


def _write(batch: list[dict[str, object]]) -> list[dict[str, object]]:
    if batch:
        db.session.execute(sa.insert(AuditEntry.__table__), batch)
        db.session.commit()
    return []

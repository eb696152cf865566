"""Making an extract under its audit entry, and writing it as a file (2.8)."""

import json
from datetime import date, datetime
from typing import Any

from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.accounts.models import SYSTEM
from backoffice.audit.chain import stamp
from backoffice.audit.checkpoints import write_checkpoint
from backoffice.audit.door import witness
from backoffice.extract.content import extract_of
from backoffice.extract.held import to_open
from backoffice.extract.queries import ExtractRecord
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.vault.values import reveal
from backoffice.web.language import current_language


def make_extract(record: ExtractRecord, action: Action, *, by: Actor) -> dict[str, Any]:
    """The extract in the present language; the entry names every field whose text it tells."""
    values = to_open(record)
    fields = {value.field for value in values}
    detail = f"language={current_language()}"
    if action is Action.EXTRACT_TAKE:
        # Signed as with every file that leaves; not all who may take one may sign themselves.
        detail += f";checkpoint={write_checkpoint(None, by=SYSTEM).seq}"
    with witness(action, record.appeal, by, fields=fields, detail=detail) as deed:
        told = extract_of(record, reveal(values))
    told["made"] = {"at": clock.now(), "audit_entry": deed.seq}
    return told


def extract_file(told: dict[str, Any]) -> Response:
    """One JSON in UTF-8, its keys and codes the same in every language."""
    body = json.dumps(told, ensure_ascii=False, indent=2, default=_written)
    answer = Response(body, content_type="application/json; charset=utf-8")
    name = f"extract_{told['appeal']}_{clock.local(clock.now()):%Y%m%dT%H%M}.json"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _written(moment: Any) -> str:
    """A moment in UTC, a day as it is. Raises TypeError on anything else."""
    if isinstance(moment, datetime):
        return stamp(moment)
    if isinstance(moment, date):
        return moment.isoformat()
    raise TypeError(f"no way to write {type(moment).__name__}")

"""The words of an objection: what it keeps back, from whom, on whose word, since when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from backoffice.applicants.models import FieldObjection
from backoffice.rules.objections import EVERY_FIELD, OBJECTABLE
from backoffice.web.labels.consent import OBJECTION_REASONS
from backoffice.web.labels.fields import FIELDS
from backoffice.web.labels.table import Labels
from backoffice.web.language import name_of

OBJECTS: Labels = {
    EVERY_FIELD: _l("all data about the person"),
    **{field: FIELDS[field] for field in OBJECTABLE},
}


@dataclass(frozen=True)
class ObjectionRow:
    """One objection as pages tell it; the last three say how it was lifted, if it was."""

    ref: int
    what: Any
    recipient: str
    reason: Any
    at: datetime
    by: str
    lifted_at: datetime | None = None
    lifted_by: str = ""
    lifted_reason: Any = ""


def objection_rows(
    rows: Iterable[FieldObjection], staff_names: Mapping[int, str]
) -> list[ObjectionRow]:
    """Each objection with its lifting, the newest first."""
    rows = list(rows)
    lifts = {row.lifts_id: row for row in rows if row.lifts_id is not None}
    return [
        _row(row, lifts.get(row.id), staff_names) for row in reversed(rows) if row.lifts_id is None
    ]


def _row(
    row: FieldObjection, lift: FieldObjection | None, staff_names: Mapping[int, str]
) -> ObjectionRow:
    return ObjectionRow(
        ref=row.id,
        what=OBJECTS.get(row.field, row.field),
        recipient=name_of(row.third_party) if row.third_party else _("no third party"),
        reason=OBJECTION_REASONS.get(row.reason, row.reason),
        at=row.at,
        by=staff_names.get(row.by_id, ""),
        lifted_at=lift.at if lift else None,
        lifted_by=staff_names.get(lift.by_id, "") if lift else "",
        lifted_reason=OBJECTION_REASONS.get(lift.reason, lift.reason) if lift else "",
    )

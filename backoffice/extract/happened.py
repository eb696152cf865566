"""What happened to the data: to whom it went, what was done to it, who looked (policy 2, 9).

Roles and moments, and no name of any member of staff.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from backoffice import clock
from backoffice.audit.models import AuditEntry
from backoffice.disclosures.models import Disclosure
from backoffice.extract.coded import coded, coded_fields
from backoffice.extract.queries import ExtractRecord
from backoffice.notices.models import Notice
from backoffice.objections.queries import standing
from backoffice.objections.wording import OBJECTS
from backoffice.web.deeds import DEEDS
from backoffice.web.labels.consent import OBJECTION_REASONS
from backoffice.web.labels.disclosures import DISCLOSURE_STATES, MEANS
from backoffice.web.labels.notices import NOTICE_CAUSES, NOTICE_STATES
from backoffice.web.labels.people import ROLES
from backoffice.web.language import current_language, name_of
from backoffice.web.sentences import fields_touched, reason_of

Rows = list[dict[str, Any]]


def transfers(record: ExtractRecord) -> Rows:
    """Each giving to a third party, under the name it had that day, oldest first."""
    return [
        {
            "id": given.id,
            "at": given.at,
            "recipient": _recipient(given),
            "fields": coded_fields(item.field for item in given.items),
            "means": coded(given.means, MEANS),
            "state": coded(given.state, DISCLOSURE_STATES),
            "state_at": given.events[-1].at,
        }
        for given in record.disclosures
    ]


def notices(record: ExtractRecord) -> Rows:
    """What third parties were told since about data they hold."""
    return [_notice(one) for one in record.notices]


def changes(record: ExtractRecord) -> Rows:
    """Corrections, supplements, blockings, deletions and destructions: days and names."""
    return [
        {
            "at": _moment(entry),
            "deed": coded(entry.action, DEEDS),
            "fields": coded_fields(fields_touched(entry)),
            "reason": {"code": entry.reason, "label": reason_of(entry)},
            "audit_entry": entry.seq,
        }
        for entry in record.changes
    ]


def objections(record: ExtractRecord) -> Rows:
    """What the applicant objected to, and whether it stands."""
    stands = {row.id for row in standing(record.objections)}
    lifted = {row.lifts_id: row.at for row in record.objections if row.lifts_id is not None}
    return [
        {
            "at": row.at,
            "what": coded(row.field, OBJECTS),
            "recipient": name_of(row.third_party) if row.third_party else None,
            "reason": coded(row.reason, OBJECTION_REASONS),
            "stands": row.id in stands,
            "lifted_at": lifted.get(row.id),
        }
        for row in record.objections
        if row.lifts_id is None
    ]


def looks(record: ExtractRecord) -> Rows:
    """Who looked at what on which day: looks of one role and kind on one day stand together."""
    return list(_looks(record))


def _looks(record: ExtractRecord) -> Iterator[dict[str, Any]]:
    in_order = sorted(record.looks, key=_alike)
    for (_day, role, action), alike in groupby(in_order, key=_alike):
        entries = list(alike)
        yield {
            "first_at": _moment(entries[0]),
            "last_at": _moment(entries[-1]),
            "times": len(entries),
            "role": coded(role, ROLES),
            "deed": coded(action, DEEDS),
            "fields": coded_fields(code for entry in entries for code in entry.field_codes),
        }


def _alike(entry: AuditEntry) -> tuple[str, str, str]:
    return clock.local(_moment(entry)).date().isoformat(), entry.actor_role, entry.action


def _moment(entry: AuditEntry) -> datetime:
    return datetime.fromisoformat(entry.at)


def _recipient(given: Disclosure) -> dict[str, str]:
    that_day = str(getattr(given, f"recipient_name_{current_language()}"))
    return {"code": given.third_party.code, "label": that_day or name_of(given.third_party)}


def _notice(one: Notice) -> dict[str, Any]:
    return {
        "id": one.id,
        "opened_at": one.opened_at,
        "recipient": {"code": one.third_party.code, "label": name_of(one.third_party)},
        "cause": coded(one.cause, NOTICE_CAUSES),
        "fields": coded_fields(one.fields),
        "state": coded(one.state, NOTICE_STATES),
        "state_at": one.events[-1].at,
    }

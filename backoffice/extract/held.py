"""Which pieces of data an extract tells with their text, and which by name only (policy 3.1).

The law lets the person know that blocked data is held; its text is told to nobody. Data of
the representative is another person's. Notes of the staff are about the person: they are told.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from backoffice.audit.chain import stamp
from backoffice.extract.coded import Coded, coded
from backoffice.extract.queries import ExtractRecord
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.extract import DataSource, NotTold
from backoffice.rules.vocabulary.people import Party
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault.models import PersonalValue
from backoffice.web.labels.extract import DATA_SOURCES, NOT_TOLD, PARTIES
from backoffice.web.labels.fields import FIELDS
from backoffice.web.labels.personal_values import VALUE_STATES

_BY_STAFF = frozenset({Field.NOTE, Field.ANSWER, Field.DISCLOSURE_REASON})
_GONE = {
    ValueState.BLOCKED: NotTold.BLOCKED,
    ValueState.DELETED: NotTold.DELETED,
    ValueState.DESTROYED: NotTold.DESTROYED,
}
_ORDER = {str(field): place for place, field in enumerate(Field)}


def to_open(record: ExtractRecord) -> list[PersonalValue]:
    """The values whose text an extract tells."""
    newest = _newest(record)
    return [value for value in record.values if _why_not(value, newest) is None]


def held_data(record: ExtractRecord, texts: Mapping[int, str]) -> list[dict[str, Any]]:
    """Every piece of data there is or was, in the order of the screens, oldest first."""
    newest = _newest(record)
    in_order = sorted(record.values, key=lambda v: (_ORDER.get(v.field, len(_ORDER)), v.id))
    return [_row(record, value, _why_not(value, newest), texts) for value in in_order]


def _row(
    record: ExtractRecord, value: PersonalValue, why: NotTold | None, texts: Mapping[int, str]
) -> dict[str, Any]:
    return {
        "id": value.id,
        "field": coded(value.field, FIELDS),
        "about": coded(value.party, PARTIES),
        "source": _source(record, value),
        "collected_at": value.created_at,
        "state": coded(value.state, VALUE_STATES),
        "since": _since(value),
        "text": texts.get(value.id) if why is None else None,
        "not_told": coded(why, NOT_TOLD) if why else None,
    }


def _newest(record: ExtractRecord) -> dict[int, PersonalValue]:
    """The version that stands for each piece."""
    return {value.lineage_id: value for value in record.values if not value.recipient_copy}


def _why_not(value: PersonalValue, newest: Mapping[int, PersonalValue]) -> NotTold | None:
    """Gone before foreign: that data was destroyed is told of everybody's alike."""
    if value.state in _GONE:
        return _GONE[ValueState(value.state)]
    if value.party == Party.REPRESENTATIVE or value.field == Field.REQUEST_AUTHORITY:
        return NotTold.OTHER_PERSON
    piece = newest.get(value.lineage_id, value)
    return None if piece.is_readable else NotTold.OUT_OF_USE


def _source(record: ExtractRecord, value: PersonalValue) -> Coded:
    return coded(_source_code(record, value), DATA_SOURCES)


def _source_code(record: ExtractRecord, value: PersonalValue) -> DataSource:
    if value.recipient_copy:
        return DataSource.COPY
    if value.field == Field.RECIPIENT_REPLY:
        return DataSource.THIRD_PARTY
    if value.field in _BY_STAFF:
        return DataSource.STAFF
    is_later = bool(record.registered_by) and stamp(value.created_at) > record.registered_by
    return DataSource.LATER if is_later else DataSource.REGISTRATION


def _since(value: PersonalValue) -> datetime | None:
    return None if value.state == ValueState.CURRENT else value.changed_at

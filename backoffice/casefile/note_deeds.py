"""Which deed a note came with: a block, a correction, or nothing but the note itself."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from backoffice.audit.models import AuditEntry
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.vault.models import PersonalValue
from backoffice.web.deeds import deed_name
from backoffice.web.labels.fields import field_list
from backoffice.web.sentences import fields_touched

# A note is sealed in the transaction of its entry, and the entry is the last thing written there.
_ONE_DEED = timedelta(seconds=5)


def deeds_of_notes(
    values: Iterable[PersonalValue], entries: Sequence[AuditEntry]
) -> dict[int, str]:
    """The deed in words, by the id of the note that came with it."""
    notes = sorted((v for v in values if v.field == Field.NOTE), key=lambda note: note.id)
    told: dict[int, str] = {}
    left = list(entries)
    for note in notes:
        found = next((entry for entry in left if _belongs(entry, note)), None)
        if found is None:
            continue
        left = left[left.index(found) + 1 :]
        if found.action != Action.NOTE_ADD:
            told[note.id] = _words(found)
    return told


def _belongs(entry: AuditEntry, note: PersonalValue) -> bool:
    waited = datetime.fromisoformat(entry.at) - note.created_at
    return entry.actor_id == note.created_by_id and timedelta() <= waited < _ONE_DEED


def _words(entry: AuditEntry) -> str:
    return f"{deed_name(entry.action)}: {field_list(fields_touched(entry))}"

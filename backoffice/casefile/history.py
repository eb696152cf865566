"""The history of a case: every deed, and looks that say the same told once (R-2.2).

The entries themselves stay as they are; the audit log shows each of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from backoffice import clock
from backoffice.audit.models import AuditEntry
from backoffice.casefile.queries import HISTORY, CaseRecord
from backoffice.rules.actions import ACTIONS, Action, Nature
from backoffice.web.language import name_of
from backoffice.web.sentences import sentence_of

_LOOKS = frozenset(str(one) for one, row in ACTIONS.items() if row.nature is Nature.WITNESS)


@dataclass(frozen=True)
class HistoryRow:
    """One line: an entry, or the same look of one person several times over."""

    iso: str
    time: datetime
    sentence: str
    seq: int
    times: int = 1
    first_time: datetime | None = None
    first_seq: int = 0


def history_rows(record: CaseRecord) -> list[HistoryRow]:
    """The lines of the history, newest first."""
    parties = {given.third_party.code: name_of(given.third_party) for given in record.disclosures}
    parties |= {
        row.recipient: name_of(row.third_party) for row in record.objections if row.recipient
    }
    told = folded(record.entries)[:HISTORY]
    return [_row(entries, record.staff_names, parties) for entries in told]


def folded(entries: Iterable[AuditEntry]) -> list[list[AuditEntry]]:
    """Entries in their order; looks of one person on one day, with nothing of anybody else
    between them, stand together where they say the same."""
    rows: list[list[AuditEntry]] = []
    alike: dict[tuple[str, ...], list[AuditEntry]] = {}
    looker: tuple[int, date] | None = None
    for entry in entries:
        looks = _looker(entry)
        if looks is None or looks != looker:
            alike, looker = {}, looks
        same = alike.get(_said(entry)) if looks else None
        if same is not None:
            same.append(entry)
            continue
        rows.append([entry])
        alike[_said(entry)] = rows[-1]
    return rows


def _looker(entry: AuditEntry) -> tuple[int, date] | None:
    """Who looked on which day; None for a deed and for an attempt that was refused."""
    if entry.action not in _LOOKS or entry.is_refused or entry.action == Action.VALUE_REVEAL:
        return None
    return entry.actor_id, clock.local(datetime.fromisoformat(entry.at)).date()


def _said(entry: AuditEntry) -> tuple[str, ...]:
    """All that the sentence of a look is made of."""
    return entry.action, entry.subject, entry.fields, entry.reason, entry.detail


def _row(
    entries: list[AuditEntry], staff_names: Mapping[int, str], parties: Mapping[str, str]
) -> HistoryRow:
    newest, oldest = entries[0], entries[-1]
    return HistoryRow(
        newest.at,
        datetime.fromisoformat(newest.at),
        sentence_of(newest, staff_names, parties),
        newest.seq,
        len(entries),
        datetime.fromisoformat(oldest.at),
        oldest.seq,
    )

"""One line of the log: an entry in the reader's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from backoffice.accounts.queries import names_of
from backoffice.audit.models import AuditEntry
from backoffice.rules.actions import ACTIONS, Action
from backoffice.web.gate import may
from backoffice.web.labels.fields import OPERATIONS
from backoffice.web.labels.people import ROLES
from backoffice.web.sentences import sentence_of, staff_of, who_did


@dataclass(frozen=True)
class Line:
    """What the table shows of one entry."""

    entry: AuditEntry
    moment: datetime
    who: str
    role: str
    sentence: str
    operation: str
    clause: str
    case_href: str


def lines_of(entries: Sequence[AuditEntry], third_party_names: Mapping[str, str]) -> list[Line]:
    """The entries of a page in words; names of people are one question."""
    names = names_of({number for entry in entries for number in staff_of(entry)})
    links = may(Action.CASE_VIEW)
    return [_line(entry, names, third_party_names, links=links) for entry in entries]


def _line(
    entry: AuditEntry,
    names: Mapping[int, str],
    third_party_names: Mapping[str, str],
    *,
    links: bool,
) -> Line:
    known = entry.action in set(Action)
    row = ACTIONS[Action(entry.action)] if known else None
    number = entry.appeal_number
    return Line(
        entry=entry,
        moment=datetime.fromisoformat(entry.at),
        who=who_did(entry, names),
        role=str(ROLES.get(entry.actor_role, "")) if entry.actor_id else "",
        sentence=sentence_of(entry, names, third_party_names),
        operation=str(OPERATIONS[row.operation]) if row else "",
        clause=row.clause if row else "",
        case_href=url_for("casefile.show", number=number) if links and number else "",
    )

"""The list of subjects as a file: first the entry that names the fields, then the rows (2.20).

Rows are read some hundred at a time while they are sent: nothing is written to a disk, and
no transaction stays open while a slow reader takes the file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.audit.checkpoints import write_checkpoint
from backoffice.audit.deed import Deed
from backoffice.audit.door import reading_on, witness
from backoffice.audit.refusals import Refusal
from backoffice.db import db
from backoffice.exports.csv_file import BOM, LINE_END, SEPARATORS, cell
from backoffice.incidents.models import Incident
from backoffice.incidents.queries import in_chunks, listed_case_ids
from backoffice.incidents.subjects import Subject, sealed_fields, subjects_of
from backoffice.keeping.queries import rules_on
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.rules.retention import RuleBook
from backoffice.rules.vocabulary.incidents import SubjectField
from backoffice.web.labels.incidents import SUBJECT_FIELDS
from backoffice.web.labels.people import PARTIES
from backoffice.web.labels.personal_values import VALUE_STATES
from backoffice.web.request import in_pieces


@dataclass(frozen=True)
class ListOrder:
    """What is taken out: which columns, in which language, for whom."""

    fields: Sequence[SubjectField]
    language: str
    role: str
    book: RuleBook

    def line(self, texts: Sequence[str]) -> str:
        """One line of the file; no cell runs as a formula."""
        return SEPARATORS[self.language].join(map(cell, texts)) + LINE_END


def take_out(
    incident: Incident, *, by: Actor, fields: Sequence[SubjectField], language: str
) -> Response:
    """Answer with the list of subjects (2.19). Raises Refusal when no case is listed.

    The log is signed first, as with everything that leaves.
    """
    case_ids, ref = listed_case_ids(incident.id), incident.ref
    if not case_ids:
        raise Refusal("incident.list-empty", Action.INCIDENT_EXPORT)
    order = ListOrder(fields, language, by.role, rules_on(clock.today()))
    checkpoint = write_checkpoint(None, by=by)
    named, detail = sealed_fields(fields), f"cases={len(case_ids)};checkpoint={checkpoint.seq}"
    with witness(Action.INCIDENT_EXPORT, incident, by, fields=named, detail=detail) as deed:
        pass  # nothing is read before the answer begins, and then piece by piece
    body = in_pieces(_pieces(order, case_ids, deed))
    answer = Response(body, content_type="text/csv; charset=utf-8")
    made = clock.local(clock.now()).strftime("%Y%m%dT%H%M")
    name = f"incident{ref}_subjects_{language}_{made}_entry{deed.seq}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _pieces(order: ListOrder, case_ids: Sequence[int], deed: Deed) -> Iterator[bytes]:
    heads = [SUBJECT_FIELDS[field] for field in order.fields]
    titles = [_("Appeal no."), _("Who"), *map(str, heads), _("Not told, and why")]
    yield (BOM + order.line(titles)).encode()
    for chunk in in_chunks(case_ids):
        yield _lines(order, chunk, deed).encode()


def _lines(order: ListOrder, chunk: Sequence[int], deed: Deed) -> str:
    """Some rows; what was read of the database is let go before they are sent."""
    try:
        with reading_on(deed):
            found = subjects_of(chunk, order.fields, role=order.role, book=order.book)
            return "".join(order.line(_row(order, subject)) for subject in found)
    finally:
        db.session.remove()


def _row(order: ListOrder, subject: Subject) -> list[str]:
    texts = [subject.texts.get(field, "") for field in order.fields]
    return [subject.number, str(PARTIES[subject.party]), *texts, _remark(subject)]


def _remark(subject: Subject) -> str:
    """Why a field is empty: an empty cell alone could mean anything."""
    return "; ".join(
        f"{SUBJECT_FIELDS[field]}: {VALUE_STATES.get(state) or _('not collected')}"
        for field, state in subject.missing.items()
    )

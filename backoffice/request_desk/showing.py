"""Requests as pages show them: lines of a list, one whole request, its decisions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from flask_babel import gettext as _

from backoffice import clock
from backoffice.accounts.queries import names_of
from backoffice.legal_terms.queries import TermBook, term_book
from backoffice.request_desk.wording import asked_words, reason_words
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.masking import mask
from backoffice.rules.vocabulary.requests import Asker, RequestOutcome, RequestState
from backoffice.subject_requests.models import RequestDecision, SubjectRequest
from backoffice.subject_requests.queries import due_on
from backoffice.web.deeds import deed_name
from backoffice.web.due import DueMark, DueMarks
from backoffice.web.gate import may
from backoffice.web.labels.appeals import CHANNELS
from backoffice.web.labels.people import AUTHORITY_DOCUMENTS
from backoffice.web.labels.requests import ASKERS, RECOGNITIONS, REQUEST_OUTCOMES, REQUEST_STATES
from backoffice.web.language import show_date, show_moment

TONES = {
    RequestState.UNDECIDED: "info",
    RequestState.TO_DO: "warn",
    RequestState.DONE: "ok",
    RequestState.REFUSED: "mute",
}
OUTCOME_TONES = {RequestOutcome.GRANTED: "ok", RequestOutcome.PARTLY: "warn"}


@dataclass(frozen=True)
class RequestRow:
    """One line of a list of requests; it holds no personal data."""

    ref: int
    number: str
    kind: str
    case: str
    received_on: date
    asker: Any
    state: Any
    tone: str
    due: DueMark | None
    may_open: bool


@dataclass(frozen=True)
class DecisionRow:
    """One decision: what, why, in which words, by whom, and whether it was carried out."""

    outcome: Any
    tone: str
    reasons: list[str]
    words: str
    at: datetime
    by: str
    done: str
    holds: bool


def request_rows(requests: Iterable[SubjectRequest]) -> list[RequestRow]:
    """The lines of a list, in the order given."""
    book, marks = term_book(), DueMarks()
    return [
        _row(
            request,
            mark_of(request, book, marks),
            request.appeal.number if request.appeal else "",
        )
        for request in requests
    ]


def rows_of_case(requests: Iterable[SubjectRequest]) -> list[RequestRow]:
    """The same for the page of a case, which asks nothing more of the database."""
    return [_row(request, None, "") for request in requests]


def mark_of(
    request: SubjectRequest, book: TermBook | None = None, marks: DueMarks | None = None
) -> DueMark | None:
    """How near the last day is; None when nothing is owed any more."""
    if not request.is_open:
        return None
    end = datetime.combine(due_on(request, book), time.max, clock.ALMATY)
    return (marks or DueMarks()).of("", end)


def facts_of(request: SubjectRequest, texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is known of a request without its words, in the order of the page."""
    by = names_of({request.by_id}).get(request.by_id, "")
    is_body = request.asker == Asker.STATE_BODY
    number, _line, last = texts.get("request_authority", "").partition("\n")
    until = show_date(date.fromisoformat(last)) if last else ""
    told = [
        (_("What is asked"), asked_words(request)),
        (_("Received"), show_date(request.received_on)),
        (_("Last day"), show_date(due_on(request))),
        (_("By which way"), str(CHANNELS[request.channel])),
        (_("Who asks"), str(ASKERS[request.asker])),
        (_("Document of authority"), str(AUTHORITY_DOCUMENTS.get(request.document_kind, ""))),
        (_("Number of the document"), mask(Field.REQUEST_AUTHORITY, number)),
        (_("Valid until"), until),
        (_("Incoming document"), request.reference),
        (_("Article the demand rests on"), request.ground if is_body else ""),
        (_("How the person was recognised"), str(RECOGNITIONS[request.proof])),
        (_("Evidence"), texts.get("request_evidence", "")),
        (_("Other appeals named"), ", ".join(one.appeal.number for one in request.others)),
        (_("Registered"), f"{show_moment(request.recorded_at)} · {by}"),
    ]
    return [(label, text) for label, text in told if text]


def proposed_text(request: SubjectRequest, texts: Mapping[str, str]) -> str:
    """The proposed value as its own field is shown: masked where that one is."""
    return mask(request.field, texts.get("request_value", ""))


def decision_rows(request: SubjectRequest, texts: Mapping[int, str]) -> list[DecisionRow]:
    """Every decision, the one that holds first."""
    people = {one.by_id for one in request.decisions}
    people |= {one.done.by_id for one in request.decisions if one.done}
    names = names_of(people)
    return [_decision(one, texts, names, request.decision) for one in reversed(request.decisions)]


def _decision(
    one: RequestDecision,
    texts: Mapping[int, str],
    names: Mapping[int, str],
    last: RequestDecision | None,
) -> DecisionRow:
    done = ""
    if one.done is not None:
        told = (deed_name(one.done.action), show_moment(one.done.at), names.get(one.done.by_id, ""))
        done = " · ".join(part for part in told if part)
    return DecisionRow(
        outcome=REQUEST_OUTCOMES[one.outcome],
        tone=OUTCOME_TONES.get(RequestOutcome(one.outcome), "mute"),
        reasons=[reason_words(reason) for reason in one.reason_codes],
        words=texts.get(one.answer_value_id or 0, ""),
        at=one.at,
        by=names.get(one.by_id, ""),
        done=done,
        holds=one is last,
    )


def _row(request: SubjectRequest, due: DueMark | None, case: str) -> RequestRow:
    return RequestRow(
        ref=request.id,
        number=request.number,
        kind=asked_words(request),
        case=case,
        received_on=request.received_on,
        asker=ASKERS[request.asker],
        state=REQUEST_STATES[request.state],
        tone=TONES[RequestState(request.state)],
        due=due,
        may_open=may(Action.REQUEST_VIEW, request.appeal),
    )

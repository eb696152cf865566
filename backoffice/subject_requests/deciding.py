"""What speaks against a decision on a request, and against calling access given (law 24, 25)."""

from collections.abc import Sequence

import sqlalchemy as sa

from backoffice.audit.chain import stamp
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.subject_requests import refusals_for
from backoffice.rules.vocabulary.requests import Recognition, RequestOutcome, RequestState
from backoffice.subject_requests.models import SubjectRequest


def against(request: SubjectRequest, outcome: str, reasons: Sequence[str]) -> str | None:
    """The first rule that speaks against a decision."""
    if request.state == RequestState.DONE:
        return "request.done"
    if bool(reasons) == (outcome == RequestOutcome.GRANTED):
        return "request.no-reason" if not reasons else "request.needless-reason"
    if not set(reasons) <= set(refusals_for(request.kind)):
        return "request.other-reason"
    if request.appeal_id is None and outcome != RequestOutcome.REFUSED:
        return "request.nothing-held"
    is_unproved = request.appeal_id is not None and request.proof == Recognition.NOT_PROVED
    if is_unproved and outcome != RequestOutcome.REFUSED:
        return "request.not-proved"
    return None


def about_words(request: SubjectRequest, words: str) -> str | None:
    """Nothing about a person is written where nothing is held any more, or ever was."""
    if not words.strip():
        return None
    if request.appeal is None:
        return "request.no-appeal"
    return "retention.emptied" if request.appeal.emptied_at is not None else None


def as_far_as_told(reasons: Sequence[str]) -> str:
    """As many whole codes as the reason of an entry holds; the decision keeps them all."""
    told = ",".join(reasons)
    return told if len(told) <= 60 else told[:61].rpartition(",")[0]


def has_extract(request: SubjectRequest) -> bool:
    """Whether an extract of each appeal it names was made since it was decided (2.8)."""
    named = [request.appeal, *(one.appeal for one in request.others)]
    appeals = {one.number for one in named if one is not None}
    made = sa.select(AuditEntry.appeal_number).where(
        AuditEntry.appeal_number.in_(appeals),
        AuditEntry.action.in_((Action.EXTRACT_PRINT, Action.EXTRACT_TAKE)),
        AuditEntry.outcome == "done",
        AuditEntry.at >= stamp(request.decisions[0].at),
    )
    return appeals == set(db.session.scalars(made))

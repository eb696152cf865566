"""How a deed carries out a granted request: it says so itself, in its own transaction (law 25).

A process killed at any moment leaves both or neither: no deed without its mark on the
request, no mark without the deed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.audit.deed import Deed, current_deed
from backoffice.audit.refusals import Refusal
from backoffice.rules.actions import Action
from backoffice.rules.objections import ANY_RECIPIENT, EVERY_FIELD
from backoffice.rules.subject_requests import DEEDS_OF
from backoffice.rules.vocabulary.requests import RequestState
from backoffice.subject_requests.models import RequestDone, SubjectRequest

# What may be told of a deed under a request that was decided anew or done meanwhile.
UNDER_A_REQUEST = ("request.done", "request.not-granted", "request.other-deed")

_under: ContextVar[SubjectRequest | None] = ContextVar("request", default=None)


@contextmanager
def under(request: SubjectRequest | None) -> Iterator[None]:
    """The deed performed in the block below carries out this request; None: no request."""
    token = _under.set(request)
    try:
        yield
    finally:
        _under.reset(token)


def carried() -> SubjectRequest | None:
    """The request the deed under way carries out, if it carries out one."""
    return _under.get()


def carry_out(appeal: Appeal) -> None:
    """Within a deed, once it noted its fields: write down that the request is done.

    Raises Refusal when the deed is not the one the request was granted for.
    """
    request = carried()
    if request is None:
        return
    deed = current_deed()
    code = why_not(request, deed.action) or _mismatch(request, deed, appeal)
    if code:
        raise Refusal(code, deed.action)
    mark_done(request)


def mark_done(request: SubjectRequest) -> None:
    """Within a deed: the decision that holds is carried out by it."""
    deed, decision = current_deed(), request.decisions[-1]
    decision.done = RequestDone(action=str(deed.action), by_id=deed.by.id, at=clock.now())
    deed.note(more=f"request={request.number}")


def deed_for(request: SubjectRequest) -> Action | None:
    """The action that carries a request out."""
    deeds = DEEDS_OF[request.kind]
    return deeds.one if request.field not in ("", EVERY_FIELD) else deeds.whole


def why_not(request: SubjectRequest, action: Action) -> str | None:
    """Why this action does not carry out this request now; None: it does."""
    if request.state == RequestState.DONE:
        return "request.done"
    if request.state != RequestState.TO_DO:
        return "request.not-granted"
    return None if action is deed_for(request) else "request.other-deed"


def _mismatch(request: SubjectRequest, deed: Deed, appeal: Appeal) -> str | None:
    """Whether the deed is about another case, field or recipient than what was granted."""
    is_about = request.field in ("", EVERY_FIELD) or request.field in deed.fields
    if deed.action is Action.OBJECTION_RECORD:
        whom = request.third_party.code if request.third_party else ANY_RECIPIENT
        is_whole = request.field == EVERY_FIELD
        is_about = is_about and deed.third_party == whom and is_whole == (not deed.fields)
    return None if is_about and request.appeal_id == appeal.id else "request.other-deed"

"""How a granted request is carried out: the page of its deed, or why that cannot be done now."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import values_of
from backoffice.audit.refusals import Refusal
from backoffice.data_rights.queries import fields_held, fields_to_supplement
from backoffice.keeping.standing import refuse_emptied, refuse_use
from backoffice.objections.queries import standing_objections
from backoffice.rules.actions import ACTIONS, Action
from backoffice.rules.lifecycle import VALUE_LIFECYCLE, next_state
from backoffice.rules.objections import ANY_RECIPIENT, EVERY_FIELD
from backoffice.rules.precedence import Use
from backoffice.rules.vocabulary.requests import RequestKind, RequestState
from backoffice.subject_requests.carrying import deed_for
from backoffice.subject_requests.models import SubjectRequest
from backoffice.vault.models import PersonalValue
from backoffice.web.clauses import clause_codes, clause_words
from backoffice.web.gate import actor, may
from backoffice.web.refusal_words import refusal_sentence
from backoffice.withdrawals.actions import why_not as why_not_withdrawn

LABELS: dict[str, Any] = {
    RequestKind.CORRECT: _l("Correct the data"),
    RequestKind.SUPPLEMENT: _l("Supplement the data"),
    RequestKind.BLOCK: _l("Block the data"),
    RequestKind.UNBLOCK: _l("Unblock the data"),
    RequestKind.DESTROY: _l("Destroy the data"),
    RequestKind.WITHDRAW: _l("Record the withdrawal of consent"),
    RequestKind.OBJECT: _l("Record the objection"),
}
_USES = {Action.VALUE_CORRECT: Use.EDIT, Action.VALUE_SUPPLEMENT: Use.EDIT}
_USES |= {Action.VALUE_DESTROY: Use.DESTROY, Action.APPLICANT_DESTROY: Use.DESTROY}
_ON_VALUES = {
    Action.APPLICANT_BLOCK: Action.VALUE_BLOCK,
    Action.APPLICANT_UNBLOCK: Action.VALUE_UNBLOCK,
    Action.APPLICANT_DESTROY: Action.VALUE_DESTROY,
}


@dataclass(frozen=True)
class Way:
    """Where the deed is done; or the sentence and clauses of the rule that stands against it."""

    label: Any = ""
    href: str = ""
    problem: str = ""
    clauses: str = ""


def way_of(request: SubjectRequest) -> Way | None:
    """The next step of a granted request, for this reader; None when there is none here."""
    action, appeal = deed_for(request), request.appeal
    if request.state != RequestState.TO_DO or appeal is None or action is None:
        return None
    if action is Action.REQUEST_FULFIL or not may(action, appeal):
        return None
    try:
        href = _href(request, appeal, action)
    except Refusal as refused:
        clauses = ", ".join(clause_words(one) for one in clause_codes(ACTIONS[action].clause))
        return Way(problem=refusal_sentence(refused), clauses=clauses)
    return Way(LABELS[request.kind], href)


def extracts_of(request: SubjectRequest) -> list[tuple[str, str]]:
    """The extract of each appeal a request for access names, for whom may make it (2.8)."""
    if request.kind != RequestKind.ACCESS or request.appeal is None:
        return []
    appeals = [request.appeal, *(one.appeal for one in request.others)]
    return [
        (appeal.number, url_for("extract.sheet", number=appeal.number))
        for appeal in appeals
        if may(Action.EXTRACT_PRINT, appeal)
    ]


def _href(request: SubjectRequest, appeal: Appeal, action: Action) -> str:
    """The page of the deed. Raises Refusal with the code of what stands against it."""
    refuse_emptied(appeal, action)
    if action in _USES:
        refuse_use(appeal, _USES[action], action, by=actor())
    told: dict[str, Any] = {"number": appeal.number, "request": request.id}
    match request.kind:
        case RequestKind.WITHDRAW:
            _refuse(why_not_withdrawn(appeal), action)
            return url_for("withdrawals.withdraw", **told)
        case RequestKind.OBJECT:
            _refuse(_objection_stands(request, appeal), action)
            return url_for("objections.record", **told)
        case RequestKind.SUPPLEMENT:
            _refuse(_no_supplement(request, appeal), action)
            return url_for("data_rights.supplement", **told)
    on_value = _ON_VALUES.get(action, action)
    value = _value_for(request, appeal, on_value)
    if value is None:
        raise Refusal("request.value-gone", action)
    if request.field == EVERY_FIELD:
        return url_for("data_rights.applicant", deed=request.kind, **told)
    return url_for("data_rights.value", value_id=value.id, deed=request.kind, **told)


def _value_for(request: SubjectRequest, appeal: Appeal, action: Action) -> PersonalValue | None:
    """The value the deed can be done to: of all data, the last of them."""
    found = [
        value
        for value in values_of(appeal.id)
        if request.field in (EVERY_FIELD, value.field)
        and not value.recipient_copy
        and next_state(VALUE_LIFECYCLE, value.state, action)
    ]
    return found[-1] if found else None


def _objection_stands(request: SubjectRequest, appeal: Appeal) -> str | None:
    whom = request.third_party.code if request.third_party else ANY_RECIPIENT
    stands = {(one.field, one.recipient) for one in standing_objections(appeal.id)}
    return "objection.stands" if (request.field, whom) in stands else None


def _no_supplement(request: SubjectRequest, appeal: Appeal) -> str | None:
    if request.field in fields_held(values_of(appeal.id)):
        return "value.exists"
    return None if request.field in fields_to_supplement(appeal) else "field.not-collected"


def _refuse(code: str | None, action: Action) -> None:
    if code:
        raise Refusal(code, action)

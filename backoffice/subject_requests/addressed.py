"""The request an address names: the page of a deed then carries it out and leads back to it."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from backoffice.appeals.models import Appeal
from backoffice.audit.refusals import NotFound, Refusal
from backoffice.rules.actions import Action
from backoffice.subject_requests.carrying import why_not
from backoffice.subject_requests.models import SubjectRequest
from backoffice.subject_requests.queries import request_by_ref
from backoffice.web.forms import is_submit
from backoffice.web.gate import require

PARAMETER = "request"
_MOST_DIGITS = 9


def request_asked(appeal: Appeal, action: Action) -> SubjectRequest | None:
    """The granted request this page of a deed is opened for; None: it is opened for itself.

    Raises NotFound for a request of another case, Refusal when the deed is not its own. Of a
    sent form the deed itself judges, under its lock.
    """
    ref = request.args.get(PARAMETER, "")
    if not ref:
        return None
    found = request_by_ref(_number(ref))
    if found.appeal_id != appeal.id:
        raise NotFound
    require(Action.REQUEST_VIEW, found)
    code = why_not(found, action)
    if code and not is_submit():
        raise Refusal(code, action)
    return found


def order_query() -> str:
    """What follows the address of a form so that it is sent to the same page."""
    ref = request.args.get(PARAMETER, "")
    return f"?{PARAMETER}={_number(ref)}" if ref else ""


def back_to(order: SubjectRequest | None, number: str, anchor: str = "") -> Response:
    """Back to the request the deed carried out, or to the case."""
    if order is not None:
        return redirect(url_for("requests.show", ref=order.id), 303)
    return redirect(url_for("casefile.show", number=number, _anchor=anchor or None), 303)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise NotFound
    return int(text)

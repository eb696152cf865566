"""What the pages of requests share: their gate, and who may open one."""

from typing import Any

from backoffice.keeping.standing import refuse_look
from backoffice.rules.actions import Action
from backoffice.rules.precedence import Use
from backoffice.subject_requests.addressed import order_query
from backoffice.subject_requests.models import SubjectRequest
from backoffice.subject_requests.queries import request_by_ref
from backoffice.web.gate import Gate, actor, require

requests = Gate("requests", __name__)


@requests.app_context_processor
def offer_query() -> dict[str, Any]:
    """What keeps a request in the address of a deed: for pages that know nothing of requests."""
    return {"order_query": order_query}


def open_request(ref: int, action: Action) -> SubjectRequest:
    """The request of a page. Raises NotFound, and NotAllowed with an entry of the attempt."""
    found = request_by_ref(ref)
    require(action, found)
    if found.appeal is not None:
        refuse_look(found.appeal, Use.VIEW, action, by=actor())
    return found

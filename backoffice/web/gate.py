"""A blueprint whose routes must name an action: the gate asks before the view runs (R-2.1)."""

from collections.abc import Callable, Iterator
from typing import Any, cast
from urllib.parse import urlsplit

from flask import Blueprint, Flask, current_app, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest
from werkzeug.routing import IntegerConverter, Map
from werkzeug.wrappers import Response

from backoffice.audit.deed import case_of
from backoffice.audit.door import record_refusal
from backoffice.audit.refusals import NotAllowed
from backoffice.audit.scope import Scope, enter_scope
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor, refusal
from backoffice.web.request import this_request

FORM_KEY = "form_key"
View = Callable[..., Any]
_NOTHING = "\0"
_LARGEST = 2**63 - 1


class RowNumber(IntegerConverter):
    """A number a database can hold: an address with a larger one is no page of ours."""

    regex = "[0-9]{1,19}"

    def __init__(self, routes: Map) -> None:
        super().__init__(routes, max=_LARGEST)


class Gate(Blueprint):
    """A feature's blueprint. Each route names the action it serves, or says it is public."""

    def page(
        self, rule: str, *, action: Action | None = None, public: str = "", **options: Any
    ) -> Callable[[View], View]:
        """Like `route`, with the action that is asked for, or the reason why it is public.

        Raises ValueError when a route names neither, or both.
        """
        if (action is None) == (not public):
            raise ValueError(f"{rule}: a route names an action, or why it is public")

        def register(view: View) -> View:
            cast(Any, view).action = action
            self.route(rule, **options)(view)
            return view

        return register


def init_gate(app: Flask) -> None:
    """Stand before every view of the application."""
    app.url_map.converters["int"] = RowNumber
    app.before_request(_begin_scope)
    app.before_request(_refuse_nothing_sign)
    app.before_request(_ask_permission)


def actor() -> Actor:
    """The member of staff who acts in this request."""
    person: Actor = current_user._get_current_object()
    return person


def may(action: Action, case: Any = None) -> bool:
    """Whether the present person may do this: for buttons and menus."""
    return current_user.is_authenticated and refusal(action, actor(), case) is None


def require(action: Action, about: Any) -> None:
    """Ask for the right to do this to this, once it is known what it is (R-2.1).

    The attempt is written down. Who may not open the case at all gets the answer of a case
    that does not exist. Raises NotAllowed.
    """
    case = case_of(about)
    code = refusal(Action.CASE_VIEW, actor(), case) or refusal(action, actor(), case)
    if code:
        record_refusal(action, actor(), code, about=about)
        raise NotAllowed(code, action)


def _begin_scope() -> None:
    key = request.form.get(FORM_KEY, "")[:43] if request.method == "POST" else ""
    g.request_id = this_request().request_id
    scope = Scope((request.remote_addr or "")[:45], g.request_id, key)
    enter_scope(scope)


def _refuse_nothing_sign() -> None:
    """No keyboard types U+0000 and PostgreSQL keeps no text with it. Raises BadRequest."""
    held = (request.path, *_all_of(request.args), *_all_of(request.form))
    if any(_NOTHING in text for text in held):
        raise BadRequest


def _all_of(sent: MultiDict[str, str]) -> Iterator[str]:
    for name, text in sent.items(multi=True):
        yield name
        yield text


def _ask_permission() -> Response | None:
    view = current_app.view_functions.get(request.endpoint or "")
    action: Action | None = getattr(view, "action", None)
    if action is None:
        return None
    if not current_user.is_authenticated:
        return _to_sign_in()
    this_request().actor_id, this_request().actor_role = actor().id, actor().role
    if getattr(current_user, "must_change_password", False) and action not in _FIRST_STEPS:
        return redirect(url_for("account.settings"), 303)
    code = refusal(action, actor())
    if code:
        record_refusal(action, actor(), code, subject_text=f"page:{request.endpoint}"[:60])
        raise NotAllowed(code, action)
    return None


_FIRST_STEPS = frozenset(
    {Action.ACCOUNT_SETTINGS, Action.ACCOUNT_CHANGE_PASSWORD, Action.ACCOUNT_SIGN_OUT}
)


def _to_sign_in() -> Response:
    """The sign-in page; a fragment asks the whole window to go there (ux 10)."""
    if request.headers.get("HX-Request"):
        seen = urlsplit(request.headers.get("HX-Current-URL", "")).path  # no word of a query
        target = url_for("account.sign_in", next=seen or None, ended=1)
        return Response("", 401, {"HX-Redirect": target})
    wanted = request.path if request.method == "GET" else None
    return redirect(url_for("account.sign_in", next=wanted), 303)


def routes_without_action(app: Flask) -> list[str]:
    """Endpoints that neither name an action nor are public by a stated reason."""
    return sorted(
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint != "static" and not hasattr(view, "action")
    )

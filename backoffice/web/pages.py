"""One address, two representations: the whole page, or the named block when htmx asks.

`page()` is the only caller of Jinja.
"""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from flask import Flask, current_app, g, make_response, request, url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from backoffice.rules.actions import Action
from backoffice.web.gate import may
from backoffice.web.labels.people import ROLES
from backoffice.web.language import LANGUAGE_NAMES, current_language

MACRO_FAMILIES = ("forms", "parts", "pictures", "tables")


@dataclass(frozen=True)
class MenuItem:
    """One entry of the main menu, shown to whoever may do its action."""

    endpoint: str
    label: Any
    action: Action
    gathers: tuple[str, ...] = ()  # entries whose pages this one leads to: not shown beside it


MENU = (
    MenuItem(
        "privacy_desk.index",
        _l("Privacy desk"),
        Action.PRIVACY_DESK_VIEW,
        gathers=("retention.due", "policy.drafts", "account.staff", "undertakings.index"),
    ),
    MenuItem("board.index", _l("Board"), Action.BOARD_VIEW),
    MenuItem("appeals.register", _l("Register appeal"), Action.APPEAL_REGISTER),
    MenuItem("third_parties.index", _l("Third parties"), Action.THIRD_PARTY_LIST),
    MenuItem("retention.due", _l("Storage"), Action.RETENTION_LIST),
    MenuItem("manager_desk.index", _l("Overview"), Action.REPORT_VIEW),
    MenuItem(
        "reports.disclosures",
        _l("Reports"),
        Action.REPORT_VIEW,
        gathers=("registers.appeals", "yearly.this_year", "exports.index"),
    ),
    MenuItem(
        "audit_log.index",
        _l("Audit log"),
        Action.AUDIT_VIEW,
        gathers=("access_review.unusual", "audit_proof.checkpoints"),
    ),
    MenuItem("policy.drafts", _l("Policy"), Action.POLICY_DRAFT_LIST),
    MenuItem("account.staff", _l("Staff"), Action.STAFF_LIST),
)


def init_pages(app: Flask) -> None:
    """Load the macro families once and make them and `may` known to every template."""
    with app.app_context():
        families = {
            name: app.jinja_env.get_template(f"ui/{name}.html").module for name in MACRO_FAMILIES
        }
    app.jinja_env.globals.update(ui=SimpleNamespace(**families), may=may, Action=Action)


def page(
    template: str, *, title: str, fragment: str = "", status: int = 200, **facts: Any
) -> Response:
    """Answer with a template: whole, or only the block `fragment` when htmx asks for a part.

    Personal data may show on any page behind the sign-in, so none is ever stored.
    """
    context = frame_context(title) | facts
    wants_part = bool(fragment) and request.headers.get("HX-Request-Type") == "partial"
    loaded = current_app.jinja_env.get_or_select_template(template)
    current_app.update_template_context(context)
    if wants_part:
        body = "".join(loaded.blocks[fragment](loaded.new_context(context)))
    else:
        body = loaded.render(context)
    answer = make_response(body, status)
    answer.headers["Vary"] = "HX-Request, HX-Request-Type"
    return answer


def frame_context(title: str) -> dict[str, Any]:
    """What every frame shows: title, language, menu, who is signed in."""
    person = current_user if current_user and current_user.is_authenticated else None
    return {
        "title": title,
        "lang": current_language(),
        "languages": LANGUAGE_NAMES,
        "nav": _menu() if person else [],
        "actor": person,
        "actor_role_label": ROLES[person.role] if person else "",
        "may_search": "board.search" in current_app.view_functions and may(Action.APPEAL_FIND),
        "here": request.path,
        "csrf_token": generate_csrf,
        "request_id": g.get("request_id", ""),
    }


def _menu() -> list[SimpleNamespace]:
    known = current_app.view_functions
    open_ = [item for item in MENU if item.endpoint in known and may(item.action)]
    gathered = {endpoint for item in open_ for endpoint in item.gathers}
    return [
        SimpleNamespace(href=url_for(item.endpoint), label=item.label, current=_is_here(item))
        for item in open_
        if item.endpoint not in gathered
    ]


def _is_here(item: MenuItem) -> bool:
    here = request.endpoint or ""
    if here in ("appeals.register", "account.staff"):
        return here in (item.endpoint, *item.gathers)
    parts = {endpoint.split(".")[0] for endpoint in (item.endpoint, *item.gathers)}
    return here.split(".")[0] in parts - {"appeals", "account"}

"""Where to go next: only to a page of this site, whatever the request asks for."""

from urllib.parse import urlsplit

from flask import current_app, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.people import Role

_HOMES = {
    Role.MANAGER: "manager_desk.index",
    Role.PRIVACY_OFFICER: "privacy_desk.index",
    Role.ADMINISTRATOR: "account.staff",
    Role.AUDITOR: "audit_log.index",
}


def home_of(person: Actor) -> str:
    """The page a role begins its work on."""
    return url_for(_HOMES.get(Role(person.role), "board.index"))


def local_path(asked: str | None) -> str:
    """The asked path when it is a page of this site that can be opened, else the home page."""
    return asked if asked and _is_page_here(asked) else url_for("account.home")


def _is_page_here(asked: str) -> bool:
    if not asked.startswith("/") or asked.startswith("//") or "\\" in asked:
        return False
    if not asked.isprintable() or " " in asked:
        return False
    try:
        current_app.url_map.bind("").match(urlsplit(asked).path, method="GET")
    except (HTTPException, RequestRedirect, ValueError):
        return False
    return True

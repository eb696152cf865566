"""Server-side sessions: a copied cookie is worth nothing after sign-out (trust 0.2, 6).

The cookie holds 256 random bits; the database holds their SHA-256, whose session it is and
what it holds. Ending a session is deleting its row.
"""

import hashlib
import json
import secrets
from datetime import datetime, timedelta
from typing import Any, cast

import sqlalchemy as sa
from flask import Flask, Request, Response, current_app, g
from flask import session as present
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy.exc import OperationalError
from werkzeug.datastructures import CallbackDict

from backoffice import clock
from backoffice.accounts.models import WebSession
from backoffice.audit.guard import housekeeping
from backoffice.audit.queue import in_turn
from backoffice.config import is_production
from backoffice.db import db, writing

_TOUCH_EVERY = timedelta(minutes=1)
# By path: a session is opened before Flask knows the endpoint.
_NO_SESSION = ("/static/", "/policy", "/healthz", "/readyz", "/r/")
_SIGNED_IN = "/policy/drafts"  # pages of staff beside the public ones


class ServerSession(CallbackDict[str, Any], SessionMixin):
    """What a session holds while a request runs."""

    def __init__(self, held: dict[str, Any], key: str, row: WebSession | None) -> None:
        super().__init__(held, on_update=self._changed)
        self.key = key
        self.row = row
        self.modified = False
        self.renewed = False
        self.is_kept = True

    def _changed(self, _self: Any) -> None:
        self.modified = True

    def renew(self) -> None:
        """Give the session a new key: at sign-in, against a key planted before."""
        self.renewed = True
        self.modified = True


class ServerSessions(SessionInterface):
    """Flask's session interface over the `web_session` table."""

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        """The session of this browser, or an empty one that is not stored until it is used."""
        path = request.path
        if path.startswith(_NO_SESSION) and not path.startswith(_SIGNED_IN):
            return _unkept()
        key = request.cookies.get(app.config["SESSION_COOKIE_NAME"], "")
        if not key:
            return ServerSession({}, "", None)
        row = db.session.get(WebSession, _hash(key))
        if row is None or _is_over(row, app):
            return ServerSession({}, "", None)
        return ServerSession(json.loads(row.held), key, row)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Store what changed; set the cookie only when the key is new."""
        if not isinstance(session, ServerSession) or not session.is_kept:
            return
        now = clock.now()
        # A page that looks again by itself must not keep an empty chair signed in.
        by_itself = g.get("looks_by_itself", False)
        stale = session.row is not None and now - session.row.seen_at > _TOUCH_EVERY
        stale = stale and not by_itself
        if not session.modified and not stale:
            return
        fresh = session.renewed or not session.key
        old_key, new_key = session.key, secrets.token_urlsafe(32) if fresh else session.key
        try:
            _store(session, old_key, new_key, now)
        except OperationalError:
            # A busy database or a full disk: an answer that only touches the session, or
            # that says so already, is worth more than no answer.
            db.session.rollback()
            if session.modified and response.status_code < 500:
                raise
            return
        if fresh:
            response.set_cookie(
                app.config["SESSION_COOKIE_NAME"],
                new_key,
                httponly=True,
                secure=is_production(app),
                samesite="Lax",
                path="/",
            )


def _unkept() -> ServerSession:
    """A session for a page that knows nobody: an error there must not replace the cookie."""
    session = ServerSession({}, "", None)
    session.is_kept = False
    return session


def _store(session: ServerSession, old_key: str, new_key: str, now: datetime) -> None:
    staff_id = session.get("_user_id")
    row = {
        "key_hash": _hash(new_key),
        "staff_id": int(staff_id) if staff_id else None,
        "held": json.dumps(dict(session)),
        "seen_at": now,
    }
    with in_turn(), housekeeping():
        db.session.rollback()
        token = writing.set(True)
        try:
            if old_key == new_key:
                db.session.execute(
                    sa.update(WebSession).where(WebSession.key_hash == row["key_hash"]).values(row)
                )
            else:
                _replace(old_key, row, now)
            db.session.commit()
        finally:
            writing.reset(token)


def _replace(old_key: str, row: dict[str, Any], now: datetime) -> None:
    if old_key:
        db.session.execute(sa.delete(WebSession).where(WebSession.key_hash == _hash(old_key)))
    db.session.execute(sa.insert(WebSession), [row | {"created_at": now}])
    limit = now - timedelta(hours=24)
    db.session.execute(sa.delete(WebSession).where(WebSession.seen_at < limit))


def _is_over(row: WebSession, app: Flask) -> bool:
    now = clock.now()
    idle = timedelta(minutes=int(app.config["SESSION_IDLE_MINUTES"]))
    whole = timedelta(hours=int(app.config["SESSION_HOURS"]))
    return now - row.seen_at > idle or now - row.created_at > whole


def end_sessions(staff_id: int, *, but_key: str = "") -> None:
    """End a person's sessions, all or all but one. Takes part in the deed under way."""
    query = sa.delete(WebSession).where(WebSession.staff_id == staff_id)
    if but_key:
        query = query.where(WebSession.key_hash != _hash(but_key))
    db.session.execute(query)


def other_browsers(staff_id: int) -> int:
    """In how many other browsers a person is signed in at present."""
    idle = timedelta(minutes=int(current_app.config["SESSION_IDLE_MINUTES"]))
    counted = sa.select(sa.func.count(WebSession.key_hash)).where(
        WebSession.staff_id == staff_id,
        WebSession.seen_at >= clock.now() - idle,
        WebSession.key_hash != _hash(this_session().key),
    )
    return db.session.scalar(counted) or 0


def end_this_session() -> None:
    """End the session of this request on the server. Takes part in the deed under way."""
    session = this_session()
    if session.key:
        db.session.execute(sa.delete(WebSession).where(WebSession.key_hash == _hash(session.key)))
    session.clear()
    session.key, session.row, session.modified = "", None, False


def this_session() -> ServerSession:
    """The session object of this request."""
    return cast(ServerSession, present)


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()

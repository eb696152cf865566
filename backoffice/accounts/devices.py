"""The mark a browser keeps of who has signed in there, so that guesses elsewhere do not
hinder its owner (trust 6). It opens nothing: it only names the counter of failures.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from backoffice.config import is_production

COOKIE = "senim_device"
_SHARED_BY = 10  # people of several shifts sign in at one desk
_KEPT_SECONDS = 180 * 24 * 3600


@dataclass(frozen=True)
class Device:
    """A browser: its own random name, and hashes of who has signed in there before."""

    name: str = ""
    people: tuple[str, ...] = ()

    def knows(self, username: str) -> bool:
        """Whether this person has signed in here before."""
        return bool(self.name) and keyed("person", username) in self.people


def this_device() -> Device:
    """The browser of this request; a nameless one when it carries no mark of ours."""
    try:
        name, people = _signer().loads(request.cookies.get(COOKIE, ""))
    except (BadSignature, ValueError, TypeError):
        return Device()
    return Device(str(name), tuple(map(str, people)))


def remember_here(answer: Response, username: str) -> None:
    """Mark this browser as one where the person has signed in."""
    device, person = this_device(), keyed("person", username)
    others = [one for one in device.people if one != person]
    marked = [device.name or secrets.token_hex(8), [person, *others][:_SHARED_BY]]
    answer.set_cookie(
        COOKIE,
        str(_signer().dumps(marked)),
        max_age=_KEPT_SECONDS,
        httponly=True,
        secure=is_production(current_app),
        samesite="Lax",
        path="/sign-in",
    )


def keyed(kind: str, *parts: str) -> str:
    """A name nobody can compute or compare without the key of this installation."""
    secret = current_app.config["SECRET_KEY"]
    text = "\x1f".join(("sign-in", kind, *parts))
    return hmac.digest(secret, text.encode(), hashlib.sha256).hex()[:32]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="senim-device")

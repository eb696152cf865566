"""One signed-in member of staff, inside the process: requests without a network between."""

import re
import secrets
from contextvars import Context
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from backoffice.demo import DEMO_PASSWORD

CSRF = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


class Visitor:
    """A browser without a screen."""

    def __init__(self, app: Flask, username: str) -> None:
        self.client = app.test_client()
        self.csrf = ""
        self._look("/sign-in")
        answer = self.post("/sign-in", username=username, password=DEMO_PASSWORD)
        if answer.status_code != 303:
            raise RuntimeError(f"{username} could not sign in")
        self._look("/board" if username != "marat" else "/audit")

    def get(self, path: str, *, again: bool = False) -> TestResponse:
        """A page, or what htmx would ask for when it looks again."""
        return self._send("GET", path, headers=PARTIAL if again else {})

    def post(self, path: str, **typed: Any) -> TestResponse:
        """A form, with the tokens every form carries."""
        return self._send("POST", path, data=self._tokens() | typed)

    def stream(self, path: str, **typed: Any) -> TestResponse:
        """A form whose answer is read piece by piece, in the context of whoever reads."""
        return self.client.post(path, data=self._tokens() | typed)

    def _tokens(self) -> dict[str, Any]:
        return {"csrf_token": self.csrf, "form_key": secrets.token_urlsafe(24)}

    def _look(self, path: str) -> None:
        """Take the anti-forgery token from a page."""
        found = CSRF.search(self.get(path).get_data(as_text=True))
        if found:
            self.csrf = found[1]

    def _send(self, method: str, path: str, **more: Any) -> TestResponse:
        """In a context of its own, as a server answers every request."""
        return Context().run(self.client.open, path, method=method, **more)

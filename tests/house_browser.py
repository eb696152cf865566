"""A browser without script that checks the house rules on every page any test fetches."""

from contextvars import Context
from typing import Any

from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.test import TestResponse

from backoffice.db import db
from backoffice.demo import DEMO_NAMES, DEMO_PASSWORD
from backoffice.rules.vocabulary.people import Role


class HouseBrowser:
    """Fetches pages, fills forms as a person would, and refuses a page that breaks a rule."""

    def __init__(self, app: Flask, *, language: str = "en") -> None:
        self.client = app.test_client()
        self.language = language
        self.answer: TestResponse
        self.page: BeautifulSoup

    def sign_in(self, role: str, password: str = DEMO_PASSWORD) -> None:
        """Sign in at the sign-in page as the member of the cast who has this role."""
        self.open("/sign-in")
        username = DEMO_NAMES[Role(role)][0]
        self.submit("/sign-in", username=username, password=password)
        assert self.answer.status_code == 303, "the sign-in did not work"
        self.choose_language(self.language)

    def choose_language(self, code: str) -> None:
        """Press one of the language buttons."""
        self.open("/account")
        self.submit("/account/language", language=code)

    def open(self, path: str, *, status: int = 200, follow: bool = True) -> BeautifulSoup:
        """Fetch a page and check it. With `follow`, redirects are followed."""
        return self._took(self.send("GET", path, follow_redirects=follow), status)

    def fragment(self, path: str, *, status: int = 200) -> BeautifulSoup:
        """Fetch what htmx would get for a part of the page."""
        headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
        self.answer = self.send("GET", path, headers=headers)
        assert self.answer.status_code == status
        return BeautifulSoup(self.answer.get_data(as_text=True), "html.parser")

    def submit(self, action: str, *, follow: bool = False, **typed: Any) -> TestResponse:
        """Fill in the form with this action on the present page and send it.

        `typed` replaces what the form holds; a list stands for several ticked boxes; None
        takes a field away. Start the action with the path only.
        """
        form = self.form(action)
        data = {**form_data(form), **typed}
        sent = {name: value for name, value in data.items() if value is not None}
        target = str(form.get("action") or action)
        self._took(self.send("POST", target, data=sent, follow_redirects=follow), None)
        return self.answer

    def send(self, method: str, path: str, **more: Any) -> TestResponse:
        """Make a request as a server process would: nothing of the test's context is seen.

        Otherwise Flask would share `g`, and with it who is signed in, between all requests.
        An answer sent piece by piece is read to its end there too. What the test holds from
        the database is read anew afterwards, and no reading of it stays open meanwhile: the
        logs could not be emptied before it ends, and each destruction would wait in vain.
        """
        db.session.rollback()
        wanted = {"method": method, "buffered": True, **more}
        answer = Context().run(self.client.open, path, **wanted)
        db.session.rollback()
        return answer

    def form(self, action: str) -> Tag:
        """The form of the present page that posts to this path."""
        for form in self.page.find_all("form"):
            if str(form.get("action", "")).split("?")[0] == action:
                return form
        raise AssertionError(f"no form posts to {action} on this page")

    @property
    def text(self) -> str:
        """What a person reads on the present page."""
        return " ".join(self.page.get_text(" ").split())

    def _took(self, answer: TestResponse, status: int | None) -> BeautifulSoup:
        self.answer = answer
        if status is not None:
            assert answer.status_code == status, f"status {answer.status_code}"
        if answer.headers.get("Content-Disposition", "").startswith("attachment"):
            return self.page  # a download: the page it was asked from stays
        self.page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
        if answer.mimetype == "text/html" and answer.status_code not in (301, 302, 303):
            check_page(self.page, answer)
        return self.page


def form_data(form: Tag) -> dict[str, Any]:
    """What a form would send untouched, as a browser collects it."""
    data: dict[str, Any] = {}
    for field in form.find_all(["input", "select", "textarea"]):
        name, kind = field.get("name"), field.get("type", "text")
        if not name or field.has_attr("disabled"):
            continue
        if field.name == "select":
            chosen = field.find("option", selected=True) or field.find("option")
            data[name] = chosen.get("value", "") if chosen else ""
        elif field.name == "textarea":
            data[name] = field.get_text().removeprefix("\n")
        elif kind in ("checkbox", "radio"):
            if field.has_attr("checked"):
                data.setdefault(name, []).append(field.get("value", "on"))
        elif kind != "submit":
            data[name] = field.get("value", "")
    return data


def check_page(page: BeautifulSoup, answer: TestResponse) -> None:
    """The house rules: one h1, title, lang, unique ids, labels, no inline script or style."""
    html = page.find("html")
    assert html is not None, "no html"
    assert html.get("lang") in ("kk", "ru", "en"), "lang"
    assert len(page.find_all("h1")) == 1, "exactly one h1"
    assert page.title is not None, "title"
    assert page.title.get_text(strip=True), "title"
    ids = [tag["id"] for tag in page.find_all(id=True)]
    doubled = {i for i in ids if ids.count(i) > 1}
    assert not doubled, f"ids used twice: {doubled}"
    assert not page.find_all(style=True), "inline style"
    assert not [t for t in page.find_all("script") if not t.get("src")], "inline script"
    for tag in page.find_all(True):
        bad = [a for a in tag.attrs if a.startswith("on") or a.startswith("hx-on")]
        assert not bad, f"inline handler {bad}"
    _check_labels(page)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def _check_labels(page: BeautifulSoup) -> None:
    labelled = {label.get("for") for label in page.find_all("label")}
    for field in page.find_all(["input", "select", "textarea"]):
        if field.get("type") in ("hidden", "submit"):
            continue
        named = field.get("id") in labelled or field.get("aria-label") or field.find_parent("label")
        assert named or field.get("aria-labelledby"), f"no label: {field.get('name')}"

"""A disclosure with a link, and the recipient who opens it with a browser of its own."""

from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from flask import Flask

from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.disclosures.models import Disclosure
from backoffice.recipients.models import RecipientLink
from backoffice.recipients.queries import links_of
from tests.house_browser import HouseBrowser


@dataclass
class Guest:
    """A recipient: it has an address with a secret, a browser, and no account."""

    browser: HouseBrowser
    token: str

    def at(self, page: str = "") -> str:
        """The address of one of its pages, in English."""
        return f"/r/{self.token}{page}?language=en"

    def open(self, page: str = "", *, status: int = 200) -> str:
        """Open a page and read it."""
        self.browser.open(self.at(page), status=status)
        return self.browser.text

    def show(self) -> str:
        """Press the button of the landing page."""
        self.open()
        self.browser.submit(f"/r/{self.token}")
        assert self.browser.answer.status_code == 200
        return self.browser.text

    def send(self, page: str, **typed: str) -> int:
        """Fill in a page and send it; the status of the answer."""
        self.open(page)
        return self.browser.submit(f"/r/{self.token}{page}", **typed).status_code

    def accept(self) -> None:
        """See the data, then confirm that it was received."""
        self.show()
        assert self.send("/accept", understood="y") == 303

    def is_shut_out(self) -> bool:
        """Whether neither looking nor writing is possible, as with a secret nobody made."""
        pages = [self.browser.send("GET", self.at(page)) for page in ("", "/accept", "/return")]
        pages.append(self.browser.send("POST", self.at()))
        return {page.status_code for page in pages} == {404}


@pytest.fixture
def guest_of(app: Flask):
    """Opens a browser that knows one secret."""
    return lambda token: Guest(HouseBrowser(app), token)


@pytest.fixture
def disclosure(given) -> Disclosure:
    """Electricity: text, place and phone, sent by e-mail."""
    return given.disclosure(given.appeal())


@pytest.fixture
def guest(given, guest_of, disclosure) -> Guest:
    """The recipient of that disclosure with a fresh link."""
    return guest_of(given.link(disclosure))


def link_of(disclosure: Disclosure) -> RecipientLink:
    """The newest link, as it is stored."""
    db.session.expire_all()
    return links_of(disclosure.id)[0]


def entries(action: str) -> list[AuditEntry]:
    """What the log tells of an action, oldest first."""
    query = sa.select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.seq)
    return list(db.session.scalars(query))

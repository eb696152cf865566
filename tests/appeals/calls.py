"""What an operator types into the registration page for made-up callers."""

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from werkzeug.test import TestResponse

from backoffice.accounts.models import Staff
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import values_of
from backoffice.audit.door import witness
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.vault.values import reveal
from tests.given import ADDRESS, NAME, TEXT
from tests.house_browser import HouseBrowser

NEW = "/appeals/new"


def a_call(**more: Any) -> dict[str, Any]:
    """A complete telephone appeal about electricity; `more` replaces what was typed."""
    return {
        "category": "ELEC",
        "district": "esil",
        "phone": "8 701 555 45 12",
        "name": NAME,
        "object_address": ADDRESS,
        "problem_text": TEXT,
        "script_read": "y",
        "consent_evidence": "call-2026-0001",
        **more,
    }


def about_a_bill(**more: Any) -> dict[str, Any]:
    """A call about the single payment document: no place, an account number instead."""
    return a_call(category="BILL", object_address=None, account_no="7744120", **more)


def register(browser: HouseBrowser, typed: dict[str, Any]) -> TestResponse:
    """Open the page, type and press Register."""
    browser.open(NEW)
    return browser.submit(NEW, **typed)


def confirm(browser: HouseBrowser) -> TestResponse:
    """Tick that everything was checked, and press Register again."""
    tick = browser.page.find(id="confirmed")
    assert tick is not None, "the page asks for no confirmation"
    return browser.submit(NEW, confirmed=str(tick["value"]))


def appeals() -> Sequence[Appeal]:
    """Every appeal there is, oldest first."""
    return db.session.scalars(sa.select(Appeal).order_by(Appeal.id)).all()


def stored(appeal: Appeal, cast: Callable[[str], Staff]) -> dict[str, str]:
    """What an appeal holds, by field."""
    values = values_of(appeal.id)
    reader = cast("senior_operator")
    with witness(Action.CASE_VIEW, appeal, reader, fields={v.field for v in values}):
        texts = reveal(values)
    return {value.field: texts[value.id] for value in values}


def last_entry() -> AuditEntry:
    """The newest line of the audit."""
    entry = db.session.scalar(sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1))
    assert entry is not None
    return entry

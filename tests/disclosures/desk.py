"""What the tests of the disclosure page share: how it is filled in and read."""

import sqlalchemy as sa
from flask_babel import force_locale

from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.rules.fields import Field
from backoffice.web.refusal_words import REFUSALS
from tests.given import IIN, PERSON

BILL = {
    "category": "BILL",
    "texts": {
        **{field: text for field, text in PERSON.items() if field != Field.OBJECT_ADDRESS},
        Field.ACCOUNT_NO: "1234567",
        Field.IIN: IIN,
    },
    "collect_reason": "identify_account",
}


PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


def entries(action):
    return db.session.scalars(
        sa.select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.seq)
    ).all()


def said(code):
    """A refusal in the words of the browser's language."""
    with force_locale("en"):
        return str(REFUSALS[code])


def at(appeal):
    return f"/appeals/{appeal.number}/disclose"


def record(browser, appeal, **typed):
    """Preview these choices, then record them, as a person without script does."""
    browser.submit(at(appeal), step="preview", **typed)
    return browser.submit(at(appeal), step="record")


def ticked(browser, name):
    return {box["value"] for box in browser.page.select(f"input[name={name}][checked]")}


def box(browser, name, value):
    return browser.page.select_one(f"input[name={name}][value={value}]")


SENTENCES = {
    "disclosure.never": {"fields": ["problem_text", "email"]},
    "disclosure.missing": {"fields": ["problem_text", "photo"]},
    "disclosure.no-fields": {"fields": None},
    "disclosure.no-recipient": {"recipients": None},
    "disclosure.beyond-right": {"fields": ["problem_text", "name"], "beyond_reason": "call_back"},
    "disclosure.outside-right": {"recipients": ["K3"], "outside_reason": "redirected"},
    "disclosure.empty-text": {"text": " "},
}

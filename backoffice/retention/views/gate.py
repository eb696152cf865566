"""What the pages of storage share: their gate, the names of categories, a refusal written down."""

import re

import sqlalchemy as sa
from flask import request

from backoffice.audit.door import record_refusal
from backoffice.audit.refusals import NotAllowed
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.permissions import refusal
from backoffice.third_parties.models import Category
from backoffice.web.gate import Gate, actor
from backoffice.web.language import current_language

retention = Gate("retention", __name__)
_NUMBER = re.compile("[0-9]{1,9}")


def category_names() -> dict[str, str]:
    """Categories by code in the reader's language."""
    name = getattr(Category, f"name_{current_language()}")
    rows = db.session.execute(sa.select(Category.code, name).order_by(Category.position))
    return {code: text for code, text in rows}


def asked_number(name: str) -> int:
    """A number of the address that says where a page begins; 0 for none or nonsense."""
    text = request.args.get(name, "")
    return int(text) if _NUMBER.fullmatch(text) else 0


def refuse_stranger(action: Action) -> None:
    """A page that many read and one role changes. Raises NotAllowed, with its entry."""
    code = refusal(action, actor())
    if code:
        record_refusal(action, actor(), code)
        raise NotAllowed(code, action)

"""The personal columns of the accounting: what was given, by the very value that was given."""

from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from backoffice.db import one_of_many
from backoffice.disclosures.models import DisclosureItem
from backoffice.exports.columns import Column, Kind
from backoffice.rules.fields import Field
from backoffice.rules.objections import OBJECTABLE
from backoffice.web.labels.fields import FIELDS

_WIDE = frozenset({Field.PROBLEM_TEXT, Field.OBJECT_ADDRESS, Field.HOME_ADDRESS})
PERSONAL = tuple(
    Column(
        field,
        _l("Given: %(field)s", field=FIELDS[field]),
        None,
        Kind.TEXT,
        60 if field in _WIDE else 24,
    )
    for field in Field
    if field in OBJECTABLE
)


def held(dialect: str) -> sa.Select[*tuple[Any, ...]]:
    """What disclosures `numbers` gave of `fields`: the disclosure and the number of the value."""
    item = DisclosureItem
    return sa.select(item.disclosure_id.label("key"), item.value_id).where(
        one_of_many(item.disclosure_id, "numbers", dialect),
        item.field.in_(sa.bindparam("fields", expanding=True)),
    )

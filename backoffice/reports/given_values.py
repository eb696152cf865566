"""The personal columns of the accounting: what was given, by the very value that was given."""

from functools import cache
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


@cache
def held(fields: tuple[str, ...], dialect: str) -> sa.Select[*tuple[Any, ...]]:
    """What disclosures `numbers` gave of these fields: the disclosure, then each field's value.

    No disclosure gives two values of one field. The fields are no condition: with one, SQLite
    would look for every field of every disclosure by itself.
    """
    item = DisclosureItem
    of = (sa.func.max(item.value_id).filter(item.field == field) for field in fields)
    return (
        sa.select(item.disclosure_id, *of)
        .where(one_of_many(item.disclosure_id, "numbers", dialect))
        .group_by(item.disclosure_id)
    )

"""The personal columns of the accounting: what was given, by the very value that was given."""

from collections.abc import Sequence
from functools import cache

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.engine import Connection

from backoffice.db import one_of_many
from backoffice.disclosures.models import DisclosureItem
from backoffice.exports.columns import Column, Kind
from backoffice.exports.pages import bare_rows
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
def _items(dialect: str) -> sa.Executable:
    item = DisclosureItem
    return (
        sa.select(item.disclosure_id, item.field, item.value_id)
        .where(
            one_of_many(item.disclosure_id, "numbers", dialect),
            item.field.in_(sa.bindparam("fields", expanding=True)),
        )
        .order_by(item.disclosure_id, item.id)
    )


def held(
    connection: Connection, numbers: Sequence[int], fields: Sequence[str]
) -> list[tuple[int, str, int]]:
    """What these disclosures gave of these fields: (disclosure, field, number of the value)."""
    asked = {"numbers": numbers, "fields": fields}
    return bare_rows(connection, _items(connection.dialect.name), asked)

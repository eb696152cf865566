"""The personal columns of the accounting: what was given, by the very value that was given."""

from collections.abc import Sequence

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.engine import Connection

from backoffice.disclosures.models import DisclosureItem
from backoffice.exports.columns import Column, Kind
from backoffice.exports.pages import bare_rows
from backoffice.rules.fields import Field
from backoffice.rules.objections import OBJECTABLE
from backoffice.web.labels.fields import FIELDS

_BATCH = 500  # below SQLite's limit of bound values
_WIDE = frozenset({Field.PROBLEM_TEXT, Field.OBJECT_ADDRESS, Field.HOME_ADDRESS})
_ITEMS = (
    sa.select(DisclosureItem.disclosure_id, DisclosureItem.field, DisclosureItem.value_id)
    .where(
        DisclosureItem.disclosure_id.in_(sa.bindparam("numbers", expanding=True)),
        DisclosureItem.field.in_(sa.bindparam("fields", expanding=True)),
    )
    .order_by(DisclosureItem.disclosure_id, DisclosureItem.id)
)

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


def held(
    connection: Connection, numbers: Sequence[int], fields: Sequence[str]
) -> list[tuple[int, str, int]]:
    """What these disclosures gave of these fields: (disclosure, field, number of the value)."""
    found: list[tuple[int, str, int]] = []
    for at in range(0, len(numbers), _BATCH):
        asked = {"numbers": numbers[at : at + _BATCH], "fields": fields}
        found += bare_rows(connection, _ITEMS, asked)
    return found

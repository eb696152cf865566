"""Personal values in a file: opened in bulk inside the reading that names their fields.

Each row tells what was given in it, by the very value that was given. What may not be read
any more is told by a word, never by its text.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from backoffice.audit.deed import Deed
from backoffice.audit.door import reading_on
from backoffice.db import db
from backoffice.exports.order import Order
from backoffice.exports.report import Report
from backoffice.vault.bulk import reveal_in_bulk
from backoffice.vault.permit import NotPermitted
from backoffice.web.labels.personal_values import VALUE_STATES

Chunks = Iterator[Sequence[Any]]
_PART = 500  # rows opened at a time: clear texts and keys take the most memory
_NONE = ""


def with_personal(order: Order, chunks: Chunks, opening: Deed | None) -> Chunks:
    """The rows with the personal columns asked for at their end.

    `opening` is the witnessed reading, entered after the approval of a second person.
    Raises NotPermitted when values are asked for without one.
    """
    if not order.personal:
        return chunks
    if opening is None:
        raise NotPermitted("personal columns leave only with an approved, witnessed reading")
    chosen = [column.key for column in order.report.personal if column.key in order.personal]
    return _opened(order.report, chosen, chunks, opening)


def _opened(report: Report, fields: Sequence[str], chunks: Chunks, deed: Deed) -> Chunks:
    """Part by part: no text of a value lives longer than the rows it stands in."""
    nothing = [_NONE] * len(fields)
    for chunk in chunks:
        for rows in (chunk[at : at + _PART] for at in range(0, len(chunk), _PART)):
            with reading_on(deed):
                texts = _texts(report, [row[0] for row in rows], fields)
            yield [(*row, *texts.get(row[0], nothing)) for row in rows]


def _texts(report: Report, keys: Sequence[int], fields: Sequence[str]) -> dict[int, list[str]]:
    """What each row gave of each field. Raises NotPermitted for a field the entry lacks."""
    if report.held is None:
        return {}
    with db.engine.connect() as connection:
        shown = reveal_in_bulk(connection, report.held, fields, keys)
    closed = {one: str(VALUE_STATES.get(state, _NONE)) for one, state in shown.closed.items()}
    told = {None: _NONE} | shown.texts | closed
    return {key: [told[one] for one in given] for key, *given in shown.given}

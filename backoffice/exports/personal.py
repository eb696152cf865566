"""Personal values in a file: opened in bulk inside the reading that names their fields.

Each row tells what was given in it, by the very value that was given. What may not be read
any more is told by a word, never by its text.
"""

from collections import defaultdict
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
    for chunk in chunks:
        for rows in (chunk[at : at + _PART] for at in range(0, len(chunk), _PART)):
            with reading_on(deed):
                texts = _texts(report, [row[0] for row in rows], fields)
            yield [(*row, *(texts[row[0], field] for field in fields)) for row in rows]


def _texts(
    report: Report, keys: Sequence[int], fields: Sequence[str]
) -> defaultdict[tuple[int, str], str]:
    """What each row gave of each field. Raises NotPermitted for a field the entry lacks."""
    found: defaultdict[tuple[int, str], str] = defaultdict(str)
    if report.held is None:
        return found
    with db.engine.connect() as connection:
        shown = reveal_in_bulk(connection, report.held, numbers=keys, fields=fields)
    for key, field, text, state in shown:
        if text is None:
            text = str(VALUE_STATES.get(state, _NONE))
        before = found[key, field]
        found[key, field] = f"{before}; {text}" if before else text
    return found

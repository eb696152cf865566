"""How long a file will take and how large it will be: said before it is begun.

The rates below were measured; the last finished files of the same kind correct them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import format_decimal
from flask_babel import gettext as _

from backoffice.db import db
from backoffice.exports.models import ExportEvent, ExportOrder
from backoffice.rules.vocabulary.export_orders import ExportState
from backoffice.rules.vocabulary.exports import Format

_LAST = 5
_ENOUGH = 1000  # rows: a smaller file says little about the rate


@dataclass(frozen=True)
class Rate:
    """What a row costs, and what a file costs before its first row."""

    rows_a_second: float
    bytes_a_row: float
    bytes_at_least: int = 0


RATES: Mapping[str, Rate] = {
    Format.CSV: Rate(150_000, 180),
    Format.CSV_COMMA: Rate(150_000, 180),
    Format.XLSX: Rate(8_000, 85, 7_000),
    Format.PDF: Rate(500, 160, 40_000),
}


def rate_of(kind: str) -> Rate:
    """The rate of a kind of file, by the last finished ones if there were any."""
    done = db.session.execute(
        sa.select(ExportEvent.rows, ExportEvent.millis, ExportEvent.size)
        .join(ExportOrder, ExportOrder.id == ExportEvent.order_id)
        .where(
            ExportEvent.state == ExportState.DONE,
            ExportEvent.rows >= _ENOUGH,
            ExportOrder.format == kind,
        )
        .order_by(ExportEvent.at.desc())
        .limit(_LAST)
    ).all()
    if not done:
        return RATES[kind]
    rows, millis, size = (sum(parts) for parts in zip(*done, strict=True))
    return Rate(1000 * rows / max(millis, 1), size / rows)


def estimate(kind: str, rows: int) -> str:
    """How long and how large, in words: “about 3 s, about 7 MB”."""
    rate = rate_of(kind)
    size = rate.bytes_at_least + rows * rate.bytes_a_row
    return _(
        "%(time)s, about %(size)s",
        time=_time_in_words(rows / rate.rows_a_second),
        size=size_in_words(size),
    )


def size_in_words(size: float) -> str:
    """A size as people read it."""
    if size < 1_000_000:
        return _("%(size)s kB", size=format_decimal(max(round(size / 1000), 1)))
    return _("%(size)s MB", size=format_decimal(round(size / 1_000_000, 1)))


def _time_in_words(seconds: float) -> str:
    if seconds < 1:
        return _("less than a second")
    if seconds < 90:
        return _("about %(seconds)s s", seconds=round(seconds))
    return _("about %(minutes)s min", minutes=round(seconds / 60))

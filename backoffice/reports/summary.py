"""What the rows of a file come to: the same numbers as on the page, counted from the rows."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask_babel import format_decimal, format_percent, ngettext
from flask_babel import gettext as _

from backoffice.exports.columns import Names
from backoffice.exports.report import Summary
from backoffice.reports.columns import COLUMNS
from backoffice.reports.filters import Filters, Mark
from backoffice.reports.queries import count_attention
from backoffice.reports.recipients import recipient_of
from backoffice.web.labels.fields import FIELDS

_PLACES = {column.key: place for place, column in enumerate(COLUMNS)}
_SHARE = "#,##0.0 %"


def summary(rows: Sequence[Sequence[Any]], filters: Filters, names: Names) -> Summary:
    """The numbers over the report, then by recipient and by field, the most first."""
    recipients = Counter(map(recipient_of, _of(rows, "third_party")))
    fields = Counter(field for given in _of(rows, "fields") for field in set(given.split(",")))
    return Summary(
        tiles=_tiles(rows, filters, len(recipients)),
        lists=(
            (_("By recipient"), _ranked(recipients, names.third_parties)),
            (_("By data disclosed"), _ranked(fields, FIELDS)),
        ),
    )


def _of(rows: Sequence[Sequence[Any]], key: str) -> list[Any]:
    place = _PLACES[key]
    return [row[place] for row in rows if row[place]]


def _ranked(counted: Counter[Any], words: Any) -> list[tuple[str, str]]:
    ranked = sorted(counted.items(), key=lambda item: (-item[1], str(words[item[0]])))
    return [(str(words[key]), format_decimal(times)) for key, times in ranked]


def _tiles(
    rows: Sequence[Sequence[Any]], filters: Filters, recipients: int
) -> list[tuple[str, str]]:
    appeals, beyond = len(set(_of(rows, "appeal"))), len(_of(rows, "beyond"))
    share = beyond / len(rows) if rows else 0
    told = [
        (len(rows), ngettext("disclosure", "disclosures", len(rows))),
        (appeals, ngettext("appeal", "appeals", appeals)),
        (recipients, ngettext("recipient", "recipients", recipients)),
    ]
    words = _("beyond need, with a reason: %(count)s", count=format_decimal(beyond))
    return [
        *((format_decimal(number), label) for number, label in told),
        (format_percent(share, _SHARE), words),
        *_attention(filters, _of(rows, "number")),
    ]


def _attention(filters: Filters, numbers: Sequence[int]) -> list[tuple[str, str]]:
    """What needs a second look; not told where another mark narrows: two cannot be asked for."""
    if filters.mark not in ("", Mark.ATTENTION):
        return []
    count = len(numbers) if filters.mark else count_attention(numbers)
    return [(format_decimal(count), _("recalled, failed or holding an old value"))]

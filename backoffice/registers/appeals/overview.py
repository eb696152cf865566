"""What the page of the register shows: tiles, tables by kind, channel, category, and reasons."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from backoffice.exports.cells import Tile
from backoffice.exports.columns import Names
from backoffice.exports.drawn import Drawn, Sheet, Turning
from backoffice.exports.took import Took
from backoffice.registers.appeals.columns import COLUMNS, hours_in_words
from backoffice.registers.appeals.filters import AppealFilters
from backoffice.registers.appeals.rows import ROWS, counts, time_to_answers
from backoffice.registers.appeals.wording import narrowings_in_words
from backoffice.registers.terms_table import (
    ANSWERED,
    Counts,
    TermsTable,
    addresses,
    counted,
    in_a_sentence,
    table,
    term_tiles,
    total,
)
from backoffice.rules.vocabulary.registers import WhyBroken
from backoffice.web.labels.appeals import CHANNELS, KINDS
from backoffice.web.labels.registers import WHY_BROKEN
from backoffice.web.labels.spans import SPANS

SHOWN = tuple(column for column in COLUMNS if column.on_page)
_SHEET = Sheet("registers.appeals", SHOWN, narrowings_in_words)

Bar = tuple[str, int, str]


def register_view(filters: AppealFilters, names: Names, *, before: int, after: int) -> Drawn:
    """Ask the database once for each part of the page."""
    rows, took = counts(filters), time_to_answers(filters)
    by_kind = counted(rows, "kind")
    return _SHEET.drawn(
        filters,
        names,
        found=ROWS.page(filters, before=before, after=after),
        turning=Turning(before, after),
        count=total(by_kind),
        tiles=_tiles(filters, by_kind, took),
        tables=_tables(filters, names, rows),
        sentence=in_a_sentence(by_kind, ANSWERED),
        reasons=_reasons(filters, rows),
        spans=_spans(filters, took),
    )


def _tiles(filters: AppealFilters, found: Counts, took: Took) -> list[Tile]:
    whole = total(found)
    said = hours_in_words(took.half_within) if took.count else "—"
    return [
        Tile(format_decimal(whole), ngettext("appeal", "appeals", whole), "#rows"),
        *term_tiles(_SHEET, filters, found, ANSWERED),
        Tile(said, _("half were answered within this time"), "#spans" if took.count else ""),
    ]


def _tables(filters: AppealFilters, names: Names, rows: Sequence[Any]) -> list[TermsTable]:
    said: dict[str, tuple[str, Mapping[str, Any]]] = {
        "kind": (_("By kind"), KINDS),
        "channel": (_("By channel"), CHANNELS),
        "category": (_("By category"), names.categories),
    }
    return [
        table(name, heading, counted(rows, name), _words(labels), addresses(_SHEET, filters, name))
        for name, (heading, labels) in said.items()
    ]


def _words(labels: Mapping[str, Any]) -> Any:
    return lambda code: str(labels.get(code, code))


def _reasons(filters: AppealFilters, rows: Sequence[Any]) -> list[Bar]:
    """Why terms were broken, in the order in which the rules are asked."""
    found = {why: sum(row.times for row in rows if row.why == why) for why in WhyBroken}
    return [
        (str(WHY_BROKEN[why]), times, _SHEET.narrowed(filters, "why", why))
        for why, times in found.items()
        if times
    ]


def _spans(filters: AppealFilters, took: Took) -> list[Bar]:
    """How long the answers took, by the steps people speak of."""
    return [
        (str(SPANS[span]), times, _SHEET.narrowed(filters, "took", span))
        for span, times in took.spans.items()
    ]

"""A report as pages for a meeting: A4, landscape, to be printed and signed.

The same order gives the same pages, sign by sign, but for what the log says of its making.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _
from reportlab.pdfgen.canvas import Canvas

from backoffice.exports.blocks import (
    Block,
    draw_page,
    gap,
    on_pages,
    pairs_block,
    text_block,
    tiles_block,
    together,
)
from backoffice.exports.columns import Column, Kind, Names, Remembered
from backoffice.exports.moments import moment_of
from backoffice.exports.order import Order
from backoffice.exports.paper import BOLD, HEIGHT, MARGIN, PALE, ROOM, WIDTH, load_fonts, put
from backoffice.exports.printed_table import PrintedTable
from backoffice.exports.report import Summary

MOST_PRINTED = 5_000  # rows: some three hundred pages; more is read on a screen

Parameters = Sequence[tuple[str, str]]


def write_pdf(
    path: Path,
    rows: Sequence[Sequence[Any]],
    columns: Sequence[Column],
    order: Order,
    parameters: Parameters,
) -> None:
    """Lay out every page, so that each can say which of how many it is; then draw them."""
    load_fonts()
    heading = order.report.heading(order.filters.period, order.language)
    summary = order.report.summary
    totals = summary(rows, order.filters, order.names) if summary else _rows_alone(len(rows))
    pages = on_pages(
        [
            *_opening(heading, order, parameters, totals),
            *_table(rows, columns, order.names),
            *_closing(parameters),
        ]
    )
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1, lang=order.language)
    proof = [_told(*pair) for pair in parameters[-3:-1]]  # entry and checkpoint, on every page
    canvas.setTitle(heading)
    canvas.setAuthor(parameters[0][1])
    for number, page in enumerate(pages, 1):
        draw_page(canvas, page)
        _foot(canvas, [heading, *proof], number, len(pages))
        canvas.showPage()
    canvas.save()


def _opening(
    heading: str, order: Order, parameters: Parameters, totals: Summary
) -> Iterator[Block]:
    """Whose report, of which days, narrowed to what, and the numbers it comes to."""
    yield text_block(parameters[0][1], 9, pale=True)
    yield text_block(heading, 17, font=BOLD)
    narrowed = order.report.narrowings(order.filters, order.names)
    chosen = [_told(label, value) for _name, label, value in narrowed]
    yield text_block("; ".join(chosen) or _("No filters: every row of the period."), 9)
    yield gap(8)
    yield tiles_block(totals.tiles)
    yield gap(10)
    if totals.lists:
        yield pairs_block([(title, "") for title, _rows in totals.lists], font=BOLD)
        for pairs in zip_longest(*(rows for _title, rows in totals.lists)):
            yield pairs_block(pairs)
        yield gap(10)


def _table(
    rows: Sequence[Sequence[Any]], columns: Sequence[Column], names: Names
) -> Iterator[Block]:
    shown = [(place, column) for place, column in enumerate(columns) if column.on_page]
    says = [(place, _say(column, names)) for place, column in shown]
    told = [[say[row[place]] for place, say in says] for row in rows]
    heads = [str(column.label) for _place, column in shown]
    return PrintedTable(heads, told).blocks()


def _say(column: Column, names: Names) -> Remembered:
    if column.kind is Kind.MOMENT:
        return Remembered(lambda raw: "" if raw is None else column.say(names, moment_of(raw)))
    if column.kind in (Kind.CODE, Kind.DAY):
        return Remembered(lambda raw: column.say(names, raw))
    return Remembered(lambda raw: "" if raw is None else str(raw))


def _closing(parameters: Parameters) -> Iterator[Block]:
    """How it was made, so that the log can be held against it; and where it is signed."""
    made = (text_block(_told(label, value), 8.5) for label, value in parameters)
    title = text_block(_("How this report was made"), 11, font=BOLD)
    yield together(gap(14), title, gap(2), *made, gap(30), Block(14, _signature))


def _signature(canvas: Canvas, top: float) -> None:
    canvas.line(MARGIN, top, MARGIN + 200, top)
    canvas.line(MARGIN + 230, top, MARGIN + 430, top)
    canvas.line(MARGIN + 460, top, MARGIN + 560, top)
    for left, words in ((0, _("Signature")), (230, _("Name and position")), (460, _("Date"))):
        put(canvas, words, (MARGIN + left, top - 10), 8, ink=PALE)


def _told(label: str, value: str) -> str:
    return _("%(label)s: %(value)s", label=label, value=value)


def _foot(canvas: Canvas, words_left: Sequence[str], number: int, count: int) -> None:
    put(canvas, " · ".join(words_left), (MARGIN, 24), 8, ink=PALE)
    words = _("page %(number)s of %(count)s", number=number, count=count)
    put(canvas, words, (MARGIN + ROOM, 24), 8, ink=PALE, to_right=True)


def _rows_alone(count: int) -> Summary:
    return Summary([(format_decimal(count), ngettext("row", "rows", count))])

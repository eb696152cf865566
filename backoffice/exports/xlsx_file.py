"""A report as a workbook: true dates, text that stays text, and how it was made."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import xlsxwriter
from flask_babel import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from backoffice.exports.columns import Column, Kind, Names, Remembered
from backoffice.exports.formulas import would_run
from backoffice.exports.moments import serial, serial_day
from backoffice.exports.report import Report

MOST_ROWS = 100_000  # above this a workbook takes longer than people wait: CSV takes any number
_SHEET_NAME = 31  # Excel's limit
_LONGEST = 32_767  # signs in a cell: Excel's limit too, beyond which a cell would stay empty
_A4 = 9

Parameters = Sequence[tuple[str, str]]
Put = Callable[[int, Any], object]


@dataclass(frozen=True)
class _Looks:
    """The cell formats of the workbook."""

    head: Format
    moment: Format
    day: Format
    text: Format
    armed: Format

    def of(self, words: str) -> tuple[str, Format]:
        """A text no longer than Excel takes, and how it is to look."""
        return words[:_LONGEST], self.armed if would_run(words) else self.text


def write_xlsx(
    path: Path,
    chunks: Iterable[Sequence[Any]],
    report: Report,
    columns: Sequence[Column],
    names: Names,
    parameters: Parameters,
) -> None:
    """Write the workbook row by row; memory does not grow with the number of rows."""
    options = {
        "constant_memory": True,
        "tmpdir": str(path.parent),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(path), options) as workbook:
        looks = _looks(workbook)
        rows = workbook.add_worksheet(str(report.title)[:_SHEET_NAME])
        _write_rows(rows, chunks, columns, names, looks)
        made = workbook.add_worksheet(_("Parameters")[:_SHEET_NAME])
        _write_parameters(made, parameters, looks)


def _looks(workbook: Workbook) -> _Looks:
    return _Looks(
        head=workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        moment=workbook.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top"}),
        day=workbook.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        text=workbook.add_format({"text_wrap": True, "valign": "top"}),
        # Excel's own mark for text: editing such a cell does not turn it into a formula either.
        armed=workbook.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
    )


def _write_rows(
    sheet: Worksheet,
    chunks: Iterable[Sequence[Any]],
    columns: Sequence[Column],
    names: Names,
    looks: _Looks,
) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, str(column.label), looks.head)
    sheet.freeze_panes(1, 0)
    puts = [_put(sheet, place, column, names, looks) for place, column in enumerate(columns)]
    last = 0
    for last, row in enumerate(chain.from_iterable(chunks), 1):
        for put, raw in zip(puts, row, strict=True):
            put(last, raw)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    _set_paper(sheet)


def _put(sheet: Worksheet, place: int, column: Column, names: Names, looks: _Looks) -> Put:
    """What writes one column: a number, a true date, or text that stays text."""
    number, string = sheet.write_number, sheet.write_string
    if column.kind is Kind.NUMBER:
        return lambda row, raw: None if raw is None else number(row, place, raw)
    if column.kind is Kind.MOMENT:
        moment = looks.moment
        return lambda row, raw: None if raw is None else number(row, place, serial(raw), moment)
    if column.kind is Kind.DAY:
        return _put_day(sheet, place, looks.of(column.say(names, None)), looks.day)
    if column.kind is Kind.TEXT:
        return lambda row, raw: string(row, place, *looks.of(raw or ""))
    words = Remembered(lambda raw: looks.of(column.say(names, raw)))
    return lambda row, raw: string(row, place, *words[raw])


def _put_day(sheet: Worksheet, place: int, none: tuple[str, Format], look: Format) -> Put:
    """What writes a column of days: words, or nothing, where there is none."""

    def put(row: int, raw: Any) -> None:
        if raw is not None:
            sheet.write_number(row, place, serial_day(raw), look)
        elif none[0]:
            sheet.write_string(row, place, *none)

    return put


def _write_parameters(sheet: Worksheet, parameters: Parameters, looks: _Looks) -> None:
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 80)
    for row, (label, value) in enumerate(parameters):
        sheet.write_string(row, 0, label, looks.head)
        sheet.write_string(row, 1, *looks.of(value))


def _set_paper(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&R&P / &N")

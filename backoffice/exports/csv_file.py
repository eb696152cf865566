"""A report as CSV that Excel opens rightly: BOM, its separator, nothing it would run."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from backoffice import clock
from backoffice.exports.columns import Column, Kind, Names, Remembered

BOM = "\ufeff"
LINE_END = "\r\n"
SEPARATORS = {"kk": ";", "ru": ";", "en": ","}  # what Excel expects where it speaks so
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00")
_NEEDS_QUOTES = re.compile(r'[";,\t\r\n]|^\s|\s\Z')
_PLAIN = re.compile(r'(?:[^\W_][^";,\t\r\n]*(?<!\s))?').fullmatch  # most cells: nothing to do

Show = Callable[[Any], str]


def csv_text(
    chunks: Iterable[Sequence[Any]], columns: Sequence[Column], names: Names, language: str
) -> Iterator[str]:
    """The file piece by piece: the headings at once, then each chunk of rows.

    Cells are looked up already quoted, so a row costs a few dictionary reads and one join.
    """
    separator = SEPARATORS[language]
    yield BOM + separator.join(cell(str(column.label)) for column in columns) + LINE_END
    shows = [_show(column, names) for column in columns]
    for rows in chunks:
        lines = [
            separator.join([show(raw) for show, raw in zip(shows, row, strict=True)])
            for row in rows
        ]
        yield LINE_END.join(lines) + LINE_END


def csv_lines(lines: Iterable[Sequence[str]], language: str) -> Iterator[str]:
    """A small table of texts as the same kind of file, line by line."""
    separator = SEPARATORS[language]
    yield BOM
    for line in lines:
        yield separator.join(cell(text) for text in line) + LINE_END


def cell(text: str) -> str:
    """One cell: a text that would run as a formula is disarmed, then quoted where needed."""
    if _PLAIN(text):
        return text
    if text.startswith(_RUNS):
        text = "'" + text
    if _NEEDS_QUOTES.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text


def _show(column: Column, names: Names) -> Show:
    if column.kind is Kind.NUMBER:
        return str
    if column.kind is Kind.MOMENT:
        return _moment
    if column.kind is Kind.TEXT:
        return cell
    return Remembered(lambda raw: cell(column.say(names, raw))).__getitem__


def _moment(at: datetime | None) -> str:
    """ISO 8601 with the offset of Astana on that day; nothing for one that has not come."""
    return clock.local(at).isoformat(timespec="seconds") if at else ""

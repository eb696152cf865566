"""A report as CSV that Excel opens rightly: BOM, its separator, nothing it would run."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from backoffice.exports.columns import Column, Kind, Names, Remembered
from backoffice.exports.formulas import would_run
from backoffice.exports.moments import iso_day, isos
from backoffice.rules.vocabulary.exports import Format

BOM = "\ufeff"
LINE_END = "\r\n"
SEPARATOR_OF = {Format.CSV: ";", Format.CSV_COMMA: ","}
SEPARATORS = {"kk": ";", "ru": ";", "en": ","}  # what Excel expects where it speaks so
_QUOTED_FOR = '";,\t\r'  # and for a line's end, which is counted
# What may run, or begins with a space, has no letter or digit in front.
_NO_WORD_IN_FRONT = re.compile(r"\n[^\w\n]").search
_PART = 400  # rows written at once
_MARK = "\x00"  # parts cells that are encoded together: none of those holds it

Write = Callable[[Sequence[Any]], Iterable[bytes]]


def csv_bytes(
    chunks: Iterable[Sequence[Any]], columns: Sequence[Column], names: Names, separator: str
) -> Iterator[bytes]:
    """The file piece by piece: the headings at once, then each chunk of rows.

    A chunk is turned on its side and each column written as a whole, its cells already ended
    by what follows them: a chunk of rows then costs one join, and no cell of a short list or
    of plain text is looked at twice.
    """
    heads = (cell(str(column.label)) for column in columns)
    yield (BOM + separator.join(heads) + LINE_END).encode()
    ends = [*[separator] * (len(columns) - 1), LINE_END]
    writes = [_write(column, names, end) for column, end in zip(columns, ends, strict=True)]
    for rows in _parts(chunks):
        raws = zip(*rows, strict=True)
        told = [write(column) for write, column in zip(writes, raws, strict=True)]
        yield b"".join(chain.from_iterable(zip(*told, strict=True)))


def _parts(chunks: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """Chunks cut so small that what is made of one stays in the cache of the processor."""
    for rows in chunks:
        yield from (rows[at : at + _PART] for at in range(0, len(rows), _PART))


def csv_lines(lines: Iterable[Sequence[str]], language: str) -> Iterator[str]:
    """A small table of texts as the same kind of file, line by line."""
    separator = SEPARATORS[language]
    yield BOM
    for line in lines:
        yield separator.join(cell(text) for text in line) + LINE_END


def cell(text: str) -> str:
    """One cell: a text that would run as a formula is disarmed, then quoted where needed."""
    if not text:
        return text
    if not text[0].isalnum() and would_run(text):
        text = "'" + text
    if _needs_quotes(text):
        return '"' + text.replace('"', '""') + '"'
    return text


def _needs_quotes(text: str) -> bool:
    # In so many words: of what was tried this takes half the time of any pattern.
    return (
        '"' in text
        or ";" in text
        or "," in text
        or "\t" in text
        or "\r" in text
        or "\n" in text
        or text.strip() != text
    )


def _write(column: Column, names: Names, end: str) -> Write:
    if column.kind is Kind.NUMBER:
        return lambda raws: _packed(["" if raw is None else str(raw) for raw in raws], end)
    if column.kind is Kind.MOMENT:
        return lambda raws: _packed(isos(raws), end)
    if column.kind is Kind.DAY:
        none = (cell(column.say(names, None)) + end).encode()
        return lambda raws: [none if raw is None else (iso_day(raw) + end).encode() for raw in raws]
    if column.kind is Kind.TEXT:
        return lambda raws: _texts([raw or "" for raw in raws], end)
    words = Remembered(lambda raw: (cell(column.say(names, raw)) + end).encode())
    return lambda raws: map(words.__getitem__, raws)


def _texts(texts: list[str], end: str) -> Iterable[bytes]:
    """One look at all of them together: seldom is there one that needs anything done."""
    together = "\n".join(("", *texts))
    if together.count("\n") == len(texts) and _are_plain(texts, together):
        return _packed(texts, end)
    if _MARK in together:
        return [(cell(text) + end).encode() for text in texts]
    return _packed([cell(text) for text in texts], end)


def _are_plain(texts: list[str], together: str) -> bool:
    """Whether none of some lines would be quoted or disarmed, nor parted by the mark."""
    return (
        _MARK not in together
        and not any(mark in together for mark in _QUOTED_FOR)
        and not _NO_WORD_IN_FRONT(together)
        and [text.strip() for text in texts] == texts
    )


def _packed(cells: Sequence[str], end: str) -> list[bytes]:
    """Cells as they stand, none with the mark in it, each with what ends it: encoded at once."""
    return ((end + _MARK).join(cells) + end).encode().split(_MARK.encode())

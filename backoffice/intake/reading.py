"""Reading a CSV file record by record, in flat memory, so that one bad row spoils no other."""

import csv
from collections import deque
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import TextIO

LONGEST_LINE = 1_000_000  # a longer one is cut, and its pieces fail the count of columns

BAD_CSV = "csv"
BAD_COLUMNS = "columns"
BAD_ENCODING = "encoding"


class UnreadableFile(Exception):
    """The file as a whole cannot be imported; the message says why."""


@dataclass(frozen=True)
class Record:
    """One record: the line it begins on and its cells, or why it cannot be read."""

    line: int
    cells: tuple[str, ...]
    fault: str = ""


class Lines:
    """Lines of a file, counted; those of a broken record can be given back.

    A quote that is never closed swallows the rows behind it. Giving them back leaves out
    the one line that is broken and reads the rest again as rows of their own.
    """

    def __init__(self, file: TextIO) -> None:
        self.number = 0
        self._file = file
        self._returned: deque[str] = deque()
        self._taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._returned.popleft() if self._returned else self._read()
        if not line:
            raise StopIteration
        self._taken.append(line)
        self.number += 1
        return line

    def begin(self) -> int:
        """Begin a record; returns the line it begins on."""
        self._taken.clear()
        return self.number + 1

    def give_back(self) -> str:
        """Give back all lines of the record but the first, which is returned."""
        first, *others = self._taken or [""]
        self._returned.extendleft(reversed(others))
        self.number -= len(others)
        return first

    def _read(self) -> str:
        try:
            return self._file.readline(LONGEST_LINE)
        except UnicodeError:
            place = self.number + 1
            raise UnreadableFile(f"The file is not in this encoding, see line {place}.") from None


class CsvSource:
    """The header and the records of one CSV file."""

    def __init__(self, file: TextIO, *, delimiter: str, needed: Set[str]) -> None:
        """Read the header. Raises UnreadableFile when it lacks a column the mapping names."""
        self._lines = Lines(file)
        self._reader = csv.reader(self._lines, delimiter=delimiter, strict=True)
        self.header = self._read_header()
        missing = sorted(needed - set(self.header))
        if missing:
            raise UnreadableFile(f"The file has no column {', '.join(missing)}.")
        if len(set(self.header)) != len(self.header):
            raise UnreadableFile("The file names a column twice.")

    def records(self) -> Iterator[Record]:
        """The records in order; a broken one carries its fault."""
        while True:
            line = self._lines.begin()
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error:
                yield Record(line, (self._lines.give_back().rstrip("\r\n"),), BAD_CSV)
                continue
            if cells:
                yield Record(line, tuple(cells), self._fault(cells))

    def _read_header(self) -> tuple[str, ...]:
        try:
            cells = next(self._reader)
        except (StopIteration, csv.Error):
            raise UnreadableFile("The file has no header that can be read.") from None
        return tuple(cell.strip().removeprefix("\ufeff") for cell in cells)

    def _fault(self, cells: list[str]) -> str:
        if any("\udc80" <= sign <= "\udcff" for cell in cells for sign in cell):
            return BAD_ENCODING
        return "" if len(cells) == len(self.header) else BAD_COLUMNS

"""The rejects file: every row that could not come in, as it was, with its line and reason.

It holds personal data in clear. So only its owner may read it, and the command says so.
"""

import csv
import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TextIO

from backoffice.intake.reading import Record
from backoffice.intake.rows import OUR_COLUMNS

REMEMBERED = 20  # shown on the screen; the file has them all


class Rejects:
    """Written beside the import and made with the first bad row; mended, it can be imported.

    As a context it closes the file, whatever happens to the import.
    """

    def __init__(
        self, path: Path | None, header: tuple[str, ...], *, delimiter: str, encoding: str
    ) -> None:
        self.path = path
        self.first: list[tuple[int, str]] = []
        self._encoding = encoding
        self._header = tuple(name for name in header if name not in OUR_COLUMNS)
        self._ours = [at for at, name in enumerate(header) if name in OUR_COLUMNS]
        self._delimiter = delimiter
        self._file: TextIO | None = None

    def __enter__(self) -> "Rejects":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _fault: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()

    @property
    def is_written(self) -> bool:
        """Whether there was anything to write."""
        return self._file is not None

    def add(self, record: Record, code: str) -> None:
        """Write one row as it was, with its line and the reason in front.

        A trial has no path: the first lines and reasons are remembered, and that is all.
        """
        if len(self.first) < REMEMBERED:
            self.first.append((record.line, code))
        if self.path is None:
            return
        cells = [cell for at, cell in enumerate(record.cells) if at not in self._ours]
        if self._file is None:
            self._file = self._made(self.path)
            self._write([*OUR_COLUMNS, *self._header])
        self._write([record.line, code, *cells])

    def _made(self, path: Path) -> TextIO:
        """A file for its owner's eyes; bytes that are no letters are written as they were read."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.fchmod(descriptor, 0o600)
        return open(descriptor, "w", encoding=self._encoding, errors="surrogateescape", newline="")

    def _write(self, cells: Sequence[object]) -> None:
        assert self._file is not None
        csv.writer(self._file, delimiter=self._delimiter).writerow(cells)

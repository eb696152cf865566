"""The bytes of a file: written while they are sent, or built whole first."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from backoffice.exports.csv_file import csv_text
from backoffice.exports.extract import Extract
from backoffice.exports.order import Order
from backoffice.exports.xlsx_file import MOST_ROWS, write_xlsx
from backoffice.rules.vocabulary.exports import Format

FORMATS = (Format.XLSX, Format.CSV)
MOST = {Format.XLSX: MOST_ROWS}  # what is built whole first takes no more: CSV takes any number


def is_too_long(kind: str, rows: int) -> bool:
    """Whether people would wait too long for a file of this kind with so many rows."""
    return rows > MOST.get(Format(kind), rows)


def is_streamed(kind: str) -> bool:
    """Whether its first byte leaves before its last row is read."""
    return kind == Format.CSV


def streamed(order: Order, extract: Extract) -> Iterator[bytes]:
    """The file piece by piece."""
    for piece in csv_text(extract.chunks(), order.report.columns, order.names, order.language):
        yield piece.encode()


def built(
    order: Order, extract: Extract, parameters: list[tuple[str, str]], folder: Path
) -> BinaryIO:
    """The finished file, open and already without a name: nothing is left behind.

    Raises OSError when the disk is full, RowsDiffer.
    """
    folder.mkdir(mode=0o700)
    path = folder / f"report.{Format(order.format).suffix}"
    path.touch(mode=0o600)
    try:
        write_xlsx(path, extract.chunks(), order.report, order.names, parameters)
        return path.open("rb")
    finally:
        shutil.rmtree(folder)

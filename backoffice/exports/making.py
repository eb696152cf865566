"""The bytes of a file: written while they are sent, or built whole first.

Personal columns are opened only when the flow hands over the witnessed reading that names
them: without it an order that asks for them is refused.
"""

import shutil
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from backoffice.audit.deed import Deed
from backoffice.exports.columns import Column
from backoffice.exports.csv_file import SEPARATOR_OF, csv_bytes
from backoffice.exports.order import Order
from backoffice.exports.pdf_file import MOST_PRINTED, write_pdf
from backoffice.exports.personal import with_personal
from backoffice.exports.xlsx_file import MOST_ROWS, write_xlsx
from backoffice.rules.vocabulary.exports import Format

FORMATS = tuple(Format)
# What is built whole first takes no more: CSV takes any number.
MOST = {Format.XLSX: MOST_ROWS, Format.PDF: MOST_PRINTED}

Chunks = Iterator[Sequence[Any]]


def is_too_long(kind: str, rows: int) -> bool:
    """Whether people would wait too long for a file of this kind with so many rows."""
    return rows > MOST.get(Format(kind), rows)


def is_streamed(kind: str, *, changes: bool) -> bool:
    """Whether its first byte leaves before its last row is read.

    Rows that may change are read in one transaction, which must not wait for a slow reader.
    """
    return kind in SEPARATOR_OF and not changes


def columns_of(order: Order) -> tuple[Column, ...]:
    """The columns of the report and the personal ones that were asked for."""
    chosen = (column for column in order.report.personal if column.key in order.personal)
    return (*order.report.columns, *chosen)


def streamed(order: Order, chunks: Chunks, opening: Deed | None = None) -> Iterator[bytes]:
    """The file piece by piece. Raises NotPermitted for personal columns without a reading."""
    rows = with_personal(order, chunks, opening)
    return csv_bytes(rows, columns_of(order), order.names, SEPARATOR_OF[Format(order.format)])


def built(
    order: Order,
    chunks: Chunks,
    parameters: list[tuple[str, str]],
    folder: Path,
    opening: Deed | None = None,
) -> BinaryIO:
    """The finished file, open and already without a name: nothing is left behind.

    Raises OSError when the disk is full, NotPermitted as `streamed` does.
    """
    folder.mkdir(mode=0o700)
    path = folder / f"report.{Format(order.format).suffix}"
    path.touch(mode=0o600)
    try:
        if order.format in SEPARATOR_OF:
            with path.open("wb") as file:
                file.writelines(streamed(order, chunks, opening))
        else:
            _lay_out(path, order, with_personal(order, chunks, opening), parameters)
        return path.open("rb")
    finally:
        shutil.rmtree(folder)


def _lay_out(path: Path, order: Order, rows: Chunks, parameters: list[tuple[str, str]]) -> None:
    columns = columns_of(order)
    if order.format == Format.PDF:
        write_pdf(path, list(chain.from_iterable(rows)), columns, order, parameters)
    else:
        write_xlsx(path, rows, order.report, columns, order.names, parameters)

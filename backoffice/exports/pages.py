"""Rows of a report as the driver hands them over: for files of a million rows.

No row objects and no conversions are made; a page goes on from the key of the last row, so
nothing is held open between two of them on either database.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

Place = Mapping[str, Any]


def bare_pages(
    connection: Connection,
    question: sa.Select[Any],
    first: Place,
    size: int,
    place_of: Callable[[Any], Place],
) -> Iterator[Sequence[Any]]:
    """Pages of plain tuples, in the order of the question.

    The question is made once and asks for what lies beyond a place, which it holds as bound
    names: making it anew for every page would cost as much as the page.
    """
    page_of = question.limit(size)
    place = first
    while True:
        page = bare_rows(connection, page_of, place)
        if page:
            yield page
        if len(page) < size:
            return
        place = place_of(page[-1])


def bare_rows(connection: Connection, question: sa.Executable, place: Place) -> list[Any]:
    """Every row of one question, as the driver has it."""
    with connection.execute(question, place) as found:
        return list(found.cursor.fetchall()) if found.cursor is not None else []

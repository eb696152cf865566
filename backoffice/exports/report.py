"""What makes a report one that can be taken out: its columns, its rows, its words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Connection

from backoffice.exports.columns import Column, Names
from backoffice.exports.period import Period
from backoffice.vault.bulk import Held

Rows = Iterator[Sequence[Any]]


@dataclass(frozen=True)
class Summary:
    """What some rows come to: numbers with their words, and lists of how many of which."""

    tiles: Sequence[tuple[str, str]]
    lists: Sequence[tuple[str, Sequence[tuple[str, str]]]] = ()


@dataclass(frozen=True)
class Total:
    """What a report counts besides its rows: its words, and how some rows add to it."""

    label: Any
    of: Callable[[Sequence[Any]], int]


@dataclass(frozen=True)
class Report:
    """One report: page, CSV and workbook are made of the same parts.

    `code` stands in the audit entry and in the name of the file; `changes` says whether rows
    of this question may come and go while they are read: then one transaction holds them.
    """

    code: str
    title: Any
    columns: tuple[Column, ...]
    newest: Callable[[Connection], int]
    count_rows: Callable[..., int]
    chunks: Callable[..., Rows]
    changes: Callable[[Any], bool]
    heading: Callable[[Period, str], str]
    narrowings: Callable[[Any, Names], list[tuple[str, str, str]]]
    personal: tuple[Column, ...] = ()  # off by default: their values are opened for a file
    held: Held | None = None
    summary: Callable[..., Summary] | None = None  # of rows, their question and the names
    total: Total | None = None

"""Writing the files of a pack into a private folder: tables as CSV, texts as they are."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from backoffice.exports.csv_file import SEPARATORS, csv_bytes, csv_lines
from backoffice.exports.extract import Extract, own_connection
from backoffice.exports.names import names_in
from backoffice.exports.question import Question
from backoffice.exports.report import Report

_BLOCK = 64 * 1024


def write_table(path: Path, lines: Iterable[Sequence[str]], language: str) -> int:
    """A table whose first line is its heading, guarded against formulas; counts the rest."""
    rows = list(lines)
    write_text(path, csv_lines(rows, language))
    return len(rows) - 1


def write_report(path: Path, report: Report, filters: Question, language: str) -> int:
    """The same rows as the export of this report, whole; counts them."""
    names = names_in(language)
    with own_connection() as connection:
        extract = Extract(connection, report, filters)
        separator = SEPARATORS[language]
        pieces = csv_bytes(extract.chunks(), report.columns, names, separator)
        write_text(path, map(bytes.decode, pieces))
        return extract.count


def write_text(path: Path, pieces: Iterable[str]) -> None:
    """A text in UTF-8 that only this account of the machine can read."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)


def sha256_of_file(path: Path) -> str:
    """The hash of one file, read piece by piece."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def files_under(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file with its name inside the pack, in order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path

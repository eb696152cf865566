"""One file of disclosures, in a process of its own: time, first byte, memory over base."""

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter
from flask_babel import force_locale
from sqlalchemy.engine import Connection

from backoffice import clock
from backoffice.accounts.models import SYSTEM
from backoffice.accounts.queries import staff_by_username
from backoffice.audit.door import witness
from backoffice.audit.refusals import Refusal
from backoffice.audit.scope import Scope, scoped
from backoffice.exports.columns import Column, Kind
from backoffice.exports.extract import Extract, own_connection
from backoffice.exports.making import columns_of, streamed
from backoffice.exports.moments import moment_of
from backoffice.exports.names import names_in
from backoffice.exports.order import Order
from backoffice.exports.period import Period
from backoffice.exports.report import Rows
from backoffice.exports.xlsx_file import write_xlsx
from backoffice.reports.disclosure_report import DISCLOSURES
from backoffice.reports.filters import Filters
from backoffice.rules.actions import Action
from backoffice.undertakings.actions import record_undertaking
from benchmarks.cases import YEAR
from benchmarks.places import open_at

OPENED = ("name", "phone", "problem_text")
SHEET = 50_000  # rows of the workbooks that are compared
_KIB = 1024

Pieces = Iterator[bytes]


@dataclass(frozen=True)
class Made:
    """One file: what it holds, what it took; the first byte in CPU, as this process alone."""

    rows: int
    size: int
    first_byte: float
    wall: float
    cpu: float
    memory: float


@contextmanager
def order_over(folder: Path, personal: Sequence[str] = ()) -> Iterator[Order]:
    """An order of every disclosure of the year, in Russian."""
    with open_at(folder).test_request_context(), scoped(Scope()), force_locale("ru"):
        today, by = clock.today(), staff_by_username("saule")
        if personal:
            with suppress(Refusal):  # a year has passed since the accounts were made
                record_undertaking(by, by=SYSTEM, signed_on=today, reference="№ 1")
        filters = Filters(Period(today - YEAR, today))
        names = names_in("ru")
        yield Order(
            DISCLOSURES, filters, names, by, "inspection", "csv", "ru", personal=tuple(personal)
        )


def counted(order: Order) -> tuple[int, int]:
    """The highest number and how many rows: told when a file is ordered, before it is begun."""
    with own_connection() as connection:
        extract = Extract(connection, order.report, order.filters)
        return extract.upto, extract.count


def chunks_of(order: Order, connection: Connection, told: tuple[int, int]) -> Rows:
    """The rows as the export reads them."""
    return Extract(connection, order.report, order.filters, counted=told).chunks()


def csv(order: Order, told: tuple[int, int]) -> Pieces:
    """As the export writes it."""
    with own_connection() as connection:
        yield from streamed(order, chunks_of(order, connection, told))


def opened(order: Order, told: tuple[int, int]) -> Pieces:
    """The same with three values of every row opened."""
    with own_connection() as connection:
        chunks = chunks_of(order, connection, told)
        with witness(Action.REPORT_EXPORT, None, order.by, fields=order.personal) as deed:
            pieces = streamed(order, chunks, deed)
        yield from pieces


def xlsx(order: Order, told: tuple[int, int]) -> Pieces:
    """A workbook as the export writes it."""
    with own_connection() as connection, TemporaryDirectory() as place:
        chunks = chunks_of(order, connection, told)
        path = Path(place) / "ours.xlsx"
        rows = islice(chunks, SHEET // 2000)
        write_xlsx(path, rows, order.report, columns_of(order), order.names, [])
        yield path.read_bytes()


def bare_xlsx(order: Order, told: tuple[int, int]) -> Pieces:
    """The same rows and words, with nothing but XlsxWriter between them and the workbook."""
    with own_connection() as connection, TemporaryDirectory() as place:
        chunks = chunks_of(order, connection, told)
        path = Path(place) / "bare.xlsx"
        with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
            sheet, dated = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
            number, string, moment = sheet.write_number, sheet.write_string, sheet.write_datetime
            says = [_said(column, order) for column in columns_of(order)]
            kinds = [column.kind for column in columns_of(order)]
            line = 0
            for chunk in islice(chunks, SHEET // 2000):
                for row in chunk:
                    line += 1
                    for place_of, (raw, say, kind) in enumerate(zip(row, says, kinds, strict=True)):
                        if kind is Kind.NUMBER:
                            if raw is not None:
                                number(line, place_of, raw)
                        elif kind is Kind.MOMENT:
                            moment(line, place_of, say[raw], dated)
                        else:
                            string(line, place_of, say[raw])
        yield path.read_bytes()


class _Known(dict[Any, Any]):
    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, raw: Any) -> Any:
        made = self[raw] = self.make(raw)
        return made


def _said(column: Column, order: Order) -> _Known:
    if column.kind is Kind.MOMENT:
        return _Known(lambda raw: clock.local(moment_of(raw)).replace(tzinfo=None))
    return _Known(lambda raw: column.say(order.names, raw))


KINDS: dict[str, Callable[[Order, tuple[int, int]], Pieces]] = {
    "csv": csv,
    "opened": opened,
    "xlsx": xlsx,
    "bare xlsx": bare_xlsx,
}


def _measure(folder: Path, kind: str) -> Made:
    with order_over(folder, OPENED if kind == "opened" else ()) as order:
        told = counted(order)
        next(csv(replace(order, personal=()), told))  # warm: everything is loaded once
        Path("/proc/self/clear_refs").write_text("5")
        base, wall, cpu = _peak(), time.perf_counter(), time.process_time()
        first, size, lines = 0.0, 0, 0
        for piece in KINDS[kind](order, told):
            first = first or time.process_time() - cpu
            size, lines = size + len(piece), lines + piece.count(b"\n")
        took = time.perf_counter() - wall, time.process_time() - cpu
        rows = lines - 1 if "xlsx" not in kind else SHEET
        return Made(rows, size, first, *took, (_peak() - base) / _KIB)


def _peak() -> float:
    """The most memory this process ever held since the mark was set, in KiB."""
    status = Path("/proc/self/status").read_text()
    return float(next(line for line in status.splitlines() if "VmHWM" in line).split()[1])


if __name__ == "__main__":
    print(json.dumps(asdict(_measure(Path(sys.argv[1]), sys.argv[2]))))

"""How long a browser waits for the first byte of a CSV file, by the clock and through HTTP."""

import statistics
import time
from pathlib import Path

from backoffice import clock
from benchmarks.cases import YEAR
from benchmarks.over_http import Desk, served
from benchmarks.table import Target, print_table

ROUNDS = 7
_REPORT = "/reports/disclosures"
_PATIENCE = 30
_REST = 2  # seconds: the file that was broken off is still being made for a moment


def first_bytes(folder: Path, rounds: int = ROUNDS) -> list[Target]:
    """Start the file of a year again and again, close the browser after its first byte."""
    today = clock.today()
    days = {"from": str(today - YEAR), "to": str(today)}
    with served(folder, folder / "gunicorn.log") as port:
        desk = Desk(port, "saule")
        desk.get(_REPORT)
        asked = days | {"format": "csv", "reason": "inspection"}
        order = desk.post(f"{_REPORT}/export", **asked).headers["Location"]
        waits = [_wait(desk, order) for _turn in range(rounds + 1)][1:]  # the first one warms
    told = [f"{min(waits):.0f}", f"{statistics.median(waits):.0f}", f"{max(waits):.0f}"]
    head = ["CSV of a year, through HTTP", "least ms", "median ms", "most ms"]
    print_table("First byte", head, [["start to first byte", *told]])
    most = Target("csv through HTTP: first byte", statistics.median(waits), 100, "ms", min(waits))
    return [most]


def _wait(desk: Desk, order: str) -> float:
    """Milliseconds from the press of Start; what broke off before may be started again."""
    until = time.monotonic() + _PATIENCE
    while True:
        desk.get(order)
        began = time.perf_counter()
        answer = desk.begin("POST", f"{order}/start")
        if answer.status == 200:
            break
        answer.read()
        if time.monotonic() > until:
            raise RuntimeError(f"the export answered {answer.status}")
        time.sleep(0.2)
    answer.read(1)
    waited = (time.perf_counter() - began) * 1000
    desk.connection.close()
    time.sleep(_REST)
    return waited

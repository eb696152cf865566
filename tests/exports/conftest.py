"""The disclosures of the reports, and orders of their exports."""

from collections.abc import Callable
from contextvars import Context
from typing import Any

import pytest

from backoffice.accounts.models import Staff
from backoffice.exports import runs
from backoffice.exports.models import ExportOrder
from backoffice.reports import queries
from tests.exports.ordering import export_ordered
from tests.exports.taking import OCTOBER, ordered, starting
from tests.house_browser import HouseBrowser
from tests.reports.conftest import disclosed, manager, now, october


@pytest.fixture
def personal_order(cast: Callable[[str], Staff], october: object) -> Callable[..., ExportOrder]:
    """An order of October with phones in it, as the page of the report makes it."""

    def make(by: str = "manager") -> ExportOrder:
        days = {"from": "2026-10-01", "to": "2026-10-31"}
        return export_ordered(cast(by), question=days, language="en", personal=("phone",))

    return make


@pytest.fixture
def beginning(
    manager: HouseBrowser, october: object, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Any]:
    """Starts an export and reads its first pieces; the answer is still open."""
    monkeypatch.setattr(queries, "CHUNK", 2)
    monkeypatch.setattr(runs, "EVERY_ROWS", 1)

    def begin(kind: str, pieces: int = 2, *, path: str = OCTOBER, place: str = "") -> Any:
        begin.server = server = Context()  # type: ignore[attr-defined]
        place = place or ordered(manager, kind, path=path)
        sent = starting(manager, place)
        answer = server.run(manager.client.post, f"{place}/start", data=sent)
        body = answer.iter_encoded()
        for _piece in range(pieces):
            server.run(next, body)
        return place, answer, body

    return begin


__all__ = ["disclosed", "manager", "now", "october"]

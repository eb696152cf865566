"""The disclosures of the reports, and orders of their exports."""

from collections.abc import Callable, Iterator
from contextvars import Context

import pytest
from werkzeug.test import TestResponse

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


class Beginning:
    """Starts an export and reads its first pieces; the answer is still open."""

    def __init__(self, manager: HouseBrowser) -> None:
        self.manager = manager
        self.server = Context()  # what the process that sends the file sees

    def __call__(
        self, kind: str, pieces: int = 2, *, path: str = OCTOBER, place: str = ""
    ) -> tuple[str, TestResponse, Iterator[bytes]]:
        self.server = Context()
        place = place or ordered(self.manager, kind, path=path)
        sent = starting(self.manager, place)
        answer = self.server.run(self.manager.client.post, f"{place}/start", data=sent)
        body = iter(answer.iter_encoded())
        for _piece in range(pieces):
            self.server.run(next, body)
        return place, answer, body


@pytest.fixture
def beginning(manager: HouseBrowser, october: object, monkeypatch: pytest.MonkeyPatch) -> Beginning:
    """Small pieces, each of them told."""
    monkeypatch.setattr(queries, "CHUNK", 2)
    monkeypatch.setattr(runs, "EVERY_ROWS", 1)
    return Beginning(manager)


__all__ = ["disclosed", "manager", "now", "october"]

"""The disclosures of the reports, and orders of their exports."""

from collections.abc import Callable

import pytest

from backoffice.accounts.models import Staff
from backoffice.db import db
from backoffice.exports.actions import Asked, order_export
from backoffice.exports.models import ExportOrder
from backoffice.reports import queries
from tests.reports.conftest import disclosed, manager, now, october


@pytest.fixture
def personal_order(cast: Callable[[str], Staff], october: object) -> Callable[..., ExportOrder]:
    """An order of October with phones in it, as the page of the report makes it."""

    def make(by: str = "manager", **more: object) -> ExportOrder:
        with db.engine.connect() as connection:
            newest = queries.newest(connection)
        told = {
            "report": "disclosures",
            "question": {"from": "2026-10-01", "to": "2026-10-31"},
            "format": "csv",
            "language": "en",
            "reason": "inspection",
            "rows": 6,
            "upto": newest,
            "personal": ("phone",),
        }
        return order_export(None, by=cast(by), asked=Asked(**{**told, **more}))

    return make


__all__ = ["disclosed", "manager", "now", "october"]

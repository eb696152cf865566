"""The disclosures of the reports, and orders of their exports."""

from collections.abc import Callable

import pytest

from backoffice.accounts.models import Staff
from backoffice.exports.models import ExportOrder
from tests.exports.ordering import export_ordered
from tests.reports.conftest import disclosed, manager, now, october


@pytest.fixture
def personal_order(cast: Callable[[str], Staff], october: object) -> Callable[..., ExportOrder]:
    """An order of October with phones in it, as the page of the report makes it."""

    def make(by: str = "manager") -> ExportOrder:
        days = {"from": "2026-10-01", "to": "2026-10-31"}
        return export_ordered(cast(by), question=days, language="en", personal=("phone",))

    return make


__all__ = ["disclosed", "manager", "now", "october"]

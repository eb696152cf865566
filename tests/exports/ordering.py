"""An order of an export, made as the page of the report of disclosures makes it."""

from backoffice import clock
from backoffice.accounts.models import Staff
from backoffice.db import db
from backoffice.exports.actions import Asked, order_export
from backoffice.exports.models import ExportOrder
from backoffice.reports import queries


def export_ordered(by: Staff, **more: object) -> ExportOrder:
    """An order of all disclosures of the last days as CSV."""
    with db.engine.connect() as connection:
        newest = queries.newest(connection)
    today = clock.today().isoformat()
    told = {
        "report": "disclosures",
        "question": {"from": "2026-01-01", "to": today},
        "format": "csv",
        "language": "kk",
        "reason": "inspection",
        "rows": newest,
        "upto": newest,
    }
    return order_export(None, by=by, asked=Asked(**{**told, **more}))

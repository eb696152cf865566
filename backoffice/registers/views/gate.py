"""The blueprint of the registers, and what the page of each of them is made of."""

from typing import Any

from backoffice.exports.views.report_page import ReportPage
from backoffice.web.gate import Gate

registers = Gate("registers", __name__)


def register_page(name: str, *, rows_caption: Any, nothing: Any, **parts: Any) -> ReportPage:
    """The page of one register: its address and its template have its name."""
    endpoint = f"registers.{name}"
    more = {"endpoint": endpoint, "rows_caption": rows_caption, "nothing": nothing}
    more |= parts.pop("more", {})
    return ReportPage(endpoint=endpoint, template=f"registers/{name}.html", more=more, **parts)

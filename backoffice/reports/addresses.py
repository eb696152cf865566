"""Where the rows of a question to the accounting are, and the same page with one filter less."""

from typing import Any

from flask import url_for

from backoffice.exports.columns import Names
from backoffice.reports.filters import Filters, Mark
from backoffice.reports.wording import narrowings_in_words


def address_of(filters: Filters, **more: Any) -> str:
    """The address that asks this question."""
    return url_for("reports.disclosures", **filters.address, **more)


def rows_of(filters: Filters) -> str:
    """The same, at the rows themselves."""
    return address_of(filters, _anchor="rows")


def marked(filters: Filters, mark: Mark) -> str:
    """Where the marked rows are; nowhere while another mark narrows: two cannot be asked for."""
    is_other = filters.mark not in ("", mark)
    return "" if is_other else address_of(filters.narrowed_to("mark", mark))


def chosen(filters: Filters, names: Names, *, endpoint: str) -> list[tuple[str, str, str]]:
    """The narrowings in force, each with the address of the same page without it."""
    return [
        (label, value, url_for(endpoint, **filters.narrowed_to(name, "").address))
        for name, label, value in narrowings_in_words(filters, names)
    ]

"""What each report can be narrowed to."""

from dataclasses import dataclass
from enum import StrEnum

from backoffice.exports.question import Question


class Mark(StrEnum):
    """Disclosures that need a second look."""

    BEYOND = "beyond"  # more than usually needed, with a reason (R-5c.2)
    ATTENTION = "attention"  # recalled, failed, or the recipient holds an old value (policy 5.5)


@dataclass(frozen=True)
class Filters(Question):
    """One question to the accounting of disclosures."""

    narrowing = ("third_party", "field", "category", "staff", "mark")

    third_party: str = ""
    field: str = ""
    category: str = ""
    staff: str = ""
    mark: str = ""


@dataclass(frozen=True)
class ConsentFilters(Question):
    """One question to the register of consents."""

    narrowing = ("state", "basis", "transfer")

    state: str = ""
    basis: str = ""
    transfer: str = ""

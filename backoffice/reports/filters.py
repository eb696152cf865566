"""What each report can be narrowed to."""

from dataclasses import dataclass
from enum import StrEnum

from backoffice.exports.question import Question


class Mark(StrEnum):
    """Disclosures that need a second look."""

    BEYOND = "beyond"  # more than usually needed, with a reason (R-5c.2)
    ATTENTION = "attention"  # recalled, failed, or the recipient holds an old value (policy 5.5)
    CORRECTED = "corrected"  # a value given was corrected or destroyed later (policy 5.5)
    UNTOLD = "untold"  # that, and the recipient's notice of it is still open
    UNACKNOWLEDGED = "unacknowledged"  # sent or delivered, and no answer for longer than the term


@dataclass(frozen=True)
class Filters(Question):
    """One question to the accounting of disclosures."""

    narrowing = (
        "third_party",
        "field",
        "category",
        "staff",
        "mark",
        "group",
        "kind",
        "channel",
        "district",
        "applicant_type",
        "wait",
        "given",
    )

    third_party: str = ""
    field: str = ""
    category: str = ""
    staff: str = ""
    mark: str = ""
    group: str = ""
    kind: str = ""
    channel: str = ""
    district: str = ""
    applicant_type: str = ""
    wait: str = ""  # a Span: from registration to disclosure
    given: str = ""  # how many fields were given


@dataclass(frozen=True)
class ConsentFilters(Question):
    """One question to the register of consents."""

    narrowing = ("state", "basis", "transfer")

    state: str = ""
    basis: str = ""
    transfer: str = ""

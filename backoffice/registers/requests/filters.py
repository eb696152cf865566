"""What the register of subject requests can be narrowed to."""

from dataclasses import dataclass

from backoffice.exports.question import Question


@dataclass(frozen=True)
class RequestFilters(Question):
    """One question to the register; the period is that of the receipt."""

    narrowing = ("kind", "asker", "state", "outcome", "refusal", "term")

    kind: str = ""
    asker: str = ""
    state: str = ""
    outcome: str = ""
    refusal: str = ""
    term: str = ""

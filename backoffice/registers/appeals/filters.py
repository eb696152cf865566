"""What the register of appeals can be narrowed to."""

from dataclasses import dataclass

from backoffice.exports.question import Question


@dataclass(frozen=True)
class AppealFilters(Question):
    """One question to the register; the period is that of the registration."""

    narrowing = ("kind", "channel", "category", "state", "district", "term", "took", "why")

    kind: str = ""
    channel: str = ""
    category: str = ""
    state: str = ""
    district: str = ""
    term: str = ""
    took: str = ""
    why: str = ""

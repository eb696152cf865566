"""What the register of destruction acts can be narrowed to."""

from dataclasses import dataclass

from backoffice.exports.question import Question


@dataclass(frozen=True)
class ActFilters(Question):
    """One question to the register; the period is that of the proposal."""

    narrowing = ("state", "category", "ground", "staff")

    state: str = ""
    category: str = ""
    ground: str = ""
    staff: str = ""

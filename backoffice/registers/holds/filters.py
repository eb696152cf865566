"""What the register of legal holds can be narrowed to."""

from dataclasses import dataclass

from backoffice.exports.question import Question


@dataclass(frozen=True)
class HoldFilters(Question):
    """One question to the register; the period is that of the step."""

    narrowing = ("step", "cause", "staff")

    step: str = ""
    cause: str = ""
    staff: str = ""

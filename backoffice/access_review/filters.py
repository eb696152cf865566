"""What the pages of this part can be narrowed to."""

from dataclasses import dataclass

from backoffice.exports.question import Question


@dataclass(frozen=True)
class AccessQuestion(Question):
    """One question to the report of access."""

    narrowing = ("person", "case")

    person: str = ""
    case: str = ""


@dataclass(frozen=True)
class UnusualQuestion(Question):
    """One question to the list of flags."""

    narrowing = ("person", "show")

    person: str = ""
    show: str = ""

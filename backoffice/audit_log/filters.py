"""What a reader of the log asks for, in codes: for the question, the address and the entry."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Filters:
    """Chosen filters; what is empty is not asked."""

    since: date | None = None
    until: date | None = None
    person: int | None = None
    action: str = ""
    case: str = ""
    third_party: str = ""
    refused: bool = False

    @property
    def chosen(self) -> dict[str, Any]:
        """Filters that were chosen, as the address of the page carries them."""
        told = {name: value for name, value in asdict(self).items() if value not in (None, "")}
        told.pop("refused")
        return {name: str(value) for name, value in told.items()} | (
            {"refused": "y"} if self.refused else {}
        )


@dataclass(frozen=True)
class Place:
    """Where in the log the page stands: entries up to a number, or those above one."""

    upto: int | None = None
    above: int | None = None

    @property
    def chosen(self) -> dict[str, Any]:
        """The place as the address of the page carries it."""
        return {name: str(value) for name, value in asdict(self).items() if value is not None}

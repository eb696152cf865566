"""What a report is asked to show: held as codes, written back into an address."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from backoffice.reports.period import Period, Preset


class Mark(StrEnum):
    """Disclosures that need a second look."""

    BEYOND = "beyond"  # more than usually needed, with a reason (R-5c.2)
    ATTENTION = "attention"  # recalled, failed, or the recipient holds an old value (policy 5.5)


NARROWING = ("third_party", "field", "category", "staff", "mark")


@dataclass(frozen=True)
class Filters:
    """One question to the accounting of disclosures; an empty narrowing does not narrow."""

    period: Period
    preset: Preset | None = None
    third_party: str = ""
    field: str = ""
    category: str = ""
    staff: str = ""
    mark: str = ""

    @property
    def narrowed(self) -> dict[str, str]:
        """The narrowings in force, by name."""
        return {name: getattr(self, name) for name in NARROWING if getattr(self, name)}

    @property
    def days(self) -> dict[str, str]:
        """The period as dates of an address."""
        return {"from": self.period.first.isoformat(), "to": self.period.last.isoformat()}

    @property
    def address(self) -> dict[str, Any]:
        """As an address writes it: a preset stays a preset, so that a bookmark moves on."""
        chosen = {"period": str(self.preset)} if self.preset else self.days
        return chosen | self.narrowed

    @property
    def settled(self) -> dict[str, str]:
        """The same with its days spelled out: what an export is bound to."""
        return self.days | self.narrowed

    def narrowed_to(self, name: str, value: str) -> "Filters":
        """The same question narrowed by one thing more, or by one less when it is empty."""
        change: dict[str, Any] = {name: value}
        return replace(self, **change)

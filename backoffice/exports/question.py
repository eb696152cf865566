"""What a report is asked to show: held as codes, written back into an address."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from backoffice.exports.period import Period, Preset


@dataclass(frozen=True)
class Question:
    """One question to a report; an empty narrowing does not narrow."""

    narrowing: ClassVar[tuple[str, ...]] = ()

    period: Period
    preset: Preset | None = None

    @property
    def narrowed(self) -> dict[str, str]:
        """The narrowings in force, by name."""
        return {name: getattr(self, name) for name in self.narrowing if getattr(self, name)}

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

    def narrowed_to(self, name: str, value: str) -> Self:
        """The same question narrowed by one thing more, or by one less when it is empty."""
        change: dict[str, Any] = {name: value}
        return replace(self, **change)

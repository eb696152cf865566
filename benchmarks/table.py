"""What is printed: one line for each figure, with its target and whether it was met."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """A figure, and what it must not pass."""

    what: str
    value: float
    most: float
    unit: str = "x"
    best: float | None = None  # the quietest round; a target is missed when this misses it too

    @property
    def verdict(self) -> str:
        """Met, or missed by the median and by the best round alike."""
        if self.value <= self.most:
            return "met"
        if self.best is not None and self.best <= self.most:
            return "met in the best round"
        return "MISSED"


def print_table(title: str, head: list[str], rows: Iterable[list[str]]) -> None:
    """A table of plain text."""
    lines = [head, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    print(f"\n{title}")
    for number, line in enumerate(lines):
        first, *others = (cell for cell in line)
        cells = [f"{cell:>{width}}" for cell, width in zip(others, widths[1:], strict=True)]
        print("  ".join([f"{first:<{widths[0]}}", *cells]))
        if number == 0:
            print("-" * (sum(widths) + 2 * len(widths) - 2))


def print_targets(targets: list[Target]) -> None:
    """Every target, met or missed."""
    rows = [
        [t.what, f"{t.value:.2f} {t.unit}", f"<= {t.most:g} {t.unit}", t.verdict] for t in targets
    ]
    print_table("Targets", ["figure", "measured", "target", "verdict"], rows)

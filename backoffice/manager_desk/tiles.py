"""One number over a part of the page, and where its rows are."""

from dataclasses import dataclass

from flask_babel import format_decimal


@dataclass(frozen=True)
class Tile:
    """A number with its words; `said` stands for a number that is not shown as it is."""

    count: int
    label: str
    href: str
    said: str = ""

    @property
    def number(self) -> str:
        """As the reader sees it."""
        return self.said or format_decimal(self.count)

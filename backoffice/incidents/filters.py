"""What the register of incidents is asked to show."""

from enum import StrEnum


class Show(StrEnum):
    """The headings of the register."""

    ALL = "all"
    OPEN = "open"
    LATE = "late"

    @classmethod
    def read(cls, typed: str) -> "Show":
        """Read an address; nonsense is left out, as if not typed."""
        return cls(typed) if typed in set(cls) else cls.ALL

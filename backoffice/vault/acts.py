"""What a fence remembers of the deed behind it, so that whoever finishes it can name it."""

from dataclasses import dataclass

LENGTH = 80  # of the column; a reason for which there is no room is left out


@dataclass(frozen=True)
class Act:
    """Entry, action, person, role and reason: codes and numbers only, divided by spaces."""

    seq: int  # of the entry, if the data was committed
    action: str = ""
    id: int = 0  # of the person: an act can stand for whoever decided
    role: str = ""
    reason: str = ""

    def __str__(self) -> str:
        told = f"audit:{self.seq} {self.action} {self.id} {self.role}"
        whole = f"{told} {self.reason}"
        return whole if len(whole) <= LENGTH else told

    @classmethod
    def read(cls, text: str) -> "Act | None":
        """The act of a fence; None for one of an earlier release, which names nobody."""
        parts = text.split(" ", 4)
        if len(parts) < 4:
            return None
        entry, action, person, role = parts[:4]
        reason = parts[4] if len(parts) > 4 else ""
        return cls(int(entry.removeprefix("audit:")), action, int(person), role, reason)

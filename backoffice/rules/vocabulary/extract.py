"""What an extract says of each piece of data: where it came from, why its text is not told."""

from enum import StrEnum


class DataSource(StrEnum):
    """Where a piece of data came from (law, article 24)."""

    REGISTRATION = "registration"  # told by whoever appealed, on the channel of the appeal
    LATER = "later"  # put right or supplemented afterwards
    STAFF = "staff"
    THIRD_PARTY = "third_party"
    COPY = "copy"  # edited from the appeal for one recipient


class NotTold(StrEnum):
    """Why an extract names a piece of data without its text."""

    BLOCKED = "blocked"
    DELETED = "deleted"
    DESTROYED = "destroyed"
    OTHER_PERSON = "other_person"  # of the representative, who asks for it in person
    OUT_OF_USE = "out_of_use"  # an earlier version of what is blocked, deleted or destroyed

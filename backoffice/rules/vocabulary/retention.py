"""How long data is kept, and how it is destroyed (policy 3.5, 5.6)."""

from enum import StrEnum


class RetentionKind(StrEnum):
    """What decides how long a closed appeal is kept (domain 3, retention of appeals)."""

    FORWARDED = "forwarded"
    CONSULTATION = "consultation"  # answered without giving data to anybody


class RetentionOutcome(StrEnum):
    """What becomes of a closed appeal when its term has ended (R-5f.4)."""

    DESTROY = "destroy"
    DEPERSONALISE = "depersonalise"


class HoldReason(StrEnum):
    """Why data must not be destroyed although its term has ended (R-5f.3)."""

    COURT_CASE = "court_case"
    INVESTIGATION = "investigation"
    STATE_CONTROL = "state_control"
    COMPLAINT_PENDING = "complaint_pending"
    ARCHIVE_SELECTION = "archive_selection"


class ItemReason(StrEnum):
    """Why something is proposed for destruction (policy 3.1, 5.6, 7)."""

    TERM_ENDED = "term_ended"
    DELETION_PASSED = "deletion_passed"
    WITHDRAWN = "withdrawn"


class ItemResult(StrEnum):
    """What became of one item of a destruction act (R-5f.2)."""

    DONE = "done"
    HELD = "held"
    REOPENED = "reopened"
    CHANGED = "changed"
    NOT_DUE = "not_due"


class ActState(StrEnum):
    """Where a destruction act stands (R-5f.2, 2.15)."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DECLINED = "declined"
    DONE = "done"
    FINAL = "final"  # older copies of the vault open nothing of it any more

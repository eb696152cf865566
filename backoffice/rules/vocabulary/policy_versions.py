"""How the policy is kept alive (policy 12, 13)."""

from enum import StrEnum


class DraftState(StrEnum):
    """Where a draft of the policy stands; two people bring it to publication (policy 12)."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    PUBLISHED = "published"
    DROPPED = "dropped"


class ReviewTrigger(StrEnum):
    """Why the policy was reviewed (policy 12; R-12.2)."""

    ANNUAL = "annual"
    LAW_CHANGE = "law_change"


class ReviewOutcome(StrEnum):
    """What a review found (R-12.2)."""

    UNCHANGED = "unchanged"
    NEW_VERSION = "new_version"

"""Where a personal value stands, and why it was collected or changed (policy 5.e)."""

from enum import StrEnum


class ValueState(StrEnum):
    """Where a personal value stands (policy 5.e, 3.1, 3.5)."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    BLOCKED = "blocked"
    DELETED = "deleted"
    DESTROYED = "destroyed"


class RightsReason(StrEnum):
    """Why data is corrected, supplemented, blocked, deleted or destroyed (policy 5.e)."""

    APPLICANT_ASKED = "applicant_asked"
    DOCUMENT_SHOWN = "document_shown"
    OPERATOR_ERROR = "operator_error"
    INACCURATE = "inaccurate"
    INCOMPLETE = "incomplete"
    NOT_NEEDED = "not_needed"
    UNLAWFUL = "unlawful"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    COURT_DECISION = "court_decision"
    NOT_CONFIRMED = "not_confirmed"  # the ground of a blocking was not confirmed


class CollectReason(StrEnum):
    """Why a field beyond the usual ones is collected (R-5c.1)."""

    SITE_ACCESS = "site_access"
    IDENTIFY_ACCOUNT = "identify_account"
    APPLICANT_ASKED = "applicant_asked"

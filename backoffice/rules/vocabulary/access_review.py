"""Rules of unusual reading and what people say of what they find: closed lists (policy 2)."""

from enum import StrEnum


class RuleCode(StrEnum):
    """What makes a reading worth a question."""

    CASES = "cases"
    OTHERS = "others"
    OUTSIDE = "outside"
    SEARCHES = "searches"
    REVEALS = "reveals"
    REQUESTS = "requests"
    REFUSED = "refused"


class Per(StrEnum):
    """How long one counts: an hour by the clock, or a calendar day in Astana."""

    HOUR = "hour"
    DAY = "day"


class Finding(StrEnum):
    """What somebody who looked at a flag says of it."""

    EXPLAINED = "explained"
    TO_CLARIFY = "to_clarify"


class FindingReason(StrEnum):
    """Why; no free text, so that nothing is said of a person beyond the list."""

    DUTY = "flag_duty"
    SUBSTITUTE = "flag_substitute"
    INSPECTION = "flag_inspection"
    TRAINING = "flag_training"
    FAULT = "flag_fault"
    ASKED = "flag_asked"
    INCIDENT = "flag_incident"

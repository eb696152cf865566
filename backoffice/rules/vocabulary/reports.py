"""Why a report leaves the system (policy 9)."""

from enum import StrEnum


class ExportReason(StrEnum):
    """Why a report leaves the system (domain 1, R-9; trust 14)."""

    MONTHLY_REPORT = "monthly_report"
    INSPECTION = "inspection"
    MANAGEMENT = "management"
    SUBJECT_REQUEST = "subject_request"

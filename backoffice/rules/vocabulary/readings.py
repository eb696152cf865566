"""The kinds of reading that are counted of a person (policy 2, 3.1)."""

from enum import StrEnum


class Reading(StrEnum):
    """What somebody did with data without changing it; also a filter of the audit log."""

    CASES = "cases"
    REQUESTS = "requests"
    SEARCHES = "searches"
    REVEALS = "reveals"
    PRINTS = "prints"
    EXPORTS = "exports"
    ANY = "readings"

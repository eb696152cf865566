"""Who may speak for an applicant: one rule for withdrawals and requests (policy 3.6; R-3.6b)."""

from datetime import date
from typing import Protocol

from backoffice.rules.vocabulary.people import Party


class Authority(Protocol):
    """A document by which somebody speaks for another."""

    def is_valid_on(self, day: date) -> bool: ...


def may_speak(party: str, document: Authority | None, day: date) -> bool:
    """The applicant, or a representative whose document was in force that day (R-3.6b)."""
    if party != Party.REPRESENTATIVE:
        return party == Party.APPLICANT
    return document is not None and document.is_valid_on(day)

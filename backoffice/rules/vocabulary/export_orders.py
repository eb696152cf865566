"""Where an order to take a report out stands, and why it was allowed, refused or broken off."""

from enum import StrEnum


class ExportState(StrEnum):
    """From the order to the file; that it lapsed is told by the clock, no deed says so."""

    ASKED = "asked"  # personal values leave only when a second person has agreed
    READY = "ready"
    APPROVED = "approved"
    REFUSED = "refused"
    STARTED = "started"
    DONE = "done"
    BROKEN_OFF = "broken_off"
    LAPSED = "lapsed"


class ApprovalReason(StrEnum):
    """Why a second person lets personal values leave (policy 5.4, 9)."""

    NEEDED = "needed"
    DEMANDED = "demanded"


class DenialReason(StrEnum):
    """Why a second person does not."""

    NOT_NEEDED = "not_needed"
    TOO_MUCH = "too_much"
    UNCLEAR = "unclear"


class Break(StrEnum):
    """What ended an export before its last byte."""

    CLOSED = "closed"
    NO_ROOM = "no_room"
    FAULT = "fault"

"""Notices to third parties of what became of data they hold (policy 5.e, 9)."""

from enum import StrEnum


class NoticeCause(StrEnum):
    """What happened to data a third party holds (policy 5.e; R-5e.2, R-9.3)."""

    CORRECTION = "correction"
    BLOCK = "block"
    UNBLOCK = "unblock"
    WITHDRAWAL = "withdrawal"
    DESTRUCTION = "destruction"
    RECALL = "recall"


class NoticeState(StrEnum):
    """Where a notice to a third party stands; the last two end it."""

    PREPARED = "prepared"
    SENT = "sent"
    DELIVERED = "delivered"
    REMINDED = "reminded"
    FAILED = "failed"
    ACKNOWLEDGED = "acknowledged"
    WAIVED = "waived"


class NoticeWaiver(StrEnum):
    """Why nobody waits for the answer to a notice any more."""

    NOT_RECEIVED = "not_received"
    OVERTAKEN = "overtaken"
    KNOWN = "known"
    RECIPIENT_GONE = "recipient_gone"

"""Breaches of the protection of personal data, and what is done about them (2.19, 2.20)."""

from enum import StrEnum


class IncidentKind(StrEnum):
    """What happened to data against the law (2.19)."""

    DISTRIBUTION = "distribution"
    CHANGE = "change"
    DESTRUCTION = "destruction"
    ACCESS = "access"


class FoundHow(StrEnum):
    """How the Centre came to know of it."""

    STAFF = "staff"
    AUDIT_LOG = "audit_log"
    SUBJECT = "subject"
    THIRD_PARTY = "third_party"
    AUTHORITY = "authority"
    MONITORING = "monitoring"
    PUBLIC = "public"


class Measure(StrEnum):
    """What was done at once; the notice has to name it (2.19)."""

    ACCESS_ENDED = "access_ended"
    PASSWORDS_CHANGED = "passwords_changed"
    LINKS_REVOKED = "links_revoked"
    DATA_BLOCKED = "data_blocked"
    DATA_RECALLED = "data_recalled"
    DATA_RESTORED = "data_restored"
    KEYS_CHANGED = "keys_changed"
    INQUIRY = "inquiry"
    POLICE = "police"


class IncidentState(StrEnum):
    """Where an incident stands; each step is reported once more when it has to be."""

    OPEN = "open"
    NOTIFIED = "notified"
    LISTED = "listed"
    TOLD = "told"
    CLOSED = "closed"


class IncidentOutcome(StrEnum):
    """How an incident ended."""

    REMEDIED = "remedied"
    CONSEQUENCES = "consequences"
    NOT_CONFIRMED = "not_confirmed"


class CaseSource(StrEnum):
    """How a case came to the list of those concerned (2.20)."""

    NUMBERS = "numbers"
    STAFF = "staff"
    THIRD_PARTY = "third_party"
    DISCLOSURE = "disclosure"


class SubjectField(StrEnum):
    """What the notice may say of a subject: name and/or IIN and/or phone (2.19)."""

    NAME = "name"
    IIN = "iin"
    PHONE = "phone"

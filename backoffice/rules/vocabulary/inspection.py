"""How the inventory of personal data sorts what is held (law, article 25; 2.18, 2.22)."""

from enum import StrEnum


class Process(StrEnum):
    """The processes of the Centre in which personal data is processed."""

    APPEAL = "appeal"
    TRANSFER = "transfer"
    CONSENT = "consent"
    STAFF = "staff"
    THIRD_PARTY = "third_party"


class DataClass(StrEnum):
    """How far data is accessible (order 179/НҚ of 12.06.2023)."""

    RESTRICTED = "restricted"
    PUBLIC = "public"

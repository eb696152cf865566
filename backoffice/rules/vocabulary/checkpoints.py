"""Why a signed line about the audit log does not fit it."""

from enum import StrEnum


class Misfit(StrEnum):
    """What a line that does not fit says was done."""

    UNREADABLE = "unreadable"
    SIGNATURE = "signature"
    CUT = "cut"  # the log ends before its number
    REWRITTEN = "rewritten"  # at its number stands something else
    VAULT = "vault"  # it knows of more destructions than the vault
    ORDER = "order"  # it is dated before a line above it


NOT_OURS = frozenset({Misfit.UNREADABLE, Misfit.SIGNATURE})  # what they say is worth nothing

"""Which standing of data speaks first: hold, blocking, withdrawal, ended term, work (domain 1).

For each use the first standing that says anything decides; the later ones are not asked.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum

from backoffice.rules.vocabulary.people import Role


class Standing(StrEnum):
    """What data may stand under, the strongest first."""

    HELD = "held"
    BLOCKED = "blocked"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"  # its term of storage has ended
    AT_WORK = "at_work"


class Use(StrEnum):
    """What somebody wants to do with it."""

    VIEW = "view"
    EDIT = "edit"
    DISCLOSE = "disclose"
    EXPORT = "export"
    DESTROY = "destroy"


class Verdict(StrEnum):
    """What a standing says about a use."""

    SILENT = ""
    ALLOW = "allow"
    REFUSE = "refuse"
    KEEPERS = "keepers"  # allowed to those who answer for the storage, to nobody else


KEEPERS = frozenset({Role.PRIVACY_OFFICER, Role.MANAGER, Role.SYSTEM})
_NO, _YES, _KEEP, _SAYS_NOTHING = Verdict.REFUSE, Verdict.ALLOW, Verdict.KEEPERS, Verdict.SILENT
_ROWS: Mapping[Standing, tuple[Verdict, ...]] = {
    # in the order of Use: view, edit, disclose, export, destroy
    Standing.HELD: (*(_SAYS_NOTHING,) * 4, _NO),
    Standing.BLOCKED: (_NO, _NO, _NO, _NO, _YES),
    Standing.WITHDRAWN: (_SAYS_NOTHING, _SAYS_NOTHING, _NO, _SAYS_NOTHING, _YES),
    Standing.ENDED: (_KEEP, _KEEP, _NO, _KEEP, _YES),
    Standing.AT_WORK: (_YES,) * 5,
}
PRECEDENCE: Mapping[tuple[Standing, Use], Verdict] = {
    (standing, use): verdict
    for standing, row in _ROWS.items()
    for use, verdict in zip(Use, row, strict=True)
}
# The refusal each standing gives, as pages word it.
REFUSALS: Mapping[Standing, str] = {
    Standing.HELD: "hold.stands",
    Standing.BLOCKED: "disclosure.not-readable",
    Standing.WITHDRAWN: "disclosure.no-consent",
    Standing.ENDED: "retention.ended",
}


def deciding(standings: Collection[Standing], use: Use) -> Standing:
    """The standing whose word counts for this use; work speaks when nothing else does."""
    for standing in Standing:
        if standing in standings and PRECEDENCE[standing, use] is not Verdict.SILENT:
            return standing
    return Standing.AT_WORK


def refused_by(standings: Collection[Standing], use: Use, role: str) -> Standing | None:
    """The standing that refuses this use to this role; None: nothing does."""
    standing = deciding(standings, use)
    verdict = PRECEDENCE[standing, use]
    allowed = verdict is Verdict.ALLOW or (verdict is Verdict.KEEPERS and role in KEEPERS)
    return None if allowed else standing

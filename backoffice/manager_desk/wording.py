"""The sentence of each picture: what is seen in it, said with its numbers."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from backoffice.exports.took import Took
from backoffice.exports.wording import heading_of
from backoffice.manager_desk.shares import first_of, parts_of
from backoffice.pictures.data import Datum
from backoffice.rules.vocabulary.spans import Span

_HOURS_SAID = 48  # beyond two days nobody counts in hours


heading = heading_of(_l("Overview"))


def states_say(data: Sequence[Datum], whole: int) -> str:
    """In which state most appeals stand."""
    if not whole:
        return _("No appeal is open.")
    told, tie = first_of(data, whole)
    return tie or ngettext(
        "Most stand in “%(label)s”: %(part)s of %(whole)s appeal that is not closed (%(share)s).",
        "Most stand in “%(label)s”: %(part)s of %(whole)s appeals that are not closed (%(share)s).",
        whole,
        **told,
    )


def categories_say(data: Sequence[Datum], whole: int) -> str:
    """What most open appeals are about."""
    if not whole:
        return _("No appeal is open.")
    told, tie = first_of(data, whole)
    return tie or ngettext(
        "Most open appeals are about “%(label)s”: %(part)s of %(whole)s appeal (%(share)s).",
        "Most open appeals are about “%(label)s”: %(part)s of %(whole)s appeals (%(share)s).",
        whole,
        **told,
    )


def recipients_say(data: Sequence[Datum], whole: int) -> str:
    """Who was given data most often."""
    if not whole:
        return nothing_disclosed()
    told, tie = first_of(data, whole)
    return tie or ngettext(
        "Most disclosures went to %(label)s: %(part)s of %(whole)s disclosure (%(share)s).",
        "Most disclosures went to %(label)s: %(part)s of %(whole)s disclosures (%(share)s).",
        whole,
        **told,
    )


def fields_say(data: Sequence[Datum], whole: int) -> str:
    """What was given most often."""
    if not whole:
        return nothing_disclosed()
    told, tie = first_of(data, whole)
    return tie or ngettext(
        "Given most often: %(label)s, in %(part)s of %(whole)s disclosure (%(share)s).",
        "Given most often: %(label)s, in %(part)s of %(whole)s disclosures (%(share)s).",
        whole,
        **told,
    )


def months_say(data: Sequence[Datum], whole: int) -> str:
    """The month with the most disclosures."""
    if not whole:
        return _("Nothing was disclosed in these 12 months.")
    told, tie = first_of(data, whole)
    return tie or ngettext(
        "The month with the most is %(label)s: %(part)s of %(whole)s disclosure "
        "in 12 months (%(share)s).",
        "The month with the most is %(label)s: %(part)s of %(whole)s disclosures "
        "in 12 months (%(share)s).",
        whole,
        **told,
    )


def nothing_disclosed() -> str:
    """For a period without a disclosure."""
    return _("Nothing was disclosed in this period.")


def disclosing_says(took: Took) -> str:
    """How soon after registration data was given."""
    if not took.count:
        return nothing_disclosed()
    told = parts_of(took.spans[Span.LONGER], took.count)
    return ngettext(
        "Half of the disclosures were made %(within)s after registration; "
        "%(part)s of %(whole)s disclosure (%(share)s) took 15 days and more.",
        "Half of the disclosures were made %(within)s after registration; "
        "%(part)s of %(whole)s disclosures (%(share)s) took 15 days and more.",
        took.count,
        within=within(took.half_within),
        **told,
    )


def answering_says(took: Took, registered: int) -> str:
    """How soon after registration people were answered, and how many were."""
    if not took.count:
        return _("No appeal registered in this period has been answered yet.")
    return ngettext(
        "Half of the answers were given %(within)s after registration; "
        "%(part)s of %(whole)s appeal registered in the period was answered (%(share)s).",
        "Half of the answers were given %(within)s after registration; "
        "%(part)s of %(whole)s appeals registered in the period were answered (%(share)s).",
        registered,
        within=within(took.half_within),
        **parts_of(took.count, registered),
    )


def within(hours: int) -> str:
    """A time rounded up: in hours up to two days, then in days."""
    if hours <= _HOURS_SAID:
        return str(ngettext("within %(num)d hour", "within %(num)d hours", hours))
    days: Any = -(-hours // 24)
    return str(ngettext("within %(num)d day", "within %(num)d days", days))

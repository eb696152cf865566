"""Words about the undertaking of a member of staff that several pages say."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from backoffice.accounts.models import Staff
from backoffice.undertakings.queries import SOON
from backoffice.web.language import show_date


@dataclass(frozen=True)
class Tag:
    """A few words and how serious they are."""

    label: str
    tone: str


def undertaking_tag(person: Staff, day: date, *, is_signed: bool) -> Tag:
    """Whether it stands, ends soon, is over or was never signed."""
    until = person.undertaken_until
    if until is None:
        return Tag(_("none"), "bad")
    if until < day:
        return Tag(_("expired on %(day)s", day=show_date(until)), "bad")
    if not is_signed:  # an account older than this rule
        return Tag(_("to be signed by %(day)s", day=show_date(until)), "warn")
    tone = "warn" if until <= day + SOON else "ok"
    return Tag(_("in force until %(day)s", day=show_date(until)), tone)

"""Words about an entry of the register that several pages say."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from backoffice.third_parties.models import ThirdParty
from backoffice.web.language import show_date


@dataclass(frozen=True)
class Tag:
    """A few words and how serious they are."""

    label: str
    tone: str


def undertaking_tag(party: ThirdParty, day: date) -> Tag:
    """Whether it has undertaken to keep the data safe; a private one must (R-11.1)."""
    missing = "bad" if party.is_private else "warn"
    if party.has_undertaking_on(day):
        if party.undertaking_until is None:
            return Tag(_("in force"), "ok")
        return Tag(_("in force until %(day)s", day=show_date(party.undertaking_until)), "ok")
    if not party.undertaking_no or party.undertaking_from is None:
        return Tag(_("none"), missing)
    if party.undertaking_from > day:
        return Tag(_("from %(day)s", day=show_date(party.undertaking_from)), missing)
    return Tag(_("expired on %(day)s", day=show_date(party.undertaking_until)), missing)

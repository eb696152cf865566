"""The letter of a notice: what happened to which data, what to do; no name and no value (8, 9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from backoffice.notices.models import Notice
from backoffice.rules.vocabulary.notices import NoticeCause
from backoffice.web.labels.fields import FIELDS
from backoffice.web.language import current_language, name_of, show_date

HAPPENED: dict[str, Any] = {
    NoticeCause.CORRECTION: _l("The data named below was inaccurate and has been corrected."),
    NoticeCause.BLOCK: _l("The data named below has been blocked."),
    NoticeCause.UNBLOCK: _l("The blocking of the data named below has been lifted."),
    NoticeCause.WITHDRAWAL: _l(
        "The applicant has withdrawn the consent on which the data named below was given to you."
    ),
    NoticeCause.DESTRUCTION: _l("The Centre has destroyed the data named below."),
    NoticeCause.RECALL: _l("The Centre recalls the data named below."),
}
DUTIES: dict[str, Any] = {
    NoticeCause.CORRECTION: _l(
        "Stop using what you were given and destroy it. If you need the corrected data, the Centre"
        " gives it to you separately."
    ),
    NoticeCause.BLOCK: _l(
        "Stop using this data and do not pass it on until the Centre tells you that the blocking"
        " is lifted. Do not destroy it."
    ),
    NoticeCause.UNBLOCK: _l(
        "You may use this data again, only to consider and satisfy the appeal."
    ),
    NoticeCause.WITHDRAWAL: _l(
        "Stop using this data and destroy it, unless a law obliges you to keep it; in that case"
        " name the article and the act."
    ),
    NoticeCause.DESTRUCTION: _l("Stop using this data and destroy it, with every copy of it."),
    NoticeCause.RECALL: _l(
        "Stop using this data and destroy it, with every copy of it: it is not needed by you to"
        " resolve the appeal."
    ),
}


@dataclass(frozen=True)
class GivenLine:
    """One field that was given, and when."""

    label: str
    day: str
    disclosure: int


@dataclass(frozen=True)
class Letter:
    """What the letter says, in the present language."""

    notice: Notice
    centre: str
    facts: Sequence[tuple[str, str]]
    given: Sequence[GivenLine]
    happened: str
    duty: str


def letter_of(notice: Notice) -> Letter:
    """Put the letter together in the present language."""
    return Letter(
        notice,
        current_app.config[f"CENTRE_NAME_{current_language().upper()}"],
        [
            (_("Recipient"), name_of(notice.third_party)),
            (_("Appeal"), notice.appeal.number),
            (_("Date of the notice"), show_date(notice.opened_at)),
        ],
        [
            GivenLine(_capital(str(FIELDS[i.field])), show_date(i.given_at), i.disclosure_id)
            for i in notice.items
        ],
        str(HAPPENED[notice.cause]),
        str(DUTIES[notice.cause]),
    )


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]

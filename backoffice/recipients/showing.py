"""What the pages of links print: the payload in the words of its language, links in rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext as _

from backoffice.disclosures.draft import as_sent
from backoffice.disclosures.models import Disclosure
from backoffice.disclosures.showing import capital
from backoffice.policy.notices import Notice, notice_in
from backoffice.recipients.models import RecipientLink
from backoffice.recipients.standing import Values, standing_of
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.disclosures import LinkState
from backoffice.web.labels.consent import PURPOSES
from backoffice.web.labels.disclosures import LINK_STATES
from backoffice.web.labels.fields import FIELDS
from backoffice.web.language import LANGUAGE_NAMES, current_language, name_of, show_moment

TONES = {LinkState.OPEN: "ok", LinkState.CLOSED: "bad", LinkState.USED_UP: "warn"}
_ORDER = {str(field): place for place, field in enumerate(Field)}


@dataclass(frozen=True)
class Payload:
    """Exactly what was given, and what goes with it: purpose and responsibility (R-8.1)."""

    facts: Sequence[tuple[str, str]]
    values: Sequence[tuple[str, str]]
    text: str
    notice: Notice


@dataclass(frozen=True)
class LinkRow:
    """One link of a disclosure as the staff see it."""

    ref: int
    made_at: datetime
    made_by: str
    expires_at: datetime
    views: int
    views_allowed: int
    viewed_at: datetime | None
    label: Any
    tone: str
    is_revocable: bool


def centre_name() -> str:
    """The legal name of the operator in the present language."""
    return str(current_app.config[f"CENTRE_NAME_{current_language().upper()}"])


def payload_of(disclosure: Disclosure, texts: Mapping[int, str]) -> Payload:
    """The values that were given and no other, in the order of the screens."""
    items = sorted(disclosure.items, key=lambda item: _ORDER.get(item.field, len(_ORDER)))
    given = [(item.field, as_sent(item.field, texts[item.value_id])) for item in items]
    return Payload(
        [
            (_("Appeal"), disclosure.appeal.number),
            (_("Disclosed on"), show_moment(disclosure.at)),
            (_("Given by"), centre_name()),
            (_("Recipient"), name_of(disclosure.third_party)),
            (_("Purpose"), str(PURPOSES[disclosure.purpose])),
        ],
        [(capital(str(FIELDS[f])), text) for f, text in given if f != Field.PROBLEM_TEXT],
        "".join(text for field, text in given if field == Field.PROBLEM_TEXT),
        notice_in(current_language()),
    )


def link_rows(
    links: Sequence[RecipientLink], values: Values, staff_names: Mapping[int, str]
) -> list[LinkRow]:
    """The links of one disclosure, newest first, each with where it stands now."""
    return [_row(link, standing_of(link, values), staff_names) for link in links]


def _row(link: RecipientLink, state: LinkState, staff_names: Mapping[int, str]) -> LinkRow:
    return LinkRow(
        ref=link.id,
        made_at=link.made_at,
        made_by=staff_names.get(link.made_by_id, ""),
        expires_at=link.expires_at,
        views=link.views,
        views_allowed=link.views_allowed,
        viewed_at=link.viewed_at,
        label=LINK_STATES[state],
        tone=TONES.get(state, "mute"),
        is_revocable=state not in (LinkState.REVOKED, LinkState.EXPIRED),
    )


def language_links() -> list[SimpleNamespace]:
    """The same page in the other languages: by its address, as no cookie is set here."""
    return [
        SimpleNamespace(
            href=url_for(str(request.endpoint), **(request.view_args or {}), language=code),
            code=code,
            label=label,
            current=code == current_language(),
        )
        for code, label in LANGUAGE_NAMES
    ]

"""What third parties were given of a case, and who still holds what is no longer so (R-5e.2)."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from backoffice.casefile.links import Link, disclosure_links, recipient_href
from backoffice.casefile.queries import CaseRecord
from backoffice.casefile.value_rows import Tag
from backoffice.disclosures.holders import came_to_hand, standing_of
from backoffice.disclosures.models import Disclosure, DisclosureItem
from backoffice.recipients.models import RecipientLink
from backoffice.recipients.showing import TONES as LINK_TONES
from backoffice.recipients.standing import standing_of as link_standing
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.disclosures import DisclosureState
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault.models import PersonalValue
from backoffice.web.gate import may
from backoffice.web.labels.disclosures import (
    BEYOND_REASONS,
    DISCLOSURE_STATES,
    LINK_STATES,
    MEANS,
    OUTSIDE_REASONS,
    RETURN_REASONS,
)
from backoffice.web.labels.fields import FIELDS
from backoffice.web.language import name_of

SINCE: dict[str, Any] = {
    ValueState.SUPERSEDED: _l("holds the old value"),
    ValueState.BLOCKED: _l("blocked since"),
    ValueState.DELETED: _l("deleted since"),
    ValueState.DESTROYED: _l("destroyed since"),
}
TONES = {
    DisclosureState.DELIVERED: "ok",
    DisclosureState.ACKNOWLEDGED: "ok",
    DisclosureState.SENT: "info",
    DisclosureState.FAILED: "bad",
    DisclosureState.RECALLED: "warn",
}
ORDER = {str(field): place for place, field in enumerate(Field)}


@dataclass(frozen=True)
class GivenField:
    """One field that was given; `since` says what became of the value afterwards."""

    label: Any
    since: Any = ""


@dataclass(frozen=True)
class DisclosureRow:
    """One line of the accounting of disclosures."""

    ref: int
    at: datetime
    third_party: str
    fields: tuple[GivenField, ...]
    reasons: tuple[Any, ...]
    reason_text: str
    by: str
    means: Any
    state: Tag
    state_at: datetime
    sheet_href: str
    link: Tag | None
    link_href: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Holder:
    """A third party that holds a value which no longer stands (R-5e.2)."""

    third_party: str
    field: Any
    given_at: datetime
    since: Any
    renewed_at: datetime | None  # when the same third party got the value that stands now


def disclosure_rows(record: CaseRecord, texts: Mapping[int, str]) -> list[DisclosureRow]:
    """The disclosures of a case, newest first, each with what became of the values given."""
    appeal, staff_names = record.appeal, record.staff_names
    standing = standing_of(record.values)
    may_print = may(Action.DISCLOSURE_PRINT, appeal)
    newest = {link.disclosure_id: link for link in reversed(record.links)}
    return [
        DisclosureRow(
            ref=given.id,
            at=given.at,
            third_party=name_of(given.third_party),
            fields=tuple(_field(item, standing) for item in _in_order(given)),
            reasons=tuple(_reasons(given)),
            reason_text=texts.get(given.reason_value_id or 0, ""),
            by=staff_names.get(given.by_id, ""),
            means=MEANS.get(given.means, given.means),
            state=_state(given),
            state_at=given.events[-1].at,
            sheet_href=_sheet(given) if may_print else "",
            link=_link_tag(newest.get(given.id), record.values),
            link_href=recipient_href(appeal, given),
            links=tuple(disclosure_links(appeal, given)),
        )
        for given in record.disclosures
    ]


def authors(record: CaseRecord) -> dict[int, str]:
    """Who wrote each reply of a third party, and on which ground it gave the appeal back."""
    return {
        reply.value_id: " · ".join(
            part
            for part in (
                name_of(link.disclosure.third_party),
                str(RETURN_REASONS.get(reply.reason, "")),
            )
            if part
        )
        for link in record.links
        for reply in link.replies
    }


def _link_tag(link: RecipientLink | None, values: Sequence[PersonalValue]) -> Tag | None:
    if link is None:
        return None
    state = link_standing(link, values)
    return Tag(LINK_STATES[state], LINK_TONES.get(state, "mute"))


def holders(
    disclosures: Sequence[Disclosure],
    values: Sequence[PersonalValue],
    answered: Container[tuple[int, int]] = (),
) -> list[Holder]:
    """Every third party that was given a value which was since corrected, blocked, deleted or
    destroyed; one to which nothing ever came, or that answered the notice, is not listed."""
    standing = standing_of(values)
    arrived = [given for given in disclosures if came_to_hand(given)]
    return [
        Holder(
            third_party=name_of(given.third_party),
            field=FIELDS.get(item.field, item.field),
            given_at=given.at,
            since=SINCE[standing[item.value_id]],
            renewed_at=_renewed(given, item, arrived, standing),
        )
        for given in arrived
        for item in _in_order(given)
        if standing[item.value_id] != ValueState.CURRENT
        and (given.id, item.value_id) not in answered
    ]


def _renewed(
    given: Disclosure,
    item: DisclosureItem,
    arrived: Iterable[Disclosure],
    standing: Mapping[int, str],
) -> datetime | None:
    """When the same third party was given the same field as it stands now."""
    return next(
        (
            later.at
            for later in arrived
            if later.third_party_id == given.third_party_id and later.id > given.id
            for other in later.items
            if other.field == item.field and standing[other.value_id] == ValueState.CURRENT
        ),
        None,
    )


def _field(item: DisclosureItem, standing: Mapping[int, str]) -> GivenField:
    label = FIELDS.get(item.field, item.field)
    return GivenField(label, SINCE.get(standing[item.value_id], ""))


def _state(given: Disclosure) -> Tag:
    state = DisclosureState(given.state)
    return Tag(DISCLOSURE_STATES[state], TONES.get(state, "mute"))


def _in_order(given: Disclosure) -> list[DisclosureItem]:
    return sorted(given.items, key=lambda item: ORDER.get(item.field, len(ORDER)))


def _reasons(given: Disclosure) -> Iterator[Any]:
    if given.beyond_reason:
        yield BEYOND_REASONS.get(given.beyond_reason, given.beyond_reason)
    if given.outside_reason:
        yield OUTSIDE_REASONS.get(given.outside_reason, given.outside_reason)


def _sheet(given: Disclosure) -> str:
    return url_for("disclosures.sheet", ref=given.id, language=given.notice_language)

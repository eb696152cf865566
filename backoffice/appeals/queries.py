"""Questions about appeals."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from backoffice.appeals.models import Appeal
from backoffice.appeals.registration import ALWAYS_COLLECTED, CASE_FIELDS, REPRESENTATIVE_FIELDS
from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.keeping.queries import has_left_work
from backoffice.rules.fields import Field, collected
from backoffice.rules.vocabulary.people import Party
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault.keystore import LARGEST_ID
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import find_values

# Matches are looked at newest first, by pages and so many of them: a common name stays cheap.
CANDIDATES = 50
MOST_PAGES = 20


def appeal_by_number(number: str) -> Appeal:
    """One appeal with applicant, representative and consent, in one question.

    Raises NotFound, the same as for an appeal that is not open to the reader.
    """
    found = db.session.scalar(
        sa.select(Appeal)
        .where(Appeal.number == number)
        .options(
            joinedload(Appeal.applicant),
            joinedload(Appeal.representative),
            joinedload(Appeal.consent),
        )
    )
    if found is None:
        raise NotFound
    return found


def values_of(appeal_id: int) -> Sequence[PersonalValue]:
    """Every personal value of an appeal, oldest first."""
    return db.session.scalars(
        sa.select(PersonalValue)
        .where(PersonalValue.appeal_id == appeal_id)
        .order_by(PersonalValue.id)
    ).all()


class Matches(NamedTuple):
    """Appeals found by the blind index, newest first, and whether there are no more."""

    appeals: Sequence[Appeal]
    is_whole: bool


def look_for(
    terms: Sequence[tuple[str, str]], *, most: int, fits: Callable[[Appeal], bool]
) -> Matches:
    """Appeals that fit and hold a current value found by all these terms (R-5e.3).

    The vault knows no owner, so it is asked again until enough fit, a bounded number of times.
    """
    found: dict[int, Appeal] = {}
    last = LARGEST_ID
    for _page in range(MOST_PAGES):
        ids = find_values(terms, limit=CANDIDATES, before=last)
        found.update((appeal.id, appeal) for appeal in _holding(ids) if fits(appeal))
        is_whole = len(ids) < CANDIDATES
        if is_whole or len(found) > most:
            break
        last = ids[-1]
    newest = sorted(found.values(), key=lambda appeal: appeal.id, reverse=True)
    return Matches(newest[:most], is_whole and len(newest) <= most)


def appeals_with(terms: Sequence[tuple[str, str]], *, limit: int = 20) -> Sequence[Appeal]:
    """Every appeal found by all these terms, newest first: a bounded list."""
    return look_for(terms, most=limit, fits=lambda _appeal: True).appeals


def _holding(ids: Sequence[int]) -> Sequence[Appeal]:
    """Appeals one of whose values in force is among these."""
    if not ids:
        return []
    holding = sa.select(PersonalValue.appeal_id).where(
        PersonalValue.id.in_(ids), PersonalValue.state == ValueState.CURRENT
    )
    return db.session.scalars(sa.select(Appeal).where(Appeal.id.in_(holding))).all()


def earlier_appeals(terms: Sequence[tuple[str, str]], *, since: datetime) -> list[Appeal]:
    """Appeals of one who called before: found by any of these terms, newest first (R-5e.3)."""
    found = {appeal.id: appeal for term in terms for appeal in appeals_with([term])}
    recent = [
        appeal
        for appeal in found.values()
        if appeal.registered_at >= since and not has_left_work(appeal)
    ]
    return sorted(recent, key=lambda appeal: appeal.id, reverse=True)


def current_values(appeal_id: int) -> list[PersonalValue]:
    """The values of an appeal in force: no older versions, nothing blocked or deleted.

    A text edited for a recipient is no text of the appeal.
    """
    return [
        value
        for value in values_of(appeal_id)
        if value.state == ValueState.CURRENT and not value.recipient_copy
    ]


def fields_no_longer_needed(appeal: Appeal) -> list[Field]:
    """Fields the case holds and its category does not ask for (policy 5.3, 5.5)."""
    asked = collected(
        appeal.category.needs, applicant_type=appeal.applicant.type, channel=appeal.channel
    )
    allowed = {*asked.shown, *asked.with_reason, *ALWAYS_COLLECTED, *CASE_FIELDS}
    held = {Field(value.field) for value in current_values(appeal.id)}
    return [field for field in Field if field in held - allowed - REPRESENTATIVE_FIELDS]


def is_blocked_whole(values: Iterable[PersonalValue]) -> bool:
    """Whether all that is left of the people's data is blocked: then nothing goes in or out."""
    gone = (ValueState.SUPERSEDED, ValueState.DELETED, ValueState.DESTROYED)
    states = {v.state for v in values if v.party != Party.CASE and v.state not in gone}
    return states == {ValueState.BLOCKED}

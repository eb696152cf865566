"""Disclosures of a period that need a second look, each counted as its report marks it."""

from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from backoffice.db import db
from backoffice.disclosures.models import Disclosure, DisclosureEvent, DisclosureItem
from backoffice.exports.period import Period
from backoffice.notices.chasing import Chase
from backoffice.rules.vocabulary.disclosures import DisclosureState
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault.models import PersonalValue

_ON_THE_WAY = (DisclosureState.SENT, DisclosureState.DELIVERED)
_CHANGED_LATER = (ValueState.SUPERSEDED, ValueState.DESTROYED)
_last = aliased(DisclosureEvent)
_LAST_ID = (
    sa.select(sa.func.max(DisclosureEvent.id))
    .where(DisclosureEvent.disclosure_id == Disclosure.id)
    .correlate(Disclosure)
    .scalar_subquery()
)
_CORRECTED = sa.exists().where(
    DisclosureItem.disclosure_id == Disclosure.id,
    PersonalValue.id == DisclosureItem.value_id,
    PersonalValue.state.in_(_CHANGED_LATER),
)


class SecondLooks(NamedTuple):
    """How many disclosures there are, and how many of them need a second look."""

    disclosures: int
    beyond: int  # more than usually needed, with a reason (R-5c.2)
    corrected: int  # what was given was corrected or destroyed later (policy 5.5, 5.6)
    unacknowledged: int  # nobody confirmed the receipt within the term (policy 10, 11)


def second_looks(period: Period, chase: Chase) -> SecondLooks:
    """The disclosures of a period in one question.

    The recipient is given the term after which it is reminded of a notice.
    """
    unanswered = sa.exists().where(
        _last.id == _LAST_ID,
        _last.state.in_(_ON_THE_WAY),
        _last.at < sa.literal(chase.late_before, DisclosureEvent.at.type),
    )
    row = db.session.execute(
        sa.select(
            sa.func.count(),
            _times(Disclosure.beyond_reason != ""),
            _times(_CORRECTED),
            _times(unanswered),
        )
        .select_from(Disclosure)
        .where(Disclosure.at >= period.begins, Disclosure.at < period.ends)
    ).one()
    return SecondLooks(*row)


def _times(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)

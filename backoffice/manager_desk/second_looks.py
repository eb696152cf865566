"""Disclosures of a period that need a second look, each counted as its report marks it."""

from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from backoffice.db import db
from backoffice.disclosures.models import Disclosure, DisclosureEvent, DisclosureItem
from backoffice.exports.period import Period
from backoffice.notices.chasing import Chase
from backoffice.notices.models import SETTLED, Notice, NoticeEvent, NoticeItem
from backoffice.rules.vocabulary.disclosures import DisclosureState
from backoffice.rules.vocabulary.notices import NoticeCause
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault.models import PersonalValue

_ON_ITS_WAY = (DisclosureState.SENT, DisclosureState.DELIVERED)
_OLD = (ValueState.SUPERSEDED, ValueState.DESTROYED)
_TOLD_OF = (NoticeCause.CORRECTION, NoticeCause.DESTRUCTION)
_newer = aliased(PersonalValue)
_last, _ended = aliased(DisclosureEvent), aliased(NoticeEvent)


def _newest(event: Any, of: Any, owner: Any) -> sa.ScalarSelect[int]:
    return sa.select(sa.func.max(event.id)).where(of == owner.id).correlate(owner).scalar_subquery()


# A copy edited for the recipient stays current when its original is corrected.
_IS_OVERTAKEN_COPY = sa.and_(
    PersonalValue.recipient_copy,
    sa.exists().where(
        _newer.appeal_id == PersonalValue.appeal_id,
        _newer.id > PersonalValue.id,
        _newer.lineage_id == PersonalValue.lineage_id,
        sa.not_(_newer.recipient_copy),
    ),
)
_IS_CORRECTED = sa.exists().where(
    DisclosureItem.disclosure_id == Disclosure.id,
    PersonalValue.id == DisclosureItem.value_id,
    sa.or_(PersonalValue.state.in_(_OLD), _IS_OVERTAKEN_COPY),
)
# Few notices are open at a time: they are found once, and not once for each disclosure.
_IS_UNTOLD = Disclosure.id.in_(
    sa.select(NoticeItem.disclosure_id)
    .join(Notice, Notice.id == NoticeItem.notice_id)
    .join(_ended, _ended.id == _newest(NoticeEvent, NoticeEvent.notice_id, Notice))
    .where(Notice.cause.in_(_TOLD_OF), _ended.state.not_in(SETTLED))
)


class SecondLooks(NamedTuple):
    """How many disclosures there are, and how many of them need a second look."""

    disclosures: int
    beyond: int  # more than usually needed, with a reason (R-5c.2)
    corrected: int  # what was given was corrected or destroyed later (policy 5.5, 5.6)
    untold: int  # that, and the recipient's notice of it is still open
    unacknowledged: int  # nobody confirmed the receipt within the term (policy 10, 11)


def second_looks(period: Period, chase: Chase) -> SecondLooks:
    """The disclosures of a period in one question.

    The recipient is given the term after which it is reminded of a notice.
    """
    unanswered = sa.exists().where(
        _last.id == _newest(DisclosureEvent, DisclosureEvent.disclosure_id, Disclosure),
        _last.state.in_(_ON_ITS_WAY),
        _last.at < sa.literal(chase.late_before, DisclosureEvent.at.type),
    )
    row = db.session.execute(
        sa.select(
            sa.func.count(),
            _times(Disclosure.beyond_reason != ""),
            _times(_IS_CORRECTED),
            _times(_IS_UNTOLD),
            _times(unanswered),
        )
        .select_from(Disclosure)
        .where(Disclosure.at >= period.begins, Disclosure.at < period.ends)
    ).one()
    return SecondLooks(*row)


def _times(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)

"""What became of a disclosure and of the values it gave: conditions and sources of columns."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from backoffice import clock
from backoffice.disclosures.models import Disclosure, DisclosureEvent, DisclosureItem
from backoffice.notices.chasing import Chase, chase_on
from backoffice.notices.models import SETTLED, Notice, NoticeEvent, NoticeItem
from backoffice.rules.vocabulary.disclosures import DisclosureState
from backoffice.rules.vocabulary.notices import NoticeCause, NoticeState
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.third_parties.queries import working_calendar
from backoffice.vault.models import PersonalValue

Condition = sa.ColumnElement[bool]

LAST_STATE = (
    sa.select(DisclosureEvent.state)
    .where(DisclosureEvent.disclosure_id == Disclosure.id)
    .order_by(DisclosureEvent.id.desc())
    .limit(1)
    .correlate(Disclosure)
    .scalar_subquery()
)
_TROUBLED = (DisclosureState.FAILED, DisclosureState.RECALLED)
_ON_ITS_WAY = (DisclosureState.SENT, DisclosureState.DELIVERED)
_OLD = (ValueState.SUPERSEDED, ValueState.DESTROYED)
_TOLD_OF = (NoticeCause.CORRECTION, NoticeCause.DESTRUCTION)
_WENT_OUT = (NoticeState.SENT, NoticeState.DELIVERED)

_given = aliased(DisclosureItem)  # apart from the items a question itself may count
_newer = aliased(PersonalValue)
_last = aliased(DisclosureEvent)
_ended = aliased(NoticeEvent)

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


def _gave_what(condition: Condition) -> sa.Exists:
    return sa.exists().where(
        _given.disclosure_id == Disclosure.id,
        PersonalValue.id == _given.value_id,
        sa.or_(condition, _IS_OVERTAKEN_COPY),
    )


IS_BEYOND = Disclosure.beyond_reason != ""
NEEDS_ATTENTION = sa.or_(
    LAST_STATE.in_(_TROUBLED), _gave_what(PersonalValue.state != ValueState.CURRENT)
)
IS_CORRECTED = _gave_what(PersonalValue.state.in_(_OLD))


def _noticed(*columns: Any) -> sa.Select[Any]:
    """About notices of a correction or a destruction of what this disclosure gave."""
    return (
        sa.select(*columns)
        .select_from(_given)
        .join(NoticeItem, NoticeItem.value_id == _given.value_id)
        .join(Notice, Notice.id == NoticeItem.notice_id)
        .where(
            _given.disclosure_id == Disclosure.id,
            NoticeItem.disclosure_id == Disclosure.id,
            Notice.cause.in_(_TOLD_OF),
        )
        .correlate(Disclosure)
    )


_LAST_EVENT = (
    sa.select(sa.func.max(NoticeEvent.id))
    .where(NoticeEvent.notice_id == Notice.id)
    .correlate(Notice)
    .scalar_subquery()
)
# Few notices are open at a time: they are found once, and not once for each disclosure.
IS_UNTOLD = Disclosure.id.in_(
    sa.select(NoticeItem.disclosure_id)
    .join(Notice, Notice.id == NoticeItem.notice_id)
    .join(_ended, _ended.id == _LAST_EVENT)
    .where(Notice.cause.in_(_TOLD_OF), _ended.state.not_in(SETTLED))
)
TOLD_AT = (
    _noticed(sa.func.max(NoticeEvent.at))
    .join(NoticeEvent, NoticeEvent.notice_id == Notice.id)
    .where(NoticeEvent.state.in_(_WENT_OUT))
    .scalar_subquery()
)


def is_unacknowledged(chase: Chase | None = None) -> Condition:
    """Sent or delivered, and nothing has come of it for longer than the term of reminding."""
    chase = chase or chase_on(clock.today(), working_calendar())
    late = sa.literal(chase.late_before, DisclosureEvent.at.type)
    newest = (
        sa.select(sa.func.max(DisclosureEvent.id))
        .where(DisclosureEvent.disclosure_id == Disclosure.id)
        .correlate(Disclosure)
        .scalar_subquery()
    )
    return sa.exists().where(_last.id == newest, _last.state.in_(_ON_ITS_WAY), _last.at < late)

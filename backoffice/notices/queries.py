"""Questions about notices: which are open, late or the manager's; who confirmed what (R-5e.2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, selectinload

from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.notices.chasing import Chase
from backoffice.notices.filters import Filters, Place, Show
from backoffice.notices.models import SETTLED, Notice, NoticeEvent, NoticeItem
from backoffice.rules.vocabulary.notices import NoticeCause, NoticeState
from backoffice.third_parties.models import ThirdParty

PAGE_LENGTH = 50
MOST_COUNTED = 1000
# What a third party that confirms such a notice no longer holds.
_GIVEN_UP = (
    NoticeCause.CORRECTION,
    NoticeCause.WITHDRAWAL,
    NoticeCause.DESTRUCTION,
    NoticeCause.RECALL,
)
_ended = aliased(NoticeEvent)
_LAST = (
    sa.select(sa.func.max(NoticeEvent.id))
    .where(NoticeEvent.notice_id == Notice.id)
    .correlate(Notice)
    .scalar_subquery()
)
_OPEN = _ended.state.not_in(SETTLED)
_UNTOLD = _ended.state.in_((NoticeState.PREPARED, NoticeState.FAILED))


@dataclass(frozen=True)
class NoticePage:
    """Notices of one page, newest first, and where the neighbouring pages begin."""

    notices: Sequence[Notice]
    newer: Place | None
    older: Place | None


def notices_of(appeal_id: int) -> Sequence[Notice]:
    """The notices of an appeal with items and events, newest first, in one question."""
    return (
        db.session.scalars(
            sa.select(Notice)
            .where(Notice.appeal_id == appeal_id)
            .order_by(Notice.id.desc())
            .options(joinedload(Notice.items), joinedload(Notice.events))
        )
        .unique()
        .all()
    )


def notice_by_ref(ref: int) -> Notice:
    """One notice with its case, items and events. Raises NotFound."""
    found = db.session.scalar(
        sa.select(Notice)
        .where(Notice.id == ref)
        .options(joinedload(Notice.appeal), selectinload(Notice.items), selectinload(Notice.events))
    )
    if found is None:
        raise NotFound
    return found


def open_count(third_party_id: int | None = None) -> int:
    """How many notices wait for an answer, of all or of one third party; bounded."""
    query = sa.select(Notice.id).join(_ended, _ended.id == _LAST).where(_OPEN)
    if third_party_id is not None:
        query = query.where(Notice.third_party_id == third_party_id)
    return _counted(query)


def counts_of(filters: Filters, chase: Chase) -> dict[str, int]:
    """How many the same filters leave under each heading of the list; bounded."""
    counted = counts_each([filters.showing(show) for show in Show], chase)
    return dict(zip(Show, counted, strict=True))


def count_of(filters: Filters, chase: Chase) -> int:
    """How many notices the filters leave; bounded."""
    return counts_each([filters], chase)[0]


def counts_each(asked: Sequence[Filters], chase: Chase) -> list[int]:
    """How many notices each of several filters leaves, in one question; bounded."""
    counted = [_bounded(_asked(filters, chase, Notice.id)) for filters in asked]
    return list(db.session.execute(sa.select(*counted)).one())


def page_of(filters: Filters, place: Place, chase: Chase) -> NoticePage:
    """One page of the list, found by number, so that every page costs the same."""
    query = _asked(filters, chase, Notice).options(
        selectinload(Notice.items), selectinload(Notice.events), joinedload(Notice.appeal)
    )
    if place.above is not None:
        rising = query.where(Notice.id > place.above).order_by(Notice.id).limit(PAGE_LENGTH + 1)
        found = db.session.scalars(rising).all()
        return _page(found[:PAGE_LENGTH][::-1], len(found) > PAGE_LENGTH, has_older=True)
    if place.below is not None:
        query = query.where(Notice.id < place.below)
    found = db.session.scalars(query.order_by(Notice.id.desc()).limit(PAGE_LENGTH + 1)).all()
    return _page(found[:PAGE_LENGTH], place.below is not None, len(found) > PAGE_LENGTH)


def given_up(appeal_id: int) -> set[tuple[int, int]]:
    """Disclosure and value of all that third parties confirmed to hold no longer."""
    rows = db.session.execute(
        sa.select(NoticeItem.disclosure_id, NoticeItem.value_id)
        .join(Notice, Notice.id == NoticeItem.notice_id)
        .join(NoticeEvent, NoticeEvent.notice_id == Notice.id)
        .where(
            Notice.appeal_id == appeal_id,
            Notice.cause.in_(_GIVEN_UP),
            NoticeEvent.state == NoticeState.ACKNOWLEDGED,
        )
    )
    return {(row.disclosure_id, row.value_id) for row in rows}


def told_gone(appeal_id: int) -> set[tuple[int, int]]:
    """Disclosure and value of all whose destruction a third party has a notice of already."""
    rows = db.session.execute(
        sa.select(NoticeItem.disclosure_id, NoticeItem.value_id)
        .join(Notice, Notice.id == NoticeItem.notice_id)
        .where(Notice.appeal_id == appeal_id, Notice.cause == NoticeCause.DESTRUCTION)
    )
    return {(row.disclosure_id, row.value_id) for row in rows}


def answered_items(notices: Iterable[Notice]) -> set[tuple[int, int]]:
    """Disclosure and value of all that is settled with a third party, whatever the cause."""
    waiting = {_key(item) for notice in notices if notice.is_open for item in notice.items}
    settled = (one for one in notices if not one.is_open and one.cause != NoticeCause.UNBLOCK)
    return {_key(item) for notice in settled for item in notice.items} - waiting


def _key(item: NoticeItem) -> tuple[int, int]:
    return item.disclosure_id, item.value_id


def _asked(filters: Filters, chase: Chase, what: Any) -> sa.Select[Any]:
    query = sa.select(what).join(_ended, _ended.id == _LAST)
    if filters.show is not Show.ALL:
        query = query.where(_OPEN)
    if filters.show is Show.UNTOLD:
        query = query.where(_UNTOLD)
    if filters.show is Show.LATE:
        query = query.where(_ended.at < chase.late_before)
    if filters.show is Show.ESCALATED:
        query = query.where(Notice.opened_at < chase.escalated_before)
    if filters.cause:
        query = query.where(Notice.cause == filters.cause)
    if filters.third_party:
        party = sa.select(ThirdParty.id).where(ThirdParty.code == filters.third_party)
        query = query.where(Notice.third_party_id == party.scalar_subquery())
    return query


def _counted(query: sa.Select[Any]) -> int:
    return db.session.execute(sa.select(_bounded(query))).scalar_one()


def _bounded(query: sa.Select[Any]) -> sa.ScalarSelect[int]:
    bounded = query.limit(MOST_COUNTED + 1).subquery()
    return sa.select(sa.func.count()).select_from(bounded).scalar_subquery()


def _page(notices: Sequence[Notice], has_newer: bool, has_older: bool) -> NoticePage:
    return NoticePage(
        notices,
        newer=Place(above=notices[0].id) if has_newer and notices else None,
        older=Place(below=notices[-1].id) if has_older and notices else None,
    )

"""Opening notices: a plain function, called inside the deed that touched the data (R-5e.2).

Deed and notices are one transaction: a killed process leaves both or neither.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.audit.deed import current_deed
from backoffice.db import db
from backoffice.notices.models import Notice, NoticeEvent, NoticeItem
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.notices import NoticeCause, NoticeState


@dataclass(frozen=True)
class HeldValue:
    """One value a third party holds, and by which disclosure it came there."""

    disclosure_id: int
    field: str
    value_id: int
    given_at: datetime


@dataclass(frozen=True)
class Holding:
    """All that one third party holds of the data a deed touches; its language of notices."""

    third_party_id: int
    language: str
    values: tuple[HeldValue, ...]


def open_notices(
    appeal: Appeal, cause: NoticeCause, holdings: Iterable[Holding], *, by: Actor
) -> list[Notice]:
    """One notice to each of these third parties about all it holds; the entry counts them."""
    notices = [_notice(appeal, cause, holding, by) for holding in holdings]
    db.session.add_all(notices)
    if notices:
        deed = current_deed()
        earlier = int(deed.more.partition("=")[2] or 0)
        deed.note(more=f"notices={earlier + len(notices)}")
    return notices


def _notice(appeal: Appeal, cause: NoticeCause, holding: Holding, by: Actor) -> Notice:
    now = clock.now()
    return Notice(
        appeal=appeal,
        third_party_id=holding.third_party_id,
        cause=cause,
        language=holding.language,
        by_id=by.id,
        opened_at=now,
        items=[
            NoticeItem(
                disclosure_id=value.disclosure_id,
                field=value.field,
                value_id=value.value_id,
                given_at=value.given_at,
            )
            for value in holding.values
        ],
        events=[NoticeEvent(state=NoticeState.PREPARED, at=now, recorded_at=now, by_id=by.id)],
    )

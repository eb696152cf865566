"""What becomes of a notice, and the end of a corrected value once its notices are settled."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from backoffice import clock
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import Refusal
from backoffice.keeping.queries import standing_holds
from backoffice.notices.models import Notice, NoticeEvent
from backoffice.notices.superseded import why_due
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.notices import NoticeWaiver
from backoffice.vault.lineage import destroy_rows
from backoffice.vault.models import PersonalValue

ABOUT_MOMENT = frozenset({"notice.future", "notice.too-early"})


@perform(Action.NOTICE_SEND)
def send_notice(notice: Notice, /, *, by: Actor, at: datetime) -> Notice:
    """It left the Centre, at first or again after a failed delivery (R-5e.2)."""
    return _come_on(notice, by, at)


@perform(Action.NOTICE_DELIVER)
def deliver_notice(notice: Notice, /, *, by: Actor, at: datetime) -> Notice:
    """Delivery is confirmed: the third party knows (policy 10)."""
    return _come_on(notice, by, at)


@perform(Action.NOTICE_REMIND)
def remind_notice(notice: Notice, /, *, by: Actor, at: datetime) -> Notice:
    """The third party was reminded; the waiting begins anew (issue 3, 5)."""
    return _come_on(notice, by, at)


@perform(Action.NOTICE_FAIL)
def fail_notice(notice: Notice, /, *, by: Actor, at: datetime) -> Notice:
    """It did not arrive: it has to be sent again, or waived."""
    return _come_on(notice, by, at)


@perform(Action.NOTICE_ACKNOWLEDGE)
def acknowledge_notice(notice: Notice, /, *, by: Actor, at: datetime) -> Notice:
    """The third party confirmed that it did what the notice asks (policy 11)."""
    return _come_on(notice, by, at)


@perform(Action.NOTICE_WAIVE)
def waive_notice(notice: Notice, /, *, by: Actor, at: datetime, reason: str) -> Notice:
    """Nobody waits for an answer any more, and why; the notice stays on record."""
    return _come_on(notice, by, at, reason=NoticeWaiver(reason))


@perform(Action.SUPERSEDED_DESTROY)
def destroy_superseded(
    value: PersonalValue, /, *, by: Actor, held: Collection[int] = ()
) -> list[PersonalValue]:
    """Destroy a corrected value and its copies for recipients, no other version (3.5, 5.5).

    Raises Refusal when a notice about it is still open and its longest term has not ended.
    """
    if standing_holds(value.appeal_id):
        raise Refusal("hold.stands", Action.SUPERSEDED_DESTROY)
    due = why_due(value, clock.today(), held=held)
    if due is None:
        raise Refusal("superseded.not-due", Action.SUPERSEDED_DESTROY)
    rows = destroy_rows(due.rows)
    current_deed().note(fields=[value.field], detail=f"why={due.why};records={len(rows)}")
    return rows


# The later steps by the word in their address.
DEEDS: Mapping[str, tuple[Action, Callable[..., Any]]] = {
    "send": (Action.NOTICE_SEND, send_notice),
    "deliver": (Action.NOTICE_DELIVER, deliver_notice),
    "remind": (Action.NOTICE_REMIND, remind_notice),
    "fail": (Action.NOTICE_FAIL, fail_notice),
    "acknowledge": (Action.NOTICE_ACKNOWLEDGE, acknowledge_notice),
    "waive": (Action.NOTICE_WAIVE, waive_notice),
}


def _come_on(notice: Notice, by: Actor, at: datetime, *, reason: str = "") -> Notice:
    """Add the state as a new row: when it happened, and when it was written down."""
    deed, last, now = current_deed(), notice.events[-1], clock.now()
    if at > now:
        raise Refusal("notice.future", deed.action)
    if at + timedelta(minutes=1) <= last.at:
        raise Refusal("notice.too-early", deed.action)
    deed.note(
        fields=notice.fields,
        reason=reason,
        third_party=notice.third_party.code,
        detail=f"{last.state}>{deed.next_state}",
    )
    # People give minutes: within the minute of the step before, it happened after that step.
    moment = max(at, last.at)
    notice.events.append(
        NoticeEvent(
            state=str(deed.next_state), reason=reason, at=moment, recorded_at=now, by_id=by.id
        )
    )
    return notice

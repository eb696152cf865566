"""Notices as pages show them: state, lateness, and what this reader may do next."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from backoffice.notices.chasing import Chase
from backoffice.notices.models import Notice
from backoffice.rules.actions import Action
from backoffice.rules.lifecycle import APPEAL_LIFECYCLE, NOTICE_LIFECYCLE, actions_from, next_state
from backoffice.rules.vocabulary.notices import NoticeCause, NoticeState
from backoffice.web.gate import may
from backoffice.web.labels.fields import FIELDS
from backoffice.web.labels.notices import NOTICE_CAUSES, NOTICE_STATES, NOTICE_WAIVERS
from backoffice.web.language import name_of

TONES = {
    NoticeState.SENT: "info",
    NoticeState.DELIVERED: "info",
    NoticeState.REMINDED: "warn",
    NoticeState.FAILED: "bad",
    NoticeState.ACKNOWLEDGED: "ok",
}
STEPS: dict[Action, Any] = {
    Action.NOTICE_SEND: _l("Sent"),
    Action.NOTICE_DELIVER: _l("Delivered"),
    Action.NOTICE_ACKNOWLEDGE: _l("Confirmed"),
    Action.NOTICE_REMIND: _l("Reminded"),
    Action.NOTICE_FAIL: _l("Failed"),
    Action.NOTICE_WAIVE: _l("Waive"),
}


@dataclass(frozen=True)
class Tag:
    """A word with a tone."""

    label: Any
    tone: str = "mute"


@dataclass(frozen=True)
class NextStep:
    """One thing that may be done with a notice."""

    label: Any
    href: str


@dataclass(frozen=True)
class NoticeRow:
    """One line of a list of notices."""

    ref: int
    number: str
    opened_at: datetime
    third_party: str
    cause: Any
    fields: str
    state: Tag
    state_at: datetime
    reason: Any
    late: Tag | None
    letter_href: str
    renew_href: str
    steps: tuple[NextStep, ...]


def notice_rows(notices: Iterable[Notice], chase: Chase | None) -> list[NoticeRow]:
    """The lines of a list, for this reader, in the order given."""
    return [_row(notice, chase) for notice in notices]


def _row(notice: Notice, chase: Chase | None) -> NoticeRow:
    last = notice.events[-1]
    return NoticeRow(
        ref=notice.id,
        number=notice.appeal.number,
        opened_at=notice.opened_at,
        third_party=name_of(notice.third_party),
        cause=NOTICE_CAUSES[notice.cause],
        fields=", ".join(str(FIELDS.get(field, field)) for field in notice.fields),
        state=Tag(NOTICE_STATES[last.state], TONES.get(NoticeState(last.state), "mute")),
        state_at=last.at,
        reason=NOTICE_WAIVERS.get(last.reason, ""),
        late=late_tag(notice, chase),
        letter_href=_letter(notice),
        renew_href=_renew(notice),
        steps=tuple(_steps(notice)),
    )


def late_tag(notice: Notice, chase: Chase | None) -> Tag | None:
    """Whether an answer is late, or so late that it is the manager's concern."""
    if chase is None:
        return None
    if chase.is_escalated(notice):
        return Tag(_("with the manager"), "bad")
    return Tag(_("late"), "warn") if chase.is_late(notice) else None


def _steps(notice: Notice) -> Iterator[NextStep]:
    possible = set(actions_from(NOTICE_LIFECYCLE, notice.state))
    for action, label in STEPS.items():
        if action in possible and may(action, notice.appeal):
            deed = action.value.rpartition(".")[2]
            yield NextStep(label, url_for("notices.advance", ref=notice.id, deed=deed))


def _letter(notice: Notice) -> str:
    if not may(Action.NOTICE_PRINT, notice.appeal):
        return ""
    return url_for("notices.letter", ref=notice.id, language=notice.language)


def _renew(notice: Notice) -> str:
    """Where the value as it stands now is given to the same third party, if it may be at all."""
    appeal = notice.appeal
    leads_on = next_state(APPEAL_LIFECYCLE, appeal.state, Action.DISCLOSURE_RECORD) is not None
    if notice.cause != NoticeCause.CORRECTION or not notice.is_open or not leads_on:
        return ""
    if not (may(Action.DISCLOSURE_RECORD, appeal) and appeal.consent.lets_disclose):
        return ""
    return url_for(
        "disclosures.record",
        number=appeal.number,
        recipients=notice.third_party.code,
        fields=",".join(notice.fields),
    )

"""How the page of each step of a notice is headed, what the step means, what came before it."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from backoffice.accounts.queries import names_of
from backoffice.notices.models import Notice
from backoffice.rules.actions import Action
from backoffice.web.labels.notices import NOTICE_STATES
from backoffice.web.language import show_moment


@dataclass(frozen=True)
class StepPage:
    """The head of one page, and what its step means."""

    title: Any
    meaning: Any
    tone: str = "info"


@dataclass(frozen=True)
class StateLine:
    """One state, with both moments and who wrote it down."""

    label: str
    at: str
    recorded_at: str
    who: str


STEP_PAGES = {
    Action.NOTICE_SEND: StepPage(
        _l("Mark the notice as sent"),
        _l("Print the letter, sign it, send it the way the data went. The answer is waited for."),
    ),
    Action.NOTICE_DELIVER: StepPage(
        _l("Confirm delivery of the notice"),
        _l("The third party knows from this moment. Its confirmation is still waited for."),
    ),
    Action.NOTICE_REMIND: StepPage(
        _l("Note a reminder"),
        _l("The third party was asked again. The term of waiting begins anew."),
    ),
    Action.NOTICE_FAIL: StepPage(
        _l("Mark the notice as not delivered"),
        _l("It stays open: send it again, or waive it with a reason."),
        "warn",
    ),
    Action.NOTICE_ACKNOWLEDGE: StepPage(
        _l("Note the confirmation of the third party"),
        _l("It confirmed that it did what the notice asks. This ends the notice."),
    ),
    Action.NOTICE_WAIVE: StepPage(
        _l("Waive the notice"),
        _l("Nobody waits for an answer any more. The notice stays on record with the reason."),
        "warn",
    ),
}


def events_of(notice: Notice) -> list[StateLine]:
    """Every state with the moment it happened and the moment it was written down."""
    names = names_of({event.by_id for event in notice.events})
    return [
        StateLine(
            str(NOTICE_STATES[event.state]),
            show_moment(event.at),
            show_moment(event.recorded_at),
            names.get(event.by_id, ""),
        )
        for event in notice.events
    ]

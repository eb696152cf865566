"""What this person may do next with a case, a value or a disclosure: buttons and menus.

Asked of the same two tables the door asks, so no button leads to a refusal.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from backoffice.appeals.models import Appeal
from backoffice.disclosures.models import Disclosure
from backoffice.disclosures.offer import case_objection
from backoffice.recipients.standing import BY_LINK
from backoffice.rules.actions import Action
from backoffice.rules.lifecycle import (
    APPEAL_LIFECYCLE,
    DISCLOSURE_LIFECYCLE,
    VALUE_LIFECYCLE,
    actions_from,
    depends_on_state,
    next_state,
)
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault.models import PersonalValue
from backoffice.web.gate import may
from backoffice.web.refusal_words import REFUSALS


@dataclass(frozen=True)
class Link:
    """One thing that can be done: its words and address; `sends` makes it a form."""

    label: Any
    href: str
    sends: bool = False
    look: str = ""
    shortcut: str = ""
    off: Any = ""  # why it cannot be pressed now


@dataclass(frozen=True)
class ButtonRow:
    """A button of the heading: where it leads and how it looks."""

    endpoint: str
    label: Any
    sends: bool = False
    look: str = ""
    shortcut: str = ""


DIRECT = "direct"  # stands beside its value; the others in a menu

BUTTONS: dict[Action, ButtonRow] = {
    Action.APPEAL_TAKE: ButtonRow("appeals.take", _l("Take into work"), sends=True),
    Action.APPEAL_ASSIGN: ButtonRow("appeals.assign", _l("Assign")),
    Action.NOTE_ADD: ButtonRow("appeals.note", _l("Add note")),
    Action.CASE_PRINT: ButtonRow("appeals.record_sheet", _l("Record sheet")),
    Action.APPEAL_RETURN: ButtonRow("appeals.give_back", _l("Return"), sends=True),
    Action.APPEAL_ANSWER: ButtonRow("appeals.answer", _l("Record answer")),
    Action.APPEAL_REOPEN: ButtonRow("appeals.reopen", _l("Reopen"), sends=True),
    Action.APPEAL_CLOSE: ButtonRow("appeals.close", _l("Close"), sends=True, look="primary"),
    Action.DISCLOSURE_RECORD: ButtonRow(
        "disclosures.record", _l("Disclose to third party"), look="primary", shortcut="d"
    ),
}
VALUE_DEEDS: dict[Action, Any] = {
    Action.VALUE_CORRECT: _l("Correct"),
    Action.VALUE_DOUBT: _l("Mark as doubtful"),
    Action.VALUE_CONFIRM: _l("Confirm as right"),
    Action.VALUE_BLOCK: _l("Block"),
    Action.VALUE_UNBLOCK: _l("Unblock"),
    Action.VALUE_DELETE: _l("Delete"),
    Action.VALUE_RESTORE: _l("Restore"),
    Action.VALUE_DESTROY: _l("Destroy"),
}
APPLICANT_DEEDS: dict[Action, tuple[Any, Action]] = {
    Action.APPLICANT_BLOCK: (_l("Block all data"), Action.VALUE_BLOCK),
    Action.APPLICANT_UNBLOCK: (_l("Unblock all data"), Action.VALUE_UNBLOCK),
    Action.APPLICANT_DELETE: (_l("Delete all data"), Action.VALUE_DELETE),
    Action.APPLICANT_RESTORE: (_l("Restore all data"), Action.VALUE_RESTORE),
    Action.APPLICANT_DESTROY: (_l("Destroy all data"), Action.VALUE_DESTROY),
}
DISCLOSURE_DEEDS: dict[Action, Any] = {
    Action.DISCLOSURE_SEND: _l("Sent"),
    Action.DISCLOSURE_DELIVER: _l("Delivered"),
    Action.DISCLOSURE_FAIL: _l("Failed"),
    Action.DISCLOSURE_ACKNOWLEDGE: _l("Acknowledged"),
    Action.DISCLOSURE_RECALL: _l("Recall"),
}


def case_buttons(appeal: Appeal, values: Iterable[PersonalValue]) -> list[Link]:
    """The buttons of the heading, by the state of the case and the rights of the reader.

    A case whose data was destroyed offers none: nothing is added to it and nothing printed.
    """
    if appeal.emptied_at is not None:
        return []
    stop = case_objection(appeal, values)
    return [
        Link(
            row.label,
            url_for(row.endpoint, number=appeal.number),
            sends=row.sends,
            look=row.look,
            shortcut=row.shortcut,
            off=REFUSALS[stop] if stop and action is Action.DISCLOSURE_RECORD else "",
        )
        for action, row in BUTTONS.items()
        if _leads_on(appeal, action) and may(action, appeal)
        if action is not Action.DISCLOSURE_RECORD or appeal.consent.lets_disclose
    ]


def value_links(
    appeal: Appeal,
    value: PersonalValue,
    today: date,
    *,
    is_held: bool = False,
    is_doubted: bool = False,
) -> list[Link]:
    """What may be done to one value in its state (policy 5.e, 3.1)."""
    return [
        Link(
            VALUE_DEEDS[action],
            url_for(
                "data_rights.value",
                number=appeal.number,
                value_id=value.id,
                deed=_deed(action),
            ),
            look=DIRECT if action is Action.VALUE_CORRECT else "",
        )
        for action in _value_deeds(value, today)
        if may(action, appeal) and not (is_held and action is Action.VALUE_DESTROY)
        if is_doubted or action is not Action.VALUE_CONFIRM
    ]


def applicant_links(
    appeal: Appeal, values: Collection[PersonalValue], today: date, *, is_held: bool = False
) -> list[Link]:
    """What may be done to all data of the applicant: where at least one value allows it."""
    possible = {action for value in values for action in _value_deeds(value, today)}
    return [
        Link(
            label,
            url_for("data_rights.applicant", number=appeal.number, deed=_deed(action)),
            look="danger" if action is Action.APPLICANT_DESTROY else "",
        )
        for action, (label, one) in APPLICANT_DEEDS.items()
        if one in possible
        and may(action, appeal)
        and not (is_held and action is Action.APPLICANT_DESTROY)
    ]


def disclosure_links(appeal: Appeal, given: Disclosure) -> list[Link]:
    """What may become of a disclosure next (policy 10)."""
    return [
        Link(
            DISCLOSURE_DEEDS[action],
            url_for("disclosures.advance", ref=given.id, deed=_deed(action)),
        )
        for action in actions_from(DISCLOSURE_LIFECYCLE, given.state)
        if action in DISCLOSURE_DEEDS and may(action, appeal)
    ]


def recipient_href(appeal: Appeal, given: Disclosure) -> str:
    """The links of a disclosure, for whoever may make or revoke one (policy 9)."""
    if given.means not in BY_LINK or not may(Action.LINK_REVOKE, appeal):
        return ""
    return url_for("links.of_disclosure", ref=given.id)


def _leads_on(appeal: Appeal, action: Action) -> bool:
    if not depends_on_state(APPEAL_LIFECYCLE, action):
        return True
    return next_state(APPEAL_LIFECYCLE, appeal.state, action) is not None


def _value_deeds(value: PersonalValue, today: date) -> Iterator[Action]:
    """Deeds the state allows; a deleted value whose term has passed is not restored."""
    term_passed = value.restorable_until is not None and value.restorable_until < today
    for action in actions_from(VALUE_LIFECYCLE, value.state):
        if action is Action.VALUE_RESTORE and term_passed:
            continue
        yield action


def _deed(action: Action) -> str:
    """The last word of an action's name, as addresses carry it."""
    return action.value.rpartition(".")[2]


def may_reveal(appeal: Appeal, value: PersonalValue) -> bool:
    """Whether the reader may see the whole of a masked value."""
    return value.state == ValueState.CURRENT and may(Action.VALUE_REVEAL, appeal)

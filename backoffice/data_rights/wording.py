"""What each deed of the addresses is, in plain words: heading, meaning, button, confirmation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from backoffice.rules.actions import Action


@dataclass(frozen=True)
class Right:
    """One deed: the action, what it does to each value, and the words of its page."""

    action: Action
    on_value: Action
    heading: Any
    meaning: tuple[Any, ...]
    button: Any
    done: Any

    @property
    def is_grave(self) -> bool:
        """Whether it cannot be undone."""
        return self.on_value is Action.VALUE_DESTROY


_RECIPIENTS = _l("Third parties that were given it are listed on the page of the case.")
_TOLD = _l("Each third party that holds it gets a notice, listed on the page of the case.")
_NOT_LIFTED = _l("Nothing lifts it by itself: the privacy officer unblocks it.")
_BEYOND = _l(
    "Destruction cannot be undone. Here the data is gone at once. Out of backup copies it is gone "
    "when the administrator next changes the keys."
)

VALUE_RIGHTS: Mapping[str, Right] = {
    "correct": Right(
        Action.VALUE_CORRECT,
        Action.VALUE_CORRECT,
        _l("Correct: %(field)s"),
        (
            _l("The new value takes the place of the old one, which is no longer used."),
            _l("The old one stays sealed, so that it is known who was given what."),
            _TOLD,
        ),
        _l("Save the new value"),
        _l("Corrected: %(field)s."),
    ),
    "doubt": Right(
        Action.VALUE_DOUBT,
        Action.VALUE_DOUBT,
        _l("Mark as doubtful: %(field)s"),
        (
            _l("The value stays in use. The case goes to the list of missing and doubtful data."),
            _l("There a term runs: correct it, confirm it, or destroy it."),
        ),
        _l("Mark as doubtful"),
        _l("Marked as doubtful: %(field)s."),
    ),
    "confirm": Right(
        Action.VALUE_CONFIRM,
        Action.VALUE_CONFIRM,
        _l("Confirm as right: %(field)s"),
        (_l("Every doubt about the value ends. The value stays as it is."),),
        _l("Confirm as right"),
        _l("Confirmed as right: %(field)s."),
    ),
    "block": Right(
        Action.VALUE_BLOCK,
        Action.VALUE_BLOCK,
        _l("Block: %(field)s"),
        (
            _l("A blocked value is not shown, not found and not disclosed. It can be unblocked."),
            _NOT_LIFTED,
            _TOLD,
        ),
        _l("Block"),
        _l("Blocked: %(field)s."),
    ),
    "unblock": Right(
        Action.VALUE_UNBLOCK,
        Action.VALUE_UNBLOCK,
        _l("Unblock: %(field)s"),
        (_l("The value is used again: it is shown, found and may be disclosed."),),
        _l("Unblock"),
        _l("Unblocked: %(field)s."),
    ),
    "delete": Right(
        Action.VALUE_DELETE,
        Action.VALUE_DELETE,
        _l("Delete: %(field)s"),
        (
            _l("A deleted value is out of use: it is not shown, not found and not disclosed."),
            _l("The privacy officer can restore it within %(days)s days, and nobody after that."),
            _RECIPIENTS,
        ),
        _l("Delete"),
        _l("Deleted: %(field)s. It can be restored within %(days)s days."),
    ),
    "restore": Right(
        Action.VALUE_RESTORE,
        Action.VALUE_RESTORE,
        _l("Restore: %(field)s"),
        (_l("The value is used again: it is shown, found and may be disclosed."),),
        _l("Restore"),
        _l("Restored: %(field)s."),
    ),
    "destroy": Right(
        Action.VALUE_DESTROY,
        Action.VALUE_DESTROY,
        _l("Destroy: %(field)s"),
        (
            _BEYOND,
            _l("It takes the value, its earlier versions and the copies made for recipients."),
            _l("What stays is a mark that there was such a value, who destroyed it, when and why."),
            _TOLD,
        ),
        _l("Continue"),
        _l("Destroyed beyond recovery: %(field)s."),
    ),
}

APPLICANT_RIGHTS: Mapping[str, Right] = {
    "block": Right(
        Action.APPLICANT_BLOCK,
        Action.VALUE_BLOCK,
        _l("Block all data of the applicant"),
        (
            _l("Nothing of it is shown, found or disclosed. It can be unblocked."),
            _NOT_LIFTED,
            _TOLD,
        ),
        _l("Block all data"),
        _l("All data of the applicant is blocked."),
    ),
    "unblock": Right(
        Action.APPLICANT_UNBLOCK,
        Action.VALUE_UNBLOCK,
        _l("Unblock all data of the applicant"),
        (_l("Every blocked value is used again: it is shown, found and may be disclosed."),),
        _l("Unblock all data"),
        _l("All data of the applicant is unblocked."),
    ),
    "delete": Right(
        Action.APPLICANT_DELETE,
        Action.VALUE_DELETE,
        _l("Delete all data of the applicant"),
        (
            _l("All of it is out of use: it is not shown, not found and not disclosed."),
            _l("The privacy officer can restore it within %(days)s days, and nobody after that."),
            _RECIPIENTS,
        ),
        _l("Delete all data"),
        _l("All data of the applicant is deleted. It can be restored within %(days)s days."),
    ),
    "restore": Right(
        Action.APPLICANT_RESTORE,
        Action.VALUE_RESTORE,
        _l("Restore all data of the applicant"),
        (_l("Every deleted value whose term still runs is used again."),),
        _l("Restore all data"),
        _l("All data of the applicant is restored."),
    ),
    "destroy": Right(
        Action.APPLICANT_DESTROY,
        Action.VALUE_DESTROY,
        _l("Destroy all data of the applicant"),
        (
            _BEYOND,
            _l(
                "It takes the data of the applicant and of the representative, the texts of the"
                " appeal, notes, answers and the copies made for recipients."
            ),
            _l("What stays is the number of the appeal, its category and its dates."),
            _TOLD,
        ),
        _l("Continue"),
        _l("All data of the applicant is destroyed beyond recovery."),
    ),
}

"""How a deed is refused; web turns each into one answer and one sentence."""

from backoffice.rules.actions import ACTIONS, Action


class Refusal(Exception):
    """The rule named by `code` forbids this deed. `clause` is the policy clause behind it."""

    def __init__(self, code: str, action: Action | None = None, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.action = action
        self.clause = ACTIONS[action].clause if action else ""
        self.facts = facts


class NotAllowed(Refusal):
    """This person may not do this at all, or not on this case: answered like a missing page."""


class WrongState(Refusal):
    """The case or value is in a state from which this does not lead anywhere."""


class Stale(Refusal):
    """The form was drawn from an older version than the one stored."""


class AlreadyDone(Exception):
    """The same form took effect before; the first effect stands."""

    def __init__(self, subject: str, appeal_number: str) -> None:
        super().__init__(subject)
        self.subject = subject
        self.appeal_number = appeal_number


class NotFound(Exception):
    """There is no such thing, or not for this person: the two are one answer."""

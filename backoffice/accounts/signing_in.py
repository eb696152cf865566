"""Who stands at the sign-in page: one answer for every wrong guess, an entry for each."""

from backoffice.accounts.actions import sign_in
from backoffice.accounts.devices import Device
from backoffice.accounts.models import STRANGER, Staff
from backoffice.accounts.passwords import hash_password, is_right, needs_rehash
from backoffice.accounts.queries import staff_by_username
from backoffice.accounts.throttle import admit, counters_of, forgive
from backoffice.audit.door import record_refusal
from backoffice.rules.actions import Action


class WrongSignIn(Exception):
    """The name, the password or the account does not let anybody in: which, is not told."""


class TooManyGuesses(Exception):
    """The next attempt is looked at after `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def sign_in_with(username: str, password: str, *, address: str, device: Device) -> Staff:
    """Check a name and a password and sign the person in. Raises WrongSignIn, TooManyGuesses."""
    counters = counters_of(username, address, device)
    wait = admit(counters)
    person = staff_by_username(username)
    if wait:
        _record(person, "sign-in.throttled")
        raise TooManyGuesses(wait)
    right = is_right(person.password_hash if person else None, password)
    if person is None or not right:
        _record(person, "sign-in.wrong")
        raise WrongSignIn
    if not person.enabled:
        _record(person, "sign-in.disabled")
        raise WrongSignIn
    stronger = hash_password(password) if needs_rehash(person.password_hash) else ""
    sign_in(person, by=person, stronger_hash=stronger)
    forgive(counters)
    return person


def _record(person: Staff | None, code: str) -> None:
    """Never the typed name: people type passwords into the wrong box."""
    about = f"staff:{person.id}" if person else ""
    record_refusal(Action.ACCOUNT_SIGN_IN, STRANGER, code, subject_text=about)

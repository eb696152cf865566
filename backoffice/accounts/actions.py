"""What is done to accounts: create, disable, enable, change role, reset, change password."""

from backoffice import clock
from backoffice.accounts.models import Staff
from backoffice.accounts.passwords import hash_password
from backoffice.accounts.sessions import end_sessions
from backoffice.audit.door import current_deed, perform
from backoffice.audit.refusals import Refusal
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary import Language, Role


@perform(Action.STAFF_CREATE)
def create_staff(
    _subject: None, /, *, by: Actor, username: str, display_name: str, role: str, password: str
) -> Staff:
    """Give a person an account with a first password that must be changed (policy 2)."""
    person = Staff(
        username=username.strip().lower(),
        display_name=display_name.strip(),
        role=Role(role),
        password_hash=hash_password(password),
        language=Language.KK,
        must_change_password=True,
        created_at=clock.now(),
    )
    db.session.add(person)
    db.session.flush()
    current_deed().note(about=person, detail=f"role={person.role}")
    return person


@perform(Action.STAFF_DISABLE)
def disable_staff(person: Staff, /, *, by: Actor) -> Staff:
    """End an account and every session of it at once (policy 2)."""
    _refuse_self(person, by)
    person.enabled = False
    person.disabled_at = clock.now()
    end_sessions(person.id)
    return person


@perform(Action.STAFF_ENABLE)
def enable_staff(person: Staff, /, *, by: Actor) -> Staff:
    """Let a person back in."""
    person.enabled = True
    person.disabled_at = None
    return person


@perform(Action.STAFF_CHANGE_ROLE)
def change_role(person: Staff, /, *, by: Actor, role: str) -> Staff:
    """Give a person another role; it holds from their next request."""
    _refuse_self(person, by)
    was, person.role = person.role, Role(role)
    current_deed().note(detail=f"role={was}>{person.role}")
    return person


@perform(Action.STAFF_RESET_PASSWORD)
def reset_password(person: Staff, /, *, by: Actor, password: str) -> Staff:
    """Set a first password again; the person must change it, and other sessions end."""
    _refuse_self(person, by)
    person.password_hash = hash_password(password)
    person.must_change_password = True
    end_sessions(person.id)
    return person


@perform(Action.ACCOUNT_CHANGE_PASSWORD)
def change_password(person: Staff, /, *, by: Actor, password: str, keep_key: str = "") -> Staff:
    """Change one's own password; every other session of the account ends."""
    person.password_hash = hash_password(password)
    person.must_change_password = False
    end_sessions(person.id, but_key=keep_key)
    return person


def _refuse_self(person: Staff, by: Actor) -> None:
    if person.id == by.id:
        raise Refusal("staff.self", current_deed().action)

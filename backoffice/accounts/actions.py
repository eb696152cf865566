"""What is done to accounts: signing in and out, one's own settings, and what administrators do.

`form_version` is compared by the door itself, before the function runs.
"""

from backoffice import clock
from backoffice.accounts.models import Staff
from backoffice.accounts.passwords import hash_password
from backoffice.accounts.queries import other_administrators, staff_by_username
from backoffice.accounts.sessions import end_sessions, end_this_session
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import Refusal
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.rules.vocabulary.people import Language, Role


@perform(Action.ACCOUNT_SIGN_IN)
def sign_in(person: Staff, /, *, by: Actor, stronger_hash: str = "") -> Staff:
    """Note that a person signed in; a hash of weaker settings is replaced (policy 2)."""
    if stronger_hash:
        person.password_hash = stronger_hash
    return person


@perform(Action.ACCOUNT_SIGN_OUT)
def sign_out(person: Staff, /, *, by: Actor) -> Staff:
    """End the session of this browser on the server: a copied cookie is worth nothing."""
    end_this_session()
    return person


@perform(Action.ACCOUNT_SET_LANGUAGE)
def set_language(person: Staff, /, *, by: Actor, language: str) -> Staff:
    """Keep the language a person reads this application in."""
    person.language = Language(language)
    current_deed().note(detail=f"language={person.language}")
    return person


@perform(Action.ACCOUNT_END_SESSIONS)
def end_other_sessions(person: Staff, /, *, by: Actor, keep_key: str) -> Staff:
    """End one's own sessions in every other browser."""
    end_sessions(person.id, but_key=keep_key)
    return person


@perform(Action.STAFF_CREATE)
def create_staff(
    _subject: None, /, *, by: Actor, username: str, display_name: str, role: str, password: str
) -> Staff:
    """Give a person an account with a first password that must be changed (policy 2)."""
    if staff_by_username(username) is not None:
        raise Refusal("staff.name-taken", current_deed().action)
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
def disable_staff(person: Staff, /, *, by: Actor, form_version: int | None = None) -> Staff:
    """End an account and every session of it at once (policy 2)."""
    _refuse_self(person, by)
    _refuse_last_administrator(person)
    person.enabled = False
    person.disabled_at = clock.now()
    end_sessions(person.id)
    return person


@perform(Action.STAFF_ENABLE)
def enable_staff(person: Staff, /, *, by: Actor, form_version: int | None = None) -> Staff:
    """Let a person back in."""
    person.enabled = True
    person.disabled_at = None
    return person


@perform(Action.STAFF_CHANGE_ROLE)
def change_role(
    person: Staff, /, *, by: Actor, role: str, form_version: int | None = None
) -> Staff:
    """Give a person another role; it holds from their next request."""
    _refuse_self(person, by)
    if role != Role.ADMINISTRATOR:
        _refuse_last_administrator(person)
    was, person.role = person.role, Role(role)
    current_deed().note(detail=f"role={was}>{person.role}")
    return person


@perform(Action.STAFF_RESET_PASSWORD)
def reset_password(
    person: Staff, /, *, by: Actor, password: str, form_version: int | None = None
) -> Staff:
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


def _refuse_last_administrator(person: Staff) -> None:
    """Somebody must be left who can give accounts back."""
    if person.role == Role.ADMINISTRATOR and not other_administrators(person.id):
        raise Refusal("staff.last-administrator", current_deed().action)

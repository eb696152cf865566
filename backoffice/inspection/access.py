"""The list of persons with access: who, in which role, with which rights (policy 2; 2.18)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from backoffice import clock
from backoffice.accounts.models import Staff
from backoffice.accounts.queries import all_staff
from backoffice.rules.actions import Action
from backoffice.rules.permissions import PERMISSIONS
from backoffice.rules.vocabulary.people import STAFF_ROLES, Role
from backoffice.web.deeds import deed_name
from backoffice.web.labels.people import ROLES

_OWN_ACCOUNT = "account."  # what everybody may do with their own account says nothing


@dataclass(frozen=True)
class Person:
    """One account: since when, and until when if it was disabled."""

    name: str
    username: str
    role: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class Right:
    """One thing a role may do: everywhere, or only on cases of its own."""

    action: Action
    label: str
    is_own: bool


@dataclass(frozen=True)
class RoleRights:
    """A role, how many people have it today, and what it may do."""

    role: str
    label: str
    people: int
    rights: Sequence[Right]


@dataclass(frozen=True)
class AccessList:
    """Everybody with access today, whoever had it, and what each role may do."""

    present: Sequence[Person]
    former: Sequence[Person]
    roles: Sequence[RoleRights]


def access_list() -> AccessList:
    """The list as it is at this moment, in the present language."""
    staff = all_staff()
    present = [one for one in staff if one.enabled]
    return AccessList(
        present=[_person(one) for one in present],
        former=[_person(one) for one in staff if not one.enabled],
        roles=[_role(role, present) for role in STAFF_ROLES],
    )


def access_lines() -> Iterator[tuple[str, ...]]:
    """The same as lines of a table: one for each person and right."""
    yield _("Name"), _("User name"), _("Role"), _("Since"), _("Until"), _("Code"), _("Right")
    rights = {role: list(rights_of(role)) for role in STAFF_ROLES}
    for one in all_staff():
        until = one.disabled_at if not one.enabled else None
        known = (one.display_name, one.username, str(ROLES[one.role]), _day(one.created_at))
        for right in rights[Role(one.role)] if one.enabled else ():
            yield *known, "", str(right.action), _worded(right)
        if not one.enabled:
            yield *known, _day(until), "", _("disabled")


def rights_of(role: Role) -> Iterator[Right]:
    """What the table of permissions lets a role do, in the order of the table."""
    for action, row in PERMISSIONS.items():
        is_own = role in row.conditional and role not in row.roles
        if (role in row.roles or is_own) and not action.startswith(_OWN_ACCOUNT):
            yield Right(action, deed_name(action), is_own)


def _role(role: Role, present: Iterable[Staff]) -> RoleRights:
    people = sum(one.role == role for one in present)
    return RoleRights(role, str(ROLES[role]), people, list(rights_of(role)))


def _person(one: Staff) -> Person:
    until = None if one.enabled else one.disabled_at
    return Person(one.display_name, one.username, str(ROLES[one.role]), one.created_at, until)


def _worded(right: Right) -> str:
    return _("%(right)s (own cases)", right=right.label) if right.is_own else right.label


def _day(moment: datetime | None) -> str:
    return clock.local(moment).date().isoformat() if moment else ""

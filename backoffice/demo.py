"""The demonstration: one account per role and made-up cases. Refused in production."""

from backoffice import clock
from backoffice.accounts.actions import create_staff
from backoffice.accounts.models import SYSTEM, Staff
from backoffice.accounts.queries import demo_staff_exists, staff_by_username
from backoffice.audit.guard import migrating
from backoffice.db import db
from backoffice.demo_cases import load_cases
from backoffice.demo_readings import load_readings
from backoffice.rules.vocabulary.people import STAFF_ROLES, Role
from backoffice.undertakings.actions import record_undertaking

DEMO_PASSWORD = "senim-demo-109"
DEMO_UNDERTAKING = "№ 1-ДМ"
DEMO_NAMES = {
    Role.OPERATOR: ("aigul", "Айгүл Сейітова"),
    Role.SENIOR_OPERATOR: ("erlan", "Ерлан Төлеуов"),
    Role.MANAGER: ("saule", "Сәуле Оспанова"),
    Role.PRIVACY_OFFICER: ("dinara", "Динара Қасымова"),
    Role.ADMINISTRATOR: ("timur", "Тимур Ахметов"),
    Role.AUDITOR: ("marat", "Марат Жұмабаев"),
}


def load_demo() -> list[str]:
    """Make the demonstration once; returns the lines that name its accounts."""
    if not demo_staff_exists():
        add_accounts()
        load_cases()
        load_readings()
    lines = [f"  {DEMO_NAMES[role][0]:<8} {DEMO_PASSWORD}   {role}" for role in STAFF_ROLES]
    return ["Demonstration accounts (user name, password, role):", *lines]


def add_accounts() -> None:
    """One account per role."""
    for role in STAFF_ROLES:
        _add_account(role)


def _add_account(role: Role) -> Staff:
    username, display_name = DEMO_NAMES[role]
    create_staff(
        None,
        by=SYSTEM,
        username=username,
        display_name=display_name,
        role=role,
        password=DEMO_PASSWORD,
    )
    person = staff_by_username(username)
    assert person is not None
    record_undertaking(person, by=SYSTEM, signed_on=clock.today(), reference=DEMO_UNDERTAKING)
    with migrating():
        person.is_demo, person.must_change_password = True, False
        db.session.commit()
    return person

"""Who can reach personal data is a list anybody may be shown (policy 2; 2.18)."""

import pytest

from backoffice.accounts.actions import disable_staff
from backoffice.demo import DEMO_NAMES
from backoffice.inspection.access import access_lines, rights_of
from backoffice.rules.actions import Action
from backoffice.rules.permissions import PERMISSIONS
from backoffice.rules.vocabulary.people import STAFF_ROLES, Role

PAGE = "/inspection/access"


def test_everybody_with_an_account_stands_in_it_with_role_and_day(browser_of):
    browser = browser_of("auditor")
    browser.open(f"{PAGE}/en")
    for role, (username, name) in DEMO_NAMES.items():
        row = browser.page.find("td", string=username).parent.get_text(" ")
        assert name in row
        assert role.replace("_", " ") in row.lower()


def test_whoever_left_stands_apart_with_the_day(cast, browser_of):
    disable_staff(cast("operator"), by=cast("administrator"))
    browser = browser_of("privacy_officer")
    browser.open(f"{PAGE}/en")
    present, former = browser.page.find_all("table")
    name = cast("operator").display_name
    assert name not in present.get_text()
    assert name in former.get_text()
    assert former.find("th", string="Until")


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_the_rights_of_a_role_are_those_the_gate_asks(role):
    told = {right.action: right.is_own for right in rights_of(role)}
    for action, row in PERMISSIONS.items():
        if action.startswith("account."):
            assert action not in told
        elif role in row.roles:
            assert told[action] is False
        else:
            assert told.get(action) == (True if role in row.conditional else None)


def test_an_operator_is_told_to_work_on_own_cases_only(browser_of):
    browser = browser_of("manager")
    browser.open(f"{PAGE}/en")
    assert "Opening a case (own cases only)" in browser.text


def test_as_a_table_it_is_one_line_for_each_person_and_right(app, cast):
    _head, *lines = access_lines()
    of_auditor = {line[5] for line in lines if line[1] == cast("auditor").username}
    assert of_auditor == {str(right.action) for right in rights_of(Role.AUDITOR)}
    assert str(Action.AUDIT_VIEW) in of_auditor


@pytest.mark.parametrize(
    ("language", "heading"),
    [("kk", "Дербес деректерге"), ("ru", "Список лиц"), ("en", "List of persons")],
)
def test_it_is_printed_in_three_languages(browser_of, language, heading):
    page = browser_of("administrator").open(f"{PAGE}/{language}")
    assert page.html["lang"] == language
    assert page.h1.get_text().startswith(heading)


@pytest.mark.parametrize("role", ["operator", "senior_operator"])
def test_nobody_else_is_shown_it(browser_of, role):
    browser_of(role).open(PAGE, status=403)


def test_the_list_of_staff_leads_to_it(browser_of):
    page = browser_of("auditor").open("/staff")
    assert page.select_one(f'a[href="{PAGE}"]')

"""Administrators keep accounts; nobody changes their own, and one of them always remains."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from backoffice.accounts.actions import change_role, create_staff, disable_staff
from backoffice.accounts.models import SYSTEM, Staff
from backoffice.accounts.queries import staff_by_username
from backoffice.audit.models import AuditEntry
from backoffice.audit.refusals import NotAllowed, Refusal
from backoffice.db import db
from backoffice.rules.vocabulary.people import Role
from tests.given import Given
from tests.house_browser import HouseBrowser

Open = Callable[..., HouseBrowser]
Cast = Callable[[str], Staff]
OWN_PASSWORD = "a quiet street in autumn"


def page_of(person: Staff) -> str:
    """The address of a person's account page."""
    return f"/staff/{person.id}"


def send_deed(browser: HouseBrowser, person: Staff, deed: str, **typed: str) -> int:
    """Open a person's account page and press the button of one deed."""
    page = browser.open(page_of(person))
    for form in page.find_all("form", action=page_of(person)):
        if form.find("input", attrs={"name": "deed", "value": deed}) is None:
            form.decompose()
    return browser.submit(page_of(person), **typed).status_code


def last_entry() -> AuditEntry:
    """The newest entry of the audit table."""
    entry = db.session.scalar(sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1))
    assert entry is not None
    return entry


def shown_password(browser: HouseBrowser) -> str:
    """The first password on the answer page."""
    code = browser.page.find(attrs={"data-first-password": True})
    assert code is not None
    return code.get_text()


@pytest.mark.parametrize("role", ["administrator", "privacy_officer", "auditor"])
def test_the_list_names_everybody(browser_of: Open, role: str) -> None:
    browser = browser_of(role)
    browser.open("/staff")

    assert "Айгүл Сейітова" in browser.text
    assert "senior operator" in browser.text


@pytest.mark.parametrize("role", ["privacy_officer", "auditor"])
def test_who_only_reads_the_list_gets_no_buttons(browser_of: Open, cast: Cast, role: str) -> None:
    browser = browser_of(role)
    main = browser.open("/staff").find("main")

    assert main is not None
    assert main.find_all(["button", "form"]) == []
    assert {link["href"] for link in main.find_all("a")} == {
        "/undertakings",
        "/inspection/access",  # other lists
    }
    browser.open(page_of(cast("operator")), status=403)
    browser.open("/staff/new", status=403)


def test_a_new_colleague_signs_in_with_the_password_shown_once_and_must_change_it(
    browser_of: Open,
) -> None:
    browser = browser_of("administrator")
    browser.open("/staff/new")
    browser.submit("/staff/new", username="Botagoz", display_name="Ботагөз Ә.", role="operator")
    password = shown_password(browser)
    assert password not in browser.open("/staff").get_text()

    newcomer = browser_of()
    newcomer.open("/sign-in")
    assert newcomer.submit("/sign-in", username="botagoz", password=password).status_code == 303
    assert newcomer.send("GET", "/board").headers["Location"] == "/account"
    newcomer.open("/account")
    answer = newcomer.submit("/account", old=password, new=OWN_PASSWORD, again=OWN_PASSWORD)
    assert answer.headers["Location"] == "/"
    assert newcomer.send("GET", "/").headers["Location"] == "/board"


def test_a_typed_first_password_obeys_the_rules(browser_of: Open) -> None:
    browser = browser_of("administrator")
    browser.open("/staff/new")
    answer = browser.submit(
        "/staff/new", username="botagoz", display_name="Ботагөз Ә.", role="operator", password="123"
    )

    assert answer.status_code == 422
    assert "The password must have at least 12 characters." in browser.text
    assert browser.form("/staff/new").find("input", attrs={"value": "botagoz"})
    assert staff_by_username("botagoz") is None


@pytest.mark.parametrize("username", ["Айгүл", "a", "9lives", "two words", "x" * 41])
def test_a_user_name_can_be_typed_on_every_keyboard(browser_of: Open, username: str) -> None:
    browser = browser_of("administrator")
    browser.open("/staff/new")
    answer = browser.submit(
        "/staff/new", username=username, display_name="Ботагөз Ә.", role="operator"
    )

    assert answer.status_code == 422
    assert "Latin letters" in browser.text


def test_two_accounts_never_share_a_user_name(browser_of: Open) -> None:
    browser = browser_of("administrator")
    browser.open("/staff/new")
    answer = browser.submit(
        "/staff/new", username="AIGUL", display_name="Айгүл Б.", role="operator"
    )

    assert answer.status_code == 422
    assert "Another account has this user name." in browser.text


def test_no_account_gets_the_role_of_the_machine(browser_of: Open) -> None:
    browser = browser_of("administrator")
    browser.open("/staff/new")
    answer = browser.submit(
        "/staff/new", username="botagoz", display_name="Ботагөз Ә.", role="system"
    )

    assert answer.status_code == 422
    assert staff_by_username("botagoz") is None


def test_disabling_and_enabling_are_deeds_with_entries(browser_of: Open, cast: Cast) -> None:
    browser = browser_of("administrator")

    assert send_deed(browser, cast("operator"), "disable") == 303
    assert not cast("operator").enabled
    entry = last_entry()
    assert (entry.action, entry.subject) == ("staff.disable", f"staff:{cast('operator').id}")

    assert send_deed(browser, cast("operator"), "enable") == 303
    assert cast("operator").enabled
    assert last_entry().action == "staff.enable"


def test_another_role_holds_from_the_next_request(browser_of: Open, cast: Cast) -> None:
    administrator, auditor = browser_of("administrator"), browser_of("auditor")
    auditor.open("/staff")
    auditor.open("/staff/new", status=403)

    assert send_deed(administrator, cast("auditor"), "role", role="administrator") == 303
    auditor.open("/staff/new")

    assert send_deed(administrator, cast("auditor"), "role", role="operator") == 303
    auditor.open("/staff", status=403)
    assert last_entry().reason == "permission.role"


def test_a_new_first_password_replaces_the_old_one(browser_of: Open, cast: Cast) -> None:
    browser, elsewhere = browser_of("administrator"), browser_of("operator")

    assert send_deed(browser, cast("operator"), "reset") == 200
    password = shown_password(browser)

    assert elsewhere.send("GET", "/account").status_code == 303
    elsewhere.open("/sign-in")
    assert elsewhere.submit("/sign-in", username="aigul", password=password).status_code == 303
    assert cast("operator").must_change_password


def test_the_own_account_has_no_buttons_and_is_refused(browser_of: Open, cast: Cast) -> None:
    browser, timur = browser_of("administrator"), cast("administrator")
    main = browser.open(page_of(timur)).find("main")
    assert main is not None
    assert main.find("form") is None

    browser.open(page_of(cast("operator")))
    form = browser.form(page_of(cast("operator")))
    form["action"] = page_of(timur)
    answer = browser.submit(page_of(timur), deed="disable", form_version=str(timur.version))

    assert answer.status_code == 409
    assert "You cannot do this to your own account." in browser.text
    assert cast("administrator").enabled


def test_one_enabled_administrator_always_remains(cast: Cast) -> None:
    with pytest.raises(Refusal, match="staff.last-administrator"):
        disable_staff(cast("administrator"), by=SYSTEM)
    with pytest.raises(Refusal, match="staff.last-administrator"):
        change_role(cast("administrator"), by=SYSTEM, role=Role.AUDITOR)
    assert cast("administrator").role == Role.ADMINISTRATOR

    create_staff(
        None,
        by=SYSTEM,
        username="second",
        display_name="Second",
        role=Role.ADMINISTRATOR,
        password=OWN_PASSWORD,
    )
    disable_staff(cast("administrator"), by=SYSTEM)
    assert not cast("administrator").enabled


def test_two_administrators_who_disable_each_other_do_not_both_succeed(cast: Cast) -> None:
    timur = cast("administrator")
    change_role(cast("manager"), by=timur, role=Role.ADMINISTRATOR)
    saule = cast("manager")

    disable_staff(saule, by=timur)

    with pytest.raises(NotAllowed):
        disable_staff(timur, by=saule)


def test_a_form_drawn_before_somebody_elses_change_is_shown_again(
    browser_of: Open, cast: Cast
) -> None:
    browser = browser_of("administrator")
    browser.open(page_of(cast("operator")))
    drawn = browser.page
    change_role(cast("operator"), by=SYSTEM, role=Role.MANAGER)

    browser.page = drawn
    answer = browser.submit(page_of(cast("operator")), role="auditor")
    assert answer.status_code == 409
    assert "Somebody changed this since you opened it." in browser.text
    assert "manager" in browser.text
    assert cast("operator").role == Role.MANAGER

    assert browser.submit(page_of(cast("operator"))).status_code == 303
    assert cast("operator").role == Role.AUDITOR


def test_an_unknown_account_or_deed_is_refused(browser_of: Open, cast: Cast) -> None:
    browser = browser_of("administrator")
    browser.open("/staff/999", status=404)

    browser.open(page_of(cast("operator")))
    assert browser.submit(page_of(cast("operator")), deed="erase").status_code == 400


def test_an_administrator_sees_no_case_and_no_board(browser_of: Open, given: Given) -> None:
    browser = browser_of("administrator")

    browser.open("/board", status=403)
    number = given.appeal().number
    browser.open(f"/appeals/{number}", status=403)
    browser.open("/appeals/no-such-number", status=403)


def test_blanks_are_no_name(browser_of: Open) -> None:
    browser = browser_of("administrator")
    browser.open("/staff/new")
    answer = browser.submit("/staff/new", username="blank", display_name="   ", role="operator")

    assert answer.status_code == 422
    assert staff_by_username("blank") is None


def test_a_version_nobody_could_have_drawn_counts_as_old(browser_of: Open, cast: Cast) -> None:
    browser, person = browser_of("administrator"), cast("operator")
    status = send_deed(browser, person, "role", role="manager", form_version="9" * 5000)

    assert status == 409


def test_an_account_beyond_any_number_is_not_found(browser_of: Open) -> None:
    browser_of("administrator").open("/staff/" + "9" * 30, status=404)

"""Signing in: one answer for every wrong guess, an entry for each, and no way off the site."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from backoffice.accounts.actions import disable_staff
from backoffice.accounts.models import Staff
from backoffice.accounts.passwords import needs_rehash
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.demo import DEMO_PASSWORD
from tests.house_browser import HouseBrowser

WRONG = "The user name or the password is wrong."
Open = Callable[..., HouseBrowser]
Cast = Callable[[str], Staff]


def try_sign_in(browser: HouseBrowser, username: str, password: str, page: str = "/sign-in") -> int:
    """Open the sign-in page in English and send it; answers with the status."""
    browser.open(page)
    browser.submit("/account/language", language="en")
    browser.open(page)
    return browser.submit("/sign-in", username=username, password=password).status_code


def sign_in_entries() -> list[AuditEntry]:
    """What the audit table holds about signing in, oldest first."""
    query = sa.select(AuditEntry).where(AuditEntry.action == "account.sign-in")
    return list(db.session.scalars(query.order_by(AuditEntry.seq)))


def test_signing_in_is_a_deed_of_the_person(browser_of: Open, cast: Cast) -> None:
    browser_of("operator")

    (entry,) = sign_in_entries()
    aigul = cast("operator")
    assert (entry.actor_id, entry.subject, entry.outcome) == (aigul.id, f"staff:{aigul.id}", "done")


@pytest.mark.parametrize(
    ("username", "password"),
    [("aigul", "not her password"), ("nobody", "not her password"), ("nobody", DEMO_PASSWORD)],
)
def test_every_wrong_guess_gets_the_same_answer(
    browser_of: Open, username: str, password: str
) -> None:
    browser = browser_of()

    assert try_sign_in(browser, username, password) == 422
    main = browser.page.find("main")
    assert main is not None
    assert WRONG in browser.text
    for box in main.find_all("input"):
        box.decompose()
    assert username not in main.get_text()
    assert password not in str(main)


def test_a_disabled_account_answers_like_a_wrong_password(browser_of: Open, cast: Cast) -> None:
    disable_staff(cast("operator"), by=cast("administrator"))
    browser = browser_of()

    assert try_sign_in(browser, "aigul", DEMO_PASSWORD) == 422
    assert WRONG in browser.text
    assert sign_in_entries()[-1].reason == "sign-in.disabled"


def test_a_wrong_password_is_written_down_with_the_account_it_was_tried_on(
    browser_of: Open, cast: Cast
) -> None:
    try_sign_in(browser_of(), "aigul", "a wrong password")

    (entry,) = sign_in_entries()
    assert (entry.outcome, entry.reason) == ("refused", "sign-in.wrong")
    assert entry.subject == f"staff:{cast('operator').id}"
    assert (entry.actor_id, entry.actor_role, entry.client) == (0, "stranger", "127.0.0.1")


def test_what_was_typed_as_a_name_is_never_written_down(browser_of: Open) -> None:
    try_sign_in(browser_of(), "my secret password", "aigul")

    (entry,) = sign_in_entries()
    assert entry.subject == ""
    columns = [str(getattr(entry, column.key)) for column in AuditEntry.__table__.columns]
    assert not [text for text in columns if "secret" in text or "aigul" in text]


def test_user_names_ignore_case_and_spaces_around(browser_of: Open) -> None:
    assert try_sign_in(browser_of(), " AIGUL ", DEMO_PASSWORD) == 303


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/no-such-page",
        "/sign-out",
    ],
)
def test_signing_in_leads_only_to_pages_of_this_site(browser_of: Open, target: str) -> None:
    browser = browser_of()
    browser.open("/sign-in")

    answer = browser.submit("/sign-in", username="aigul", password=DEMO_PASSWORD, next=target)

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/"


def test_the_page_asked_for_before_signing_in_opens_after_it(browser_of: Open) -> None:
    browser = browser_of()
    answer = browser.send("GET", "/staff")
    assert answer.headers["Location"] == "/sign-in?next=/staff"
    browser.open(answer.headers["Location"])

    answer = browser.submit("/sign-in", username="timur", password=DEMO_PASSWORD)

    assert answer.headers["Location"] == "/staff"


def test_a_wrong_guess_keeps_the_page_asked_for(browser_of: Open) -> None:
    browser = browser_of()
    try_sign_in(browser, "timur", "a wrong password", "/sign-in?next=/staff")

    answer = browser.submit("/sign-in", username="timur", password=DEMO_PASSWORD)

    assert answer.headers["Location"] == "/staff"


def test_stronger_settings_are_taken_over_when_the_person_signs_in(
    app: Flask, browser_of: Open, cast: Cast
) -> None:
    app.config["ARGON2_MEMORY_KIB"] = 128
    assert needs_rehash(cast("operator").password_hash)

    browser_of("operator")

    assert not needs_rehash(cast("operator").password_hash)


def test_a_sign_in_page_left_open_too_long_is_drawn_anew(browser_of: Open) -> None:
    browser = browser_of()
    browser.open("/sign-in")
    browser.client.delete_cookie("senim")

    answer = browser.submit("/sign-in", username="aigul", password=DEMO_PASSWORD)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")
    assert sign_in_entries() == []


@pytest.mark.parametrize(
    ("role", "place"),
    [
        ("operator", "/board"),
        ("senior_operator", "/board"),
        ("manager", "/manager"),
        ("privacy_officer", "/privacy"),
        ("administrator", "/staff"),
        ("auditor", "/audit"),
    ],
)
def test_home_is_where_the_work_of_a_role_begins(browser_of: Open, role: str, place: str) -> None:
    browser = browser_of(role)

    assert browser.send("GET", "/").headers["Location"] == place
    assert browser.send("GET", "/sign-in").headers["Location"] == "/"


def test_a_language_chosen_at_the_door_stays_after_it(browser_of: Open, cast: Cast) -> None:
    browser = browser_of()
    browser.open("/sign-in")
    browser.submit("/account/language", language="ru")
    browser.open("/sign-in")
    browser.submit("/sign-in", username="aigul", password=DEMO_PASSWORD)
    assert browser.open("/account").html["lang"] == "ru"
    assert cast("operator").language == "ru"
    entry = db.session.scalar(
        sa.select(AuditEntry).where(AuditEntry.action == "account.set-language")
    )
    assert (entry.actor_id, entry.detail) == (cast("operator").id, "language=ru")


def test_the_language_somebody_left_at_this_computer_is_nobody_elses(
    browser_of: Open, cast: Cast
) -> None:
    browser = browser_of("senior_operator", language="ru")
    browser.open("/account")
    browser.submit("/sign-out")
    browser.open("/sign-in")
    browser.submit("/sign-in", username="aigul", password=DEMO_PASSWORD)
    assert cast("operator").language == "kk"


HOMES = {
    "operator": "/board",
    "senior_operator": "/board",
    "manager": "/manager",
    "privacy_officer": "/privacy",
    "administrator": "/staff",
    "auditor": "/audit",
}


@pytest.mark.parametrize("role", HOMES)
def test_the_name_of_the_system_leads_where_signing_in_does(browser_of, role):
    browser = browser_of(role)
    brand = browser.open("/account").select_one("a.brand")["href"]
    assert browser.send("GET", brand).headers["Location"] == HOMES[role]

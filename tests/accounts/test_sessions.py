"""Sessions live on the server: a key planted, copied or kept is worth nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from backoffice import clock
from backoffice.accounts.actions import disable_staff, enable_staff, reset_password
from backoffice.accounts.models import Staff, WebSession
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.demo import DEMO_PASSWORD
from tests.house_browser import HouseBrowser

Open = Callable[..., HouseBrowser]
Cast = Callable[[str], Staff]
NEW_PASSWORD = "four words in a row"


@pytest.fixture
def copy_of(app: Flask) -> Callable[[HouseBrowser], HouseBrowser]:
    """A thief's browser that holds the same session cookie."""

    def copied(browser: HouseBrowser) -> HouseBrowser:
        thief = HouseBrowser(app)
        thief.client.set_cookie("senim", key_of(browser))
        return thief

    return copied


def key_of(browser: HouseBrowser) -> str:
    """The session key a browser holds."""
    cookie = browser.client.get_cookie("senim")
    assert cookie is not None
    return cookie.value


def is_signed_in(browser: HouseBrowser) -> bool:
    """Whether the settings page opens without signing in."""
    return browser.send("GET", "/account").status_code == 200


def test_a_key_planted_before_signing_in_is_worth_nothing_after(
    browser_of: Open, copy_of: Callable[[HouseBrowser], HouseBrowser]
) -> None:
    victim = browser_of()
    victim.open("/sign-in")
    attacker = copy_of(victim)

    victim.submit("/sign-in", username="aigul", password=DEMO_PASSWORD)

    assert key_of(victim) != key_of(attacker)
    assert is_signed_in(victim)
    assert not is_signed_in(attacker)


def test_a_token_seen_before_signing_in_signs_no_form_after(browser_of: Open) -> None:
    browser = browser_of()
    old = browser.open("/sign-in").find("input", attrs={"name": "csrf_token"})
    browser.submit("/sign-in", username="aigul", password=DEMO_PASSWORD)
    assert old is not None

    answer = browser.send("POST", "/sign-out", data={"csrf_token": old["value"]})

    assert answer.status_code == 400
    assert is_signed_in(browser)


def test_a_copied_cookie_is_worth_nothing_after_sign_out(
    browser_of: Open, copy_of: Callable[[HouseBrowser], HouseBrowser]
) -> None:
    browser = browser_of("operator")
    thief = copy_of(browser)
    assert is_signed_in(thief)

    browser.open("/account")
    assert browser.submit("/sign-out").headers["Location"] == "/sign-in"

    assert not is_signed_in(thief)
    assert not is_signed_in(browser)
    assert key_of(browser) != key_of(thief)


def test_signing_out_is_a_deed(browser_of: Open, cast: Cast) -> None:
    browser = browser_of("operator")
    browser.open("/account")
    browser.submit("/sign-out", follow=True)

    assert "You have signed out." in browser.text
    query = sa.select(AuditEntry).where(AuditEntry.action == "account.sign-out")
    entry = db.session.scalars(query).one()
    assert (entry.actor_id, entry.outcome) == (cast("operator").id, "done")


def test_changing_the_password_ends_every_other_session(
    browser_of: Open, copy_of: Callable[[HouseBrowser], HouseBrowser]
) -> None:
    browser, elsewhere = browser_of("operator"), browser_of("operator")
    thief = copy_of(browser)

    browser.open("/account")
    answer = browser.submit("/account", old=DEMO_PASSWORD, new=NEW_PASSWORD, again=NEW_PASSWORD)

    assert answer.status_code == 303
    assert is_signed_in(browser)
    assert not is_signed_in(elsewhere)
    assert not is_signed_in(thief)


def test_disabling_an_account_ends_its_sessions_for_good(browser_of: Open, cast: Cast) -> None:
    browser = browser_of("operator")

    disable_staff(cast("operator"), by=cast("administrator"))
    assert not is_signed_in(browser)

    enable_staff(cast("operator"), by=cast("administrator"))
    assert not is_signed_in(browser)


def test_resetting_a_password_ends_the_sessions(browser_of: Open, cast: Cast) -> None:
    browser = browser_of("operator")

    reset_password(cast("operator"), by=cast("administrator"), password=NEW_PASSWORD)

    assert not is_signed_in(browser)


def test_a_session_unused_for_half_an_hour_is_over(browser_of: Open) -> None:
    browser, begun = browser_of("operator"), clock.now()

    with clock.running_at(lambda: begun + timedelta(minutes=29)):
        assert is_signed_in(browser)
    with clock.running_at(lambda: begun + timedelta(minutes=58)):
        assert is_signed_in(browser)
    with clock.running_at(lambda: begun + timedelta(minutes=89)):
        assert not is_signed_in(browser)


def test_a_session_in_use_ends_after_one_shift(browser_of: Open) -> None:
    browser, begun = browser_of("operator"), clock.now()

    for minutes in range(0, 12 * 60, 25):
        with clock.running_at(lambda passed=minutes: begun + timedelta(minutes=passed)):
            assert is_signed_in(browser), minutes
    with clock.running_at(lambda: begun + timedelta(hours=12, minutes=1)):
        assert not is_signed_in(browser)


def test_a_made_up_key_opens_nothing(browser_of: Open) -> None:
    browser = browser_of()
    browser.client.set_cookie("senim", "a" * 43)

    assert not is_signed_in(browser)
    assert key_of(browser) == "a" * 43


def test_the_database_holds_no_key_that_could_be_used(browser_of: Open) -> None:
    browser = browser_of("operator")

    rows = db.session.scalars(sa.select(WebSession)).all()
    assert rows
    assert not [row for row in rows if key_of(browser) in (row.key_hash, row.held)]


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(browser_of: Open) -> None:
    browser = browser_of()
    browser.open("/sign-in")
    answer = browser.submit("/sign-in", username="aigul", password=DEMO_PASSWORD)

    cookies = answer.headers.getlist("Set-Cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Domain" not in cookie


def test_in_production_cookies_travel_over_tls_only(app: Flask, browser_of: Open) -> None:
    app.config["ENV"] = "production"
    browser = browser_of()
    browser.open("/sign-in")
    first = browser.answer.headers["Set-Cookie"]
    token = browser.form("/sign-in").find("input", attrs={"name": "csrf_token"})
    assert token is not None

    # A browser keeps a Secure cookie from a plain connection away: it is handed over by hand.
    answer = browser.send(
        "POST",
        "/sign-in",
        base_url="https://localhost",
        data={"csrf_token": token["value"], "username": "aigul", "password": DEMO_PASSWORD},
        headers={"Cookie": first.split(";")[0], "Referer": "https://localhost/sign-in"},
    )

    assert answer.status_code == 303
    cookies = [first, *answer.headers.getlist("Set-Cookie")]
    assert len(cookies) == 3
    assert not [cookie for cookie in cookies if "Secure" not in cookie]

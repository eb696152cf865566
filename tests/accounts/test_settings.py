"""One's own password, other browsers and language."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from backoffice.accounts.models import Staff
from backoffice.accounts.passwords import first_password, is_right, weakness
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.demo import DEMO_PASSWORD
from tests.house_browser import HouseBrowser

Open = Callable[..., HouseBrowser]
Cast = Callable[[str], Staff]
GOOD = "төрт сөз қатарынан келеді"


def actions_done() -> list[str]:
    """What was done, oldest first."""
    query = sa.select(AuditEntry.action).where(AuditEntry.outcome == "done")
    return list(db.session.scalars(query.order_by(AuditEntry.seq)))


def test_the_own_password_can_be_changed(browser_of: Open, cast: Cast) -> None:
    browser = browser_of("operator")
    browser.open("/account")

    assert browser.submit("/account", old=DEMO_PASSWORD, new=GOOD, again=GOOD).status_code == 303

    assert is_right(cast("operator").password_hash, GOOD)
    assert actions_done()[-1] == "account.change-password"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"old": "a wrong one", "new": GOOD, "again": GOOD}, "not your present password"),
        ({"old": DEMO_PASSWORD, "new": GOOD, "again": "another"}, "two new passwords differ"),
        ({"old": DEMO_PASSWORD, "new": "short", "again": "short"}, "at least 12"),
        ({"old": DEMO_PASSWORD, "new": "x1y2" * 40, "again": "x1y2" * 40}, "at most 128"),
        ({"old": DEMO_PASSWORD, "new": "qwerty123456", "again": "qwerty123456"}, "guess"),
        ({"old": DEMO_PASSWORD, "new": "", "again": ""}, "Fill in this box."),
    ],
)
def test_a_refused_password_changes_nothing_and_says_why(
    browser_of: Open, cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    browser = browser_of("operator")
    browser.open("/account")

    assert browser.submit("/account", **typed).status_code == 422

    assert sentence in browser.text
    assert is_right(cast("operator").password_hash, DEMO_PASSWORD)
    assert typed["old"] not in browser.page.prettify()


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("a" * 11, "short"),
        ("abcd efgh ij" + "k" * 116, ""),
        ("abcd efgh ij" + "k" * 117, "long"),
        ("Botagoz.Orazbek", "name"),
        ("PASSWORD1234", "common"),
        ("ababababababab", "common"),
        ("only small letters", ""),
        ("кілт пен сағат", ""),
    ],
)
def test_length_counts_and_composition_does_not(password: str, code: str) -> None:
    assert weakness(password, "botagoz.orazbek") == code


def test_made_up_passwords_are_good_and_differ() -> None:
    made = {first_password() for _ in range(50)}
    assert len(made) == 50
    assert not [password for password in made if weakness(password, "aigul")]


def test_other_browsers_are_counted_and_can_be_signed_out(browser_of: Open) -> None:
    browser, elsewhere = browser_of("operator"), browser_of("operator")
    browser.open("/account")
    assert "You are signed in with 1 other browser." in browser.text

    form = browser.page.find("input", attrs={"name": "deed", "value": "sessions"})
    assert form is not None
    assert browser.submit("/account", deed="sessions").status_code == 303

    browser.open("/account")
    assert "You are signed in with this browser only." in browser.text
    assert elsewhere.send("GET", "/account").status_code == 303
    assert actions_done()[-1] == "account.end-sessions"


def test_the_chosen_language_goes_with_the_person(browser_of: Open, cast: Cast) -> None:
    browser = browser_of("operator")
    browser.open("/account")
    browser.submit("/account/language", language="ru", next="/account")

    assert browser.answer.headers["Location"] == "/account"
    assert browser.open("/account").html["lang"] == "ru"
    assert cast("operator").language == "ru"
    assert actions_done()[-1] == "account.set-language"
    elsewhere = HouseBrowser(browser.client.application)
    elsewhere.open("/sign-in")
    elsewhere.submit("/sign-in", username="aigul", password=DEMO_PASSWORD)
    assert elsewhere.open("/account").html["lang"] == "ru"


def test_a_stranger_chooses_the_language_of_the_sign_in_page(browser_of: Open) -> None:
    browser = browser_of()
    assert browser.open("/sign-in").html["lang"] == "kk"
    browser.submit("/account/language", language="en")

    assert browser.answer.headers["Location"] == "/sign-in"
    assert browser.open("/sign-in").html["lang"] == "en"


def test_an_unknown_language_changes_nothing(browser_of: Open, cast: Cast) -> None:
    browser = browser_of("operator")
    browser.open("/account")
    browser.submit("/account/language", language="xx", next="//evil.example")

    assert browser.answer.headers["Location"] == "/"
    assert cast("operator").language == "en"


def test_the_language_stays_after_signing_out(browser_of: Open) -> None:
    browser = browser_of("operator")
    browser.open("/account")
    browser.submit("/sign-out")

    assert browser.open("/sign-in").html["lang"] == "en"


def test_guesses_at_the_present_password_are_slowed_down(browser_of: Open) -> None:
    browser = browser_of("operator")
    statuses = []
    for number in range(7):
        browser.open("/account")
        answer = browser.submit("/account", old=f"guess {number}", new="x", again="x")
        statuses.append(answer.status_code)

    assert statuses == [422] * 5 + [429] * 2
    assert int(browser.answer.headers["Retry-After"]) > 0
    assert "Too many attempts" in browser.text
    tried = sa.select(AuditEntry.reason).where(
        AuditEntry.action == "account.change-password", AuditEntry.outcome == "refused"
    )
    assert list(db.session.scalars(tried)) == ["sign-in.wrong"] * 5

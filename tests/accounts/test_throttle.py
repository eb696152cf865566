"""Guesses are slowed down more and more, and nobody can lock a colleague out."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.accounts.devices import COOKIE
from backoffice.accounts.models import SignInAttempt
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.demo import DEMO_PASSWORD
from tests.house_browser import HouseBrowser

Open = Callable[..., HouseBrowser]
START = datetime(2026, 9, 1, 4, 0, 5, tzinfo=UTC)


class Watch:
    """A clock the test moves."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> None:
        """Let time pass."""
        self.moment += timedelta(**span)


@pytest.fixture
def watch() -> Iterator[Watch]:
    """The clock of everything the test does."""
    made = Watch()
    with clock.running_at(made):
        yield made


def guess(
    browser: HouseBrowser,
    username: str = "aigul",
    password: str = "wrong",
    address: str = "10.0.0.9",
) -> int:
    """Send the sign-in page from an address; answers with the status."""
    browser.client.environ_base["REMOTE_ADDR"] = address
    browser.open("/sign-in")
    return browser.submit("/sign-in", username=username, password=password).status_code


def reasons() -> list[str]:
    """Reasons of the refused sign-ins in the audit table."""
    query = sa.select(AuditEntry.reason).where(
        AuditEntry.action == "account.sign-in", AuditEntry.outcome == "refused"
    )
    return list(db.session.scalars(query.order_by(AuditEntry.seq)))


def test_after_five_failures_the_next_guess_must_wait(browser_of: Open, watch: Watch) -> None:
    browser = browser_of()
    assert [guess(browser) for _ in range(6)] == [422] * 5 + [429]
    assert browser.answer.headers["Retry-After"] == "2"

    watch.forward(seconds=2)

    assert guess(browser) == 422
    assert guess(browser) == 429
    assert browser.answer.headers["Retry-After"] == "4"


def test_the_right_password_also_waits_and_then_opens(browser_of: Open, watch: Watch) -> None:
    browser = browser_of()
    for _ in range(5):
        guess(browser)

    assert guess(browser, password=DEMO_PASSWORD) == 429
    watch.forward(seconds=2)
    assert guess(browser, password=DEMO_PASSWORD) == 303


def test_the_wait_never_grows_beyond_a_minute(browser_of: Open, watch: Watch) -> None:
    browser = browser_of()
    for _ in range(15):
        guess(browser)
        watch.forward(seconds=61)

    assert guess(browser) == 422
    assert guess(browser) == 429
    assert int(browser.answer.headers["Retry-After"]) <= 60
    watch.forward(seconds=60)
    assert guess(browser, password=DEMO_PASSWORD) == 303


def test_a_right_password_forgets_the_failures(browser_of: Open, watch: Watch) -> None:
    browser = browser_of()
    for _ in range(4):
        guess(browser)
    assert guess(browser, password=DEMO_PASSWORD) == 303

    another = browser_of()
    assert [guess(another) for _ in range(5)] == [422] * 5


def test_an_unknown_name_is_slowed_down_just_the_same(browser_of: Open, watch: Watch) -> None:
    known, unknown = browser_of(), browser_of()

    told = [guess(known, "aigul", address="10.0.0.1") for _ in range(7)]
    assert told == [guess(unknown, "nobody", address="10.0.0.2") for _ in range(7)]


def test_a_colleagues_guesses_do_not_hinder_the_owner_in_her_own_browser(
    browser_of: Open, watch: Watch
) -> None:
    owner = browser_of()
    guess(owner, password=DEMO_PASSWORD)
    owner.open("/account")
    owner.submit("/sign-out")

    colleague = browser_of()
    assert [guess(colleague) for _ in range(30)][-1] == 429

    assert guess(owner, password=DEMO_PASSWORD) == 303


def test_guesses_in_a_known_browser_are_slowed_down_too(browser_of: Open, watch: Watch) -> None:
    owner = browser_of()
    guess(owner, password=DEMO_PASSWORD)
    owner.open("/account")
    owner.submit("/sign-out")

    assert [guess(owner) for _ in range(6)] == [422] * 5 + [429]


def test_a_mark_of_one_person_gives_no_free_guesses_on_another(
    browser_of: Open, watch: Watch
) -> None:
    browser = browser_of()
    guess(browser, "erlan", DEMO_PASSWORD)
    browser.open("/account")
    browser.submit("/sign-out")
    stranger = browser_of()
    for _ in range(5):
        guess(stranger, "aigul")

    assert guess(browser, "aigul") == 429


def test_a_forged_mark_is_no_mark(browser_of: Open, watch: Watch) -> None:
    stranger = browser_of()
    for _ in range(5):
        guess(stranger)
    stranger.client.set_cookie(COOKIE, "WyJhIixbImIiXV0.forged", path="/sign-in")

    assert guess(stranger) == 429


def test_one_address_may_guess_twenty_times_a_minute(browser_of: Open, watch: Watch) -> None:
    browser = browser_of()

    told = [guess(browser, f"name{number}") for number in range(21)]

    assert told == [422] * 20 + [429]
    assert guess(browser, "other", address="10.0.0.77") == 422
    watch.forward(seconds=60)
    assert guess(browser, "another") == 422


def test_every_failure_and_every_throttled_attempt_is_written_down(
    browser_of: Open, watch: Watch
) -> None:
    browser = browser_of()
    for _ in range(7):
        guess(browser)

    assert reasons() == ["sign-in.wrong"] * 5 + ["sign-in.throttled"] * 2


def test_counters_show_neither_names_nor_addresses(browser_of: Open, watch: Watch) -> None:
    guess(browser_of())

    rows = db.session.scalars(sa.select(SignInAttempt)).all()
    assert len(rows) == 2
    assert not [row for row in rows if "aigul" in row.bucket or "10.0" in row.bucket]


def test_old_counters_are_forgotten(browser_of: Open, watch: Watch) -> None:
    browser = browser_of()
    for _ in range(5):
        guess(browser)
    watch.forward(minutes=16)

    assert guess(browser, "erlan") == 422
    names = db.session.scalars(sa.select(SignInAttempt.failures)).all()
    assert names == [1, 1]


def test_an_owner_of_a_network_is_one_guesser(browser_of: Open, watch: Watch) -> None:
    for number in range(5):
        assert guess(browser_of(), address=f"2001:db8:5:7::{number}") == 422

    assert guess(browser_of(), address="2001:db8:5:7:ffff::1") == 429
    assert guess(browser_of(), address="2001:db8:5:8::1") == 422


def test_neighbours_of_an_older_kind_of_address_are_not_one_guesser(
    browser_of: Open, watch: Watch
) -> None:
    for _ in range(5):
        guess(browser_of(), address="::ffff:10.0.0.5")

    assert guess(browser_of(), address="10.0.0.5") == 429
    assert guess(browser_of(), address="::ffff:10.0.0.6") == 422

"""Every page against every role: the gate answers as the table of permissions does."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from backoffice.accounts.models import Staff
from backoffice.rules.permissions import refusal
from backoffice.rules.vocabulary.people import STAFF_ROLES, Role
from tests.given import Given
from tests.house_browser import HouseBrowser

Open = Callable[..., HouseBrowser]
Cast = Callable[[str], Staff]


def guarded_pages(app: Flask) -> Iterator[tuple[Rule, object]]:
    """Every GET address that names an action, with the action."""
    for rule in app.url_map.iter_rules():
        action = getattr(app.view_functions[rule.endpoint], "action", None)
        if action is not None and "GET" in (rule.methods or set()):
            yield rule, action


def address_of(rule: Rule, number: str) -> str:
    """An address of the rule; what stands in it need not exist, except the appeal."""
    fills = {"number": number, "language": "kk", "code": "AAAA"}

    def fill(part: re.Match[str]) -> str:
        words, name = part.groups()
        return words.split(",")[0].strip("'") if words else fills.get(name, "1")

    return re.sub(r"<(?:any\(([^)]*)\):|[^:>]*:)?(\w+)>", fill, rule.rule)


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_a_page_is_refused_exactly_to_whom_the_table_refuses_it(
    app: Flask, browser_of: Open, cast: Cast, given: Given, role: Role
) -> None:
    number = given.appeal().number
    browser = browser_of(role)

    asked = []
    for rule, action in guarded_pages(app):
        status = browser.send("GET", address_of(rule, number)).status_code
        refused = refusal(action, cast(role)) is not None
        asked.append(rule.rule)
        assert (status == 403) == refused, f"{rule.rule} answers {status} to {role}"
        assert status < 500, f"{rule.rule} answers {status} to {role}"
    assert len(asked) > 10


def test_a_stranger_is_led_to_the_sign_in_page_from_everywhere(
    app: Flask, browser_of: Open, given: Given
) -> None:
    number, browser = given.appeal().number, browser_of()

    for rule, _action in guarded_pages(app):
        answer = browser.send("GET", address_of(rule, number))
        assert answer.status_code == 303, rule.rule
        assert answer.headers["Location"].startswith("/sign-in?next=/"), rule.rule


def test_no_form_takes_effect_without_its_token(app: Flask, browser_of: Open) -> None:
    browser = browser_of("administrator")

    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("recipients."):
            continue  # no cookie opens these: their address is the secret (decision 0018)
        if "POST" in (rule.methods or set()):
            status = browser.send("POST", address_of(rule, "0")).status_code
            assert status == 400, f"{rule.rule} answers {status}"

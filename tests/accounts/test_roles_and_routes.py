"""Every form against every role and case: policy 2; the table of permissions is the measure."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from backoffice.accounts.models import Staff
from backoffice.accounts.queries import staff_by_username
from backoffice.appeals.queries import appeal_by_number
from backoffice.audit.scope import Scope, scoped
from backoffice.db import db
from backoffice.demo import DEMO_NAMES
from backoffice.rules.vocabulary.people import STAFF_ROLES, Role
from tests.accounts.roles_town import (
    CROSSED,
    FOREIGN,
    MISSING,
    OWN,
    Attempt,
    Town,
    attempts,
    entries,
    everything,
    make_town,
)
from tests.conftest import FILES, app_at
from tests.given import Given
from tests.house_browser import HouseBrowser, form_data

Sent = tuple[int, str]
PARTY = "/third-parties/K1"


def person_of(role: str) -> Staff:
    found = staff_by_username(DEMO_NAMES[Role(role)][0])
    assert found is not None
    return found


@pytest.fixture(scope="module")
def built(pattern: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Town]:
    """The installation every test here copies, made once, and what stands where in it."""
    folder = tmp_path_factory.mktemp("roles")
    for name in FILES:
        shutil.copy(pattern / name, folder / name)
    app = app_at(folder)
    with app.app_context(), scoped(Scope()):
        own, foreign = make_town(Given(person_of))
        browser = HouseBrowser(app, language="en")
        browser.sign_in("manager")
        browser.open(PARTY)
        town = Town(own, foreign, form_data(browser.form(PARTY)))
        db.session.remove()
        db.engine.dispose()
        app.extensions["vault"].store.engine.dispose()
    return folder, town


@pytest.fixture
def installation(built: tuple[Path, Town], tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(built[0] / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def sending(
    app: Flask, browser_of: Callable[..., HouseBrowser], built: tuple[Path, Town]
) -> Callable[[str], Callable[[Attempt], Sent]]:
    """Sends a form as a role, with its token, and as little in it as shows what is asked first."""

    def as_role(role: str) -> Callable[[Attempt], Sent]:
        browser = browser_of(role)
        field = browser.open("/account").select_one("input[name=csrf_token]")
        assert field is not None
        token = field["value"]
        bodies = {"third_parties.edit": built[1].party_form, "account.staff_edit": {"deed": "role"}}

        def send(attempt: Attempt) -> Sent:
            data = {**bodies.get(attempt.endpoint, {}), "csrf_token": token}
            answer = browser.send("POST", attempt.address, data=data)
            return answer.status_code, answer.get_data(as_text=True)

        return send

    return as_role


def read_of(answer: str) -> str:
    """What a person reads, but for the number of the request."""
    text = BeautifulSoup(answer, "html.parser").get_text(" ")
    return " ".join(re.sub(r"\b[0-9a-f]{16}\b", "", text).split())


def cases_of(town: Town) -> dict[str, Any]:
    """The appeal each kind of attempt is about."""
    own, foreign = (appeal_by_number(town.places(which)["number"]) for which in (OWN, FOREIGN))
    return {OWN: own, CROSSED: own, FOREIGN: foreign, MISSING: None}


def sorted_out(app: Flask, town: Town, role: str) -> tuple[list[Attempt], list[Attempt]]:
    """What the table refuses this role, or cannot be found, and what it lets through."""
    person, cases = person_of(role), cases_of(town)
    refused: list[Attempt] = []
    open_to: list[Attempt] = []
    for attempt in attempts(app, town):
        (refused if attempt.expected(person, cases[attempt.which]) else open_to).append(attempt)
    return refused, sorted(open_to, key=lambda attempt: attempt.endpoint == "account.sign_out")


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_a_form_is_refused_exactly_to_whom_the_table_refuses_it_and_changes_nothing(
    app: Flask, sending: Callable[[str], Callable[[Attempt], Sent]], built: Any, role: Role
) -> None:
    refused, _open_to = sorted_out(app, built[1], role)
    person, cases, send = person_of(role), cases_of(built[1]), sending(role)
    before, told = everything(), len(entries())

    for attempt in refused:
        status, _text = send(attempt)
        expected = attempt.expected(person, cases[attempt.which])
        assert status == expected, f"{attempt} answers {status} to {role}, not {expected}"
        new, told = entries()[told:], len(entries())
        assert [outcome for outcome, _action in new] == ["refused"] * attempt.is_refused(
            person, cases[attempt.which]
        ), f"{attempt}: {new}"
    assert everything() == before
    assert len(refused) > 20


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_a_form_is_let_through_to_whom_the_table_lets(
    app: Flask, sending: Callable[[str], Callable[[Attempt], Sent]], built: Any, role: Role
) -> None:
    _refused, open_to = sorted_out(app, built[1], role)
    send = sending(role)

    for attempt in open_to:
        status, _text = send(attempt)
        assert status in (200, 303, 409, 422), f"{attempt} answers {status} to {role}"
    assert {attempt.endpoint for attempt in open_to} >= {"account.settings", "account.sign_out"}


def test_a_case_of_a_colleague_answers_an_operator_like_none(
    app: Flask, sending: Callable[[str], Callable[[Attempt], Sent]], built: Any
) -> None:
    send = sending("operator")
    answers: dict[str, dict[str, Sent]] = {}
    for attempt in attempts(app, built[1]):
        if attempt.is_of_case and attempt.which in (FOREIGN, MISSING):
            status, text = send(attempt)
            answers.setdefault(attempt.name, {})[attempt.which] = status, read_of(text)
    for name, answer in answers.items():
        assert answer[FOREIGN] == answer[MISSING], name
    assert len(answers) > 25


def test_every_form_of_the_house_is_asked_for(app: Flask, built: Any) -> None:
    asked = {attempt.endpoint for attempt in attempts(app, built[1])}
    sent_to = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    public = {name for name in sent_to if getattr(app.view_functions[name], "action", None) is None}
    assert asked == sent_to - public
    assert {"appeals.take", "appeals.close", "casefile.reveal", "board.search"} <= asked

"""The policy is open to everybody: no sign-in, no cookie, no script, not a word changed."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from backoffice import clock
from backoffice.policy import actions
from backoffice.policy.layout import paragraphs
from backoffice.rules.actions import ACTIONS
from backoffice.web.clauses import clause_codes
from tests.house_browser import HouseBrowser

Open = Callable[..., HouseBrowser]
TEXTS = Path(actions.__file__).parent / "texts"
ADDRESSES = ["/policy", "/policy/1/kk", "/policy/1/ru", "/policy/1/en"]


def words_of(language: str) -> list[str]:
    """The words of the text as it was approved."""
    return (TEXTS / f"v1.{language}.txt").read_bytes().decode("utf-8").split()


@pytest.mark.parametrize("address", ADDRESSES)
def test_everybody_reads_it_without_cookie_or_script(browser_of: Open, address: str) -> None:
    browser = browser_of()
    page = browser.open(address, follow=False)

    assert "Set-Cookie" not in browser.answer.headers
    assert page.find_all(["script", "form", "input"]) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_reading_it_leaves_a_session_alone(browser_of: Open, address: str) -> None:
    browser = browser_of("operator")
    browser.open(address)

    assert "Set-Cookie" not in browser.answer.headers
    browser.open("/account", follow=False)


@pytest.mark.parametrize("address", ["/policy/99/kk", "/policy/nothing", "/static/nothing.css"])
def test_asking_in_vain_where_nobody_is_known_signs_nobody_out(
    browser_of: Open, address: str
) -> None:
    browser = browser_of("operator")
    browser.open(address, status=404)

    assert "Set-Cookie" not in browser.answer.headers
    assert browser.send("GET", "/account").status_code == 200


def test_reading_it_does_not_keep_a_session_awake(browser_of: Open) -> None:
    browser, begun = browser_of("operator"), clock.now()

    with clock.running_at(lambda: begun + timedelta(minutes=20)):
        browser.open("/policy")
    with clock.running_at(lambda: begun + timedelta(minutes=40)):
        assert browser.send("GET", "/account").status_code == 303


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_holds_the_text_word_for_word(browser_of: Open, language: str) -> None:
    page = browser_of().open(f"/policy/1/{language}")

    article = page.find("article")
    assert article is not None
    assert article.get_text(" ").split() == words_of(language)
    assert page.html is not None
    assert page.html["lang"] == article["lang"] == language


def test_the_version_in_force_is_shown_in_kazakh(browser_of: Open) -> None:
    page = browser_of().open("/policy")

    article = page.find("article")
    assert article is not None
    assert article.get_text(" ").split() == words_of("kk")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_text_has_seven_sections_and_thirteen_clauses(language: str) -> None:
    parts = paragraphs((TEXTS / f"v1.{language}.txt").read_bytes().decode("utf-8"))

    assert [p.mark for p in parts if p.kind == "heading"] == [f"{n}." for n in range(1, 8)]
    assert [p.mark for p in parts if p.kind == "clause"] == [f"{n}." for n in range(1, 14)]
    assert not [p for p in parts if p.kind == "text"]


@pytest.mark.parametrize(("language", "marked"), [("kk", False), ("ru", True), ("en", True)])
def test_translations_are_marked_as_such(
    app: Flask, browser_of: Open, language: str, marked: bool
) -> None:
    page = browser_of().open(f"/policy/1/{language}")

    assert (page.find("main").find("p", class_="note") is not None) == marked


def test_the_english_page_tells_what_the_policy_asks_for(app: Flask, browser_of: Open) -> None:
    app.config["RESPONSIBLE_PERSON"] = "Data protection desk, room 109"
    app.config["DATA_LOCATION"] = "Astana, Kazakhstan"
    app.config["CENTRE_BIN"] = "000000000000"
    browser = browser_of()
    page = browser.open("/policy/1/en")

    for told in (
        "The Kazakh text rules.",
        "Version 1, in force since 01.01.2024.",
        "Next review due by",
        app.config["CENTRE_NAME_EN"],
        "BIN 000000000000",
        "Data protection desk, room 109",
        "Astana, Kazakhstan",
    ):
        assert told in browser.text
    links = {link["href"] for link in page.find_all("a")}
    assert {"https://www.ikomekastana.kz", "https://www.ikomek.city.kz"} <= links
    assert {"/policy/1/kk", "/policy/1/ru", "/policy/1/en"} <= links


@pytest.mark.parametrize("address", ["/policy/2/kk", "/policy/1/de", "/policy/1"])
def test_an_edition_that_was_never_published_is_not_found(browser_of: Open, address: str) -> None:
    browser_of().open(address, status=404)


def test_health_answers_without_session_or_database(browser_of: Open) -> None:
    answer = browser_of().send("GET", "/healthz")

    assert (answer.status_code, answer.text) == (200, "ok")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_clause_and_item_can_be_pointed_at(browser_of: Open, language: str) -> None:
    page = browser_of().open(f"/policy/1/{language}")

    clauses = {code for row in ACTIONS.values() for code in clause_codes(row.clause)}
    for code in clauses:
        assert page.find(id="clause-" + code.replace(".", "-")) is not None, code

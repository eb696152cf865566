"""Every page of the product: nothing for axe-core to find, nothing wider than the window."""

import csv
import re

import pytest

from backoffice.demo import DEMO_NAMES
from backoffice.third_parties.catalogues import CATALOGUES
from tests.browser.addresses import BY_LINK, MAIN, NO_PAGE, NOBODY, PAGES
from tests.browser.steps import WHY, send
from tests.browser.town import build_in, copy_installation
from tests.given import PHONE

pytestmark = pytest.mark.browser

COLOURS = {
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}
NARROW = {"width": 320, "height": 640}
with (CATALOGUES / "categories.csv").open(encoding="utf-8", newline="") as file:
    CATEGORY_CODES = {row["code"] for row in csv.DictReader(file)}
# What is written in Latin letters in every language: names, keys, formats.
LATIN = {
    "Senim",
    "JSON",
    "SHA",
    *("BEGIN", "PUBLIC", "KEY", "END"),  # the words around a public key
    "ENG",
    "Excel",
    "CSV",
    "PDF",
    "Ctrl",
    "Enter",
    "zip",
    *(name for name, _person in DEMO_NAMES.values()),
    *CATEGORY_CODES,
}


@pytest.fixture(scope="module")
def built(pattern, tmp_path_factory):
    """An installation with cases in every state, made once."""
    folder = tmp_path_factory.mktemp("town")
    copy_installation(pattern, folder)
    return folder, build_in(folder)


@pytest.fixture
def installation(built, tmp_path):
    """A copy of it for one test."""
    copy_installation(built[0], tmp_path)
    return tmp_path


@pytest.fixture
def town(built):
    """The addresses of its cases."""
    return built[1]


def too_wide(desk):
    """Whether the page can be scrolled sideways."""
    return desk.page.evaluate("document.scrollingElement.scrollWidth > innerWidth")


def strange_words(desk):
    """Words in Latin letters that are no name, code or number: text left untranslated."""
    words = re.findall(r"(?<![\w./@…-])[A-Za-z]{3,}(?![\w./@…-])", desk.page.inner_text("body"))
    return set(words) - LATIN


@pytest.mark.parametrize("role", PAGES)
def test_pages_of_a_role_are_accessible_and_fit_a_wide_and_a_narrow_window(desk_of, town, role):
    desk = desk_of(role)
    wide = desk.page.viewport_size
    for path in PAGES[role]:
        desk.open(town.at(path))
        desk.check_accessibility()
        assert not too_wide(desk), path
        assert not strange_words(desk), path
        desk.page.set_viewport_size(NARROW)
        assert not too_wide(desk), path
        desk.page.set_viewport_size(wide)


def test_public_pages_are_accessible_and_fit_the_window(desk_of):
    desk = desk_of()
    for path in NOBODY:
        desk.open(path)
        desk.check_accessibility()
        assert not too_wide(desk), path


@pytest.mark.parametrize("window", [None, NARROW], ids=["wide", "narrow"])
def test_pages_of_a_recipient_are_accessible_and_fit_the_window(desk_of, town, window):
    desk = desk_of()
    if window:
        desk.page.set_viewport_size(window)
    for path in BY_LINK:
        desk.open(town.at(path))
        check(desk)
    desk.open(town.at("/r/{fresh}"))
    desk.page.click(".btn.primary")
    check(desk)


def test_no_page_of_the_product_is_left_out(app):
    seen = [path.split("?")[0] for paths in (NOBODY, BY_LINK, *PAGES.values()) for path in paths]
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint in NO_PAGE:
            continue
        shape = re.compile(re.sub(r"<[^>]*>", r"[^/]+", rule.rule))
        assert any(shape.fullmatch(path) for path in seen), rule.rule


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_main_pages_are_accessible_in_the_other_languages(desk_of, town, language):
    for role, paths in MAIN.items():
        desk = desk_of(role, language=language)
        for path in paths:
            desk.open(town.at(path))
            desk.check_accessibility()
            assert not too_wide(desk), path


@pytest.mark.parametrize("look", COLOURS)
def test_the_main_pages_are_accessible_in_other_colours(desk_of, town, look):
    for role, paths in MAIN.items():
        desk = desk_of(role)
        desk.page.emulate_media(**COLOURS[look])
        for path in paths:
            desk.open(town.at(path))
            desk.check_accessibility()


def test_the_main_pages_are_accessible_in_a_narrow_window(desk_of, town):
    for role, paths in MAIN.items():
        desk = desk_of(role)
        desk.page.set_viewport_size(NARROW)
        for path in paths:
            desk.open(town.at(path))
            desk.check_accessibility()


def check(desk):
    """The same of a page that answers a form."""
    desk.check_accessibility()
    assert not too_wide(desk)
    assert not strange_words(desk)


def search(desk, term):
    desk.page.fill("#term", term)
    desk.page.press("#term", "Enter")
    desk.page.wait_for_url("**/search")


def test_what_a_search_found_is_accessible(desk_of, town):
    desk = desk_of("senior_operator")
    search(desk, PHONE)
    assert desk.page.locator("tbody tr").count() > 1
    check(desk)
    search(desk, "Жоқбай")
    assert desk.page.locator("tbody tr").count() == 0
    check(desk)


def test_the_page_before_destruction_is_accessible(desk_of, town):
    desk = desk_of("privacy_officer")
    desk.open(town.at("/appeals/{touched}/applicant/destroy"))
    send(desk, reason=WHY)
    desk.page.wait_for_selector("form.interrupt")
    check(desk)


def test_the_page_before_a_withdrawal_is_accessible(desk_of, town):
    desk = desk_of("senior_operator")
    desk.open(town.at("/appeals/{busy}/withdrawal"))
    send(desk, evidence="call-0109")
    desk.page.wait_for_selector("form.interrupt")
    check(desk)


def test_the_first_password_of_a_colleague_is_shown_on_an_accessible_page(desk_of, town):
    desk = desk_of("administrator")
    desk.open("/staff/new")
    send(desk, username="aliya", display_name="Әлия Нұрланова", role="operator")
    desk.page.wait_for_selector("[data-first-password]")
    desk.check_accessibility()
    assert not too_wide(desk)

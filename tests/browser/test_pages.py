"""Every page of the product: nothing for axe-core to find, nothing wider than the window."""

import csv
import re

import pytest

from backoffice.demo import DEMO_NAMES
from backoffice.third_parties.catalogues import CATALOGUES
from tests.browser.steps import WHY, send
from tests.browser.town import build_in, copy_installation
from tests.given import PHONE

pytestmark = pytest.mark.browser

CASE = "/appeals/{busy}"
DEEDS = ("block", "unblock", "delete", "restore", "destroy")
NOBODY = [
    "/sign-in",
    "/policy",
    "/policy/1/kk",
    "/policy/1/ru",
    "/policy/1/en",
    "/policy/2/kk/changes",
    "/policy/rights/kk",
    "/policy/rights/ru",
    "/no-such-page",
]
BY_LINK = ["/r/{fresh}", "/r/{fresh}/accept", "/r/{fresh}/return", "/r/{kept}/answer", "/r/none"]
PAGES = {
    "operator": [
        "/board",
        "/board?view=list",
        "/board?district=nura&category=GAS",
        "/appeals/new",
        "/appeals/{new}",
        "/appeals/{lawyer}",
        "/appeals/{replied}",
        CASE,
        f"{CASE}/disclose",
        f"{CASE}/category",
        f"{CASE}/note",
        f"{CASE}/answer",
        f"{CASE}/supplement",
        "/appeals/{lawyer}/supplement",
        f"{CASE}/record",
        f"{CASE}/objection",
        f"{CASE}/consent/kk",
        f"{CASE}/consent/ru",
        f"{CASE}/values/{{phone}}/correct",
        "/disclosures/{ref}/acknowledge",
        "/disclosures/{open_ref}/deliver",
        "/disclosures/{open_ref}/fail",
        "/disclosures/{ref}/sheet/kk",
        "/disclosures/{ref}/sheet/ru",
        "/disclosures/{linked_ref}/links",
        "/notices/{notice}/send",
        "/notices/{notice}/letter/kk",
        "/notices/{notice}/letter/ru",
        "/appeals/{asked}/request",
        "/appeals/{asked}/request/correct",
        "/appeals/{foreign}",
        "/appeals/{closed}/answer",
        "/completeness",
        "/third-parties",
        "/account",
    ],
    "senior_operator": [
        "/board",
        "/board?view=list&state=closed",
        CASE,
        f"{CASE}/assign",
        f"{CASE}/disclose",
        "/completeness?show=overdue",
        f"{CASE}/values/{{phone}}/doubt",
        f"{CASE}/values/{{phone}}/block",
        f"{CASE}/values/{{phone}}/delete",
        f"{CASE}/applicant/block",
        "/appeals/{kept}",
        "/appeals/{kept}/disclose",
        "/appeals/{kept}/objections/{objection}/lift",
        "/appeals/{answered}",
        "/notices",
        "/notices?cause=recall",
        "/notices/{notice}/waive",
        "/appeals/{lawyer}/withdrawal",
        "/appeals/{lawyer}/request/object",
        "/requests?kind=access",
        "/staff",
    ],
    "manager": [
        "/board",
        CASE,
        "/reports/disclosures",
        "/reports/disclosures?period=year",
        "/reports/consents",
        "/reports/consents?period=year",
        f"{CASE}/consent/proof",
        "/audit",
        "/third-parties",
        "/third-parties/new",
        "/third-parties/K1",
        "/retention",
        "/retention/acts",
        "/retention/acts/{act}",
        "/retention/acts/{open_act}/approve",
        "/retention/acts/{open_act}/decline",
        "/retention/acts/{ready_act}",
        "/retention/acts/{ready_act}/execute",
        "/policy/drafts",
        "/policy/drafts/{draft}/approve",
        "/notices?show=escalated",
        "/requests?show=all",
    ],
    "privacy_officer": [
        "/privacy",
        "/retention/holds?show=ended",
        "/retention/acts?state=proposed",
        "/third-parties?undertaking=due",
        "/undertakings?show=due",
        "/board",
        "/appeals/{touched}",
        "/appeals/{touched}/values/{iin}/destroy",
        "/appeals/{touched}/values/{iin}/delete",
        "/appeals/{touched}/values/{blocked}/unblock",
        "/appeals/{touched}/values/{deleted}/restore",
        *(f"/appeals/{{touched}}/applicant/{deed}" for deed in DEEDS),
        "/disclosures/{ref}/recall",
        "/appeals/{withdrawn}",
        "/appeals/{withdrawn}/withdrawal/letter/kk",
        "/requests",
        "/requests/new",
        "/requests/without",
        "/appeals/{asked}/request/access",
        "/requests/{undecided}",
        "/requests/{undecided}/decision",
        "/requests/{refused}",
        "/requests/{refused}/decision",
        "/requests/{refused}/letter/kk",
        "/requests/{refused}/letter/ru",
        "/requests/{access}/extract",
        "/appeals/{withdrawn}/extract",
        f"{CASE}/extract",
        "/inspection/access",
        "/inspection/access/ru",
        "/inspection/inventory",
        "/inspection/inventory/ru",
        "/inspection/inventory/approve",
        "/inspection/pack",
        f"{CASE}/extract/kk",
        f"{CASE}/extract/ru",
        "/legal-terms",
        "/legal-terms/request.access",
        "/retention?list=soon",
        "/retention?list=deleted",
        "/retention/rules",
        "/retention/holds",
        "/retention/holds/{hold}/lift",
        "/appeals/{closed}/hold",
        "/appeals/{held}",
        "/appeals/{emptied}",
        "/retention/acts/propose",
        "/retention/acts/{act}/annex",
        "/retention/acts/{act}/sheet/kk",
        "/retention/acts/{act}/sheet/ru",
        "/policy/drafts",
        "/policy/drafts/1",
        "/policy/drafts/{draft}",
        *(f"/policy/drafts/{{draft}}/{step}" for step in ("edit", "propose", "drop")),
        "/policy/drafts/1/publish",
        "/policy/drafts/1/return",
        "/policy/drafts/review",
        "/policy/drafts/law-change",
        "/incidents",
        "/incidents/new",
        "/incidents/{incident}",
        *(f"/incidents/{{incident}}/{step}" for step in ("correct", "notify", "close")),
        *(f"/incidents/{{incident}}/{way}" for way in ("cases", "cases/find", "cases/drop")),
        "/incidents/{incident}/subjects",
        "/reports/disclosures",
        "/audit",
        "/staff",
    ],
    "administrator": [
        "/staff",
        "/staff/new",
        "/staff/2",
        "/undertakings",
        "/undertakings/2",
        "/undertakings/2/end",
        "/third-parties",
        "/third-parties/A1",
    ],
    "auditor": [
        "/audit",
        "/audit?refused=y",
        "/incidents",
        "/incidents/{incident}",
        "/reports/disclosures",
        "/staff",
        "/account",
    ],
}
# Made for machines, or only ever answered by a redirect.
NO_PAGE = {"static", "health.alive", "account.home"}
MAIN = {
    "operator": ["/board", CASE, f"{CASE}/disclose", "/appeals/new"],
    "privacy_officer": [
        "/privacy",
        "/requests",
        "/requests/{refused}",
        "/retention",
        "/retention/rules",
        "/retention/acts/{act}",
    ],
    "manager": ["/reports/disclosures", "/reports/consents?period=year"],
}
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
    "ENG",
    "Excel",
    "CSV",
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

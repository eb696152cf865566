"""Single keys: they work beside the mouse, never while somebody types, and can be switched off."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def number(given):
    """The older of two cases."""
    first = given.appeal_in_work().number
    given.appeal()
    return first


def focused(desk):
    return desk.page.evaluate("document.activeElement.id")


def test_keys_of_the_board_lead_to_the_search_and_from_case_to_case(desk_of, number):
    desk = desk_of("operator")
    keys = desk.page.keyboard
    keys.press("/")
    assert focused(desk) == "term"
    desk.page.locator("h1").click()
    tiles = desk.page.locator(".tile h3 a").evaluate_all("links => links.map(link => link.id)")
    seen = []
    for key in ("j", "j", "k"):
        keys.press(key)
        seen.append(focused(desk))
    assert seen == [tiles[0], tiles[1], tiles[0]]


def test_d_on_a_case_begins_a_disclosure_and_n_registers(desk_of, number):
    desk = desk_of("operator")
    desk.open(f"/appeals/{number}")
    desk.page.keyboard.press("d")
    desk.page.wait_for_url("**/disclose")
    desk.open("/board")
    desk.page.keyboard.press("n")
    desk.page.wait_for_url("**/appeals/new")


def test_the_question_mark_shows_the_keys_and_escape_closes_them(desk_of):
    desk = desk_of("operator")
    desk.page.keyboard.press("?")
    assert desk.page.locator("#shortcuts").is_visible()
    desk.check_accessibility()
    desk.page.keyboard.press("Escape")
    assert desk.page.locator("#shortcuts").is_hidden()


def test_in_a_box_keys_are_only_letters(desk_of):
    desk = desk_of("operator")
    desk.page.focus("#term")
    desk.page.keyboard.type("njkd/?")
    assert desk.page.input_value("#term") == "njkd/?"
    assert focused(desk) == "term"
    desk.page.focus("#filter-category")
    desk.page.keyboard.type("njkd/?")
    assert focused(desk) == "filter-category"
    assert desk.page.locator("#shortcuts").is_hidden()
    assert desk.page.url.endswith("/board")


def test_keys_can_be_switched_off_and_stay_so(desk_of):
    desk = desk_of("operator")
    desk.page.keyboard.press("?")
    desk.page.uncheck("#shortcuts-on")
    desk.page.keyboard.press("Escape")
    desk.open("/board")
    desk.page.keyboard.press("/")
    desk.page.keyboard.press("n")
    assert focused(desk) != "term"
    assert desk.page.url.endswith("/board")
    desk.page.click("[data-opens=shortcuts]")
    assert not desk.page.is_checked("#shortcuts-on")


def test_escape_closes_a_menu_and_gives_the_focus_back(desk_of, number):
    desk = desk_of("operator")
    desk.page.click(f"#moves-{number}")
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.press("Escape")
    assert not desk.page.evaluate(f"document.getElementById('menu-{number}').open")
    assert focused(desk) == f"moves-{number}"

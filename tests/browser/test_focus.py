"""Parts of a page that are renewed leave the focus, and what was typed, where they were."""

import pytest

from tests.browser.steps import CALL

pytestmark = pytest.mark.browser


@pytest.fixture
def disclosing(desk_of, given):
    """The page of a disclosure, before anything is chosen anew."""
    desk = desk_of("senior_operator")
    desk.open(f"/appeals/{given.appeal_in_work().number}/disclose")
    return desk


def renewed(desk, part, deed):
    """Do something that asks the server for a part of the page; wait until it stands."""
    with desk.page.expect_response(lambda answer: part in answer.url) as asked:
        deed()
    asked.value.finished()
    desk.page.wait_for_function("!document.querySelector('.htmx-request')")


def until(page, came):
    """Wait, ten seconds at most, for what the window itself does not show."""
    for _moment in range(500):
        if came():
            return
        page.wait_for_timeout(20)
    raise AssertionError("it did not come")


def focus(desk):
    return desk.page.evaluate("document.activeElement.id || document.activeElement.name")


def test_ticking_a_field_renews_the_preview_and_keeps_the_focus(disclosing):
    page = disclosing.page
    assert CALL["name"] not in page.inner_text("#payload")
    page.focus("[name=fields][value=name]")
    here = focus(disclosing)
    renewed(disclosing, "part=payload", lambda: page.keyboard.press("Space"))
    page.wait_for_selector(f"#payload dd:has-text('{CALL['name']}')")
    assert focus(disclosing) == here
    assert page.is_checked("[name=fields][value=name]")


def test_choosing_a_recipient_renews_the_page_and_keeps_the_focus(disclosing):
    page = disclosing.page
    page.fill("[name=reference]", "21-7")
    page.focus("[name=recipients][value=K1]")
    here = focus(disclosing)
    renewed(disclosing, "part=work", lambda: page.keyboard.press("Space"))
    assert not page.is_checked("[name=recipients][value=K1]")
    assert focus(disclosing) == here
    assert page.input_value("[name=reference]") == "21-7"


def test_typing_a_name_finds_third_parties_and_stays_in_the_box(disclosing):
    page = disclosing.page
    known = page.locator("[name=recipients]").count()
    page.focus("[name=who]")
    renewed(disclosing, "part=picker", lambda: page.keyboard.type("Жылу"))
    page.wait_for_selector("[name=recipients][value=K2]")
    assert page.locator("[name=recipients]").count() > known
    assert page.input_value("[name=who]") == "Жылу"
    assert focus(disclosing) == "who"
    assert page.is_checked("[name=recipients][value=K1]")
    disclosing.check_accessibility()


def test_a_form_with_errors_leads_to_their_list_and_from_there_to_the_box(desk_of):
    desk = desk_of("operator")
    desk.open("/appeals/new")
    desk.page.fill("#name", CALL["name"])
    desk.page.keyboard.press("Control+Enter")
    desk.page.wait_for_selector(".errors")
    assert desk.page.evaluate("document.activeElement.className") == "errors"
    assert desk.page.input_value("#name") == CALL["name"]
    desk.check_accessibility()
    desk.page.click(".errors a[href='#category']")
    assert focus(desk) == "category"


def test_a_revealed_phone_is_announced_and_takes_the_focus(desk_of, given):
    desk = desk_of("operator")
    desk.open(f"/appeals/{given.appeal().number}")
    button = desk.page.locator("#applicant form[action*='/reveal/'] button")
    row = button.evaluate("button => button.closest('[id^=value-]').id")
    button.focus()
    renewed(desk, "/reveal/", lambda: desk.page.keyboard.press("Enter"))
    assert focus(desk) == row
    assert desk.page.inner_text("#live") == desk.page.get_attribute(f"#{row}", "data-announce")
    desk.check_accessibility()


def test_what_is_typed_while_the_fields_are_on_their_way_is_kept(desk_of):
    desk = desk_of("operator")
    desk.open("/appeals/new")
    page = desk.page
    waiting = []
    page.route("**/appeals/new", lambda route: waiting.append(route))
    page.fill("#object_address", "Абай")
    page.select_option("[name=category]", "ROAD")
    until(page, lambda: waiting)
    page.fill("#object_address", "Абай даңғылы 77")
    waiting.pop(0).continue_()
    page.wait_for_selector("#needed_fields #photo")
    assert page.input_value("#object_address") == "Абай даңғылы 77"


def test_enter_in_the_search_box_finds_and_stays_there(disclosing):
    page = disclosing.page
    page.focus("[name=who]")
    page.keyboard.type("Жылу")
    renewed(disclosing, "part=picker", lambda: page.keyboard.press("Enter"))
    page.wait_for_selector("[name=recipients][value=K2]")
    assert focus(disclosing) == "who"


def test_a_half_filled_form_is_not_left_unasked(desk_of, given):
    desk = desk_of("operator")
    number = given.appeal_in_work().number
    page, asked = desk.page, []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    desk.open(f"/appeals/{number}/note")
    page.fill("#text", "Қайта қоңырау шалды.")
    page.click(".languages button[value=ru]")
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert page.input_value("#text") == "Қайта қоңырау шалды."
    page.click("main form .btn.primary")
    page.wait_for_url(f"**/appeals/{number}")
    assert asked == ["beforeunload"]

"""A form whose session ended: nothing typed is lost, and nothing is shown but what was typed."""

from tests.appeals.calls import NEW, a_call
from tests.given import ADDRESS, NAME, TEXT


def test_what_was_typed_stands_under_its_label_and_no_codes(browser_of):
    browser = browser_of("operator")
    browser.open(NEW)
    assert browser.submit(NEW, **a_call(csrf_token="of-an-older-session")).status_code == 400
    boxes = {
        label.get_text(): browser.page.find(id=label["for"])
        for label in browser.page.main.find_all("label")
    }
    kept = {name: box.get("value") or box.get_text().strip() for name, box in boxes.items()}
    assert kept["name"] == NAME
    assert kept["text of the appeal"] == TEXT
    assert kept["address of the problem"] == ADDRESS
    assert not {"channel", "category", "ELEC", "phone_call", "y", "kk"} & {*kept, *kept.values()}


def test_a_form_nothing_was_typed_into_shows_no_boxes(browser_of):
    browser = browser_of("operator")
    browser.open("/account")
    browser.submit("/account", csrf_token="of-an-older-session", deed="sessions")
    assert browser.answer.status_code == 400
    assert not browser.page.main.find_all(["textarea", "input"])

"""A session that ended while somebody worked: told, and led back to where they were."""

from backoffice.demo import DEMO_PASSWORD

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


def test_a_part_of_a_page_sends_the_window_to_sign_in_and_back(browser_of):
    browser = browser_of()
    seen = {**HTMX, "HX-Current-URL": "http://localhost/board?view=list&name=Aliya"}
    answer = browser.send("GET", "/board", headers=seen)
    assert answer.status_code == 401
    assert "Aliya" not in answer.headers["HX-Redirect"]
    browser.open(answer.headers["HX-Redirect"])
    browser.submit("/account/language", language="en")
    browser.open(answer.headers["HX-Redirect"])
    assert "Your session has ended" in browser.text
    sent = browser.submit("/sign-in", username="aigul", password=DEMO_PASSWORD)
    assert sent.headers["Location"] == "/board"


def test_an_address_of_another_site_is_not_followed(browser_of):
    browser = browser_of()
    seen = {**HTMX, "HX-Current-URL": "http://evil.example//evil.example/x"}
    browser.open(browser.send("GET", "/board", headers=seen).headers["HX-Redirect"])
    sent = browser.submit("/sign-in", username="aigul", password=DEMO_PASSWORD)
    assert sent.headers["Location"] == "/"

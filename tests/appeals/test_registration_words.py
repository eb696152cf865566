"""What the registration page says beforehand, and how it names what is wrong."""

import pytest

from tests.appeals.calls import NEW, a_call, appeals, register


def label_of(browser, name):
    return browser.page.find("label", attrs={"for": name}).get_text()


@pytest.mark.parametrize("name", ["category", "problem_text", "name", "consent_evidence"])
def test_a_box_that_must_be_filled_in_is_marked(browser_of, name):
    browser = browser_of("operator")
    browser.open(NEW)
    assert "(required)" in label_of(browser, name)
    assert browser.page.find(id=name)["aria-required"] == "true"


def test_what_is_required_follows_from_who_appeals_and_where(browser_of):
    browser = browser_of("operator")
    browser.open(NEW)
    assert "(required)" not in label_of(browser, "district")
    browser.submit(NEW, applicant_type="org_kz", category="YARD", refresh="1")
    assert "(required)" in label_of(browser, "organisation")
    assert "(required)" not in label_of(browser, "name")


def test_every_message_of_the_summary_names_its_box(browser_of):
    browser = browser_of("operator")
    register(browser, a_call(problem_text="", category="", consent_evidence=""))
    told = [link.get_text() for link in browser.page.select(".errors a")]
    assert "text of the appeal: Write 4 to 4000 letters." in told
    assert "Category: Choose a category." in told


def test_doubts_are_told_together_with_errors(browser_of):
    browser = browser_of("operator")
    register(browser, a_call(category="", phone="8 701 555"))
    assert "Choose a category." in browser.text
    assert "This is not a complete phone number." in browser.text
    assert "The category needs this" not in browser.text


def test_a_text_that_is_too_long_is_kept_and_not_cut(browser_of):
    browser = browser_of("operator")
    long = "Жарық жоқ. " * 400
    browser.open(NEW)
    assert not browser.page.find_all(attrs={"maxlength": True, "name": "problem_text"})
    assert register(browser, a_call(problem_text=long)).status_code == 422
    assert browser.page.find(id="problem_text").get_text().strip() == long.strip()
    assert not appeals()


def test_it_is_said_beforehand_what_anonymous_means(browser_of):
    browser = browser_of("operator")
    browser.open(NEW)
    tick = browser.page.find(id="is_anonymous")
    hint = browser.page.find(id=tick["aria-describedby"]).get_text()
    assert "such an appeal is not sent on" in hint
    [evidence] = browser.page.select(".person #consent_evidence")
    assert evidence

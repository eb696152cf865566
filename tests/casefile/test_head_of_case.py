"""The head of a case: what happened, what can be done, and why something cannot."""

import pytest

from backoffice.appeals.actions import answer_appeal
from backoffice.data_rights.actions import block_applicant, block_value
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason

WHY = RightsReason.APPLICANT_ASKED


def steps_of(browser) -> dict[str, str]:
    """The bar of steps: the words of each and how it is marked."""
    rows = browser.page.select(".steps li")
    return {str(row.contents[0]).strip(): " ".join(row.get("class", ())) for row in rows}


@pytest.fixture
def blocked(given, cast):
    """A case whose data is blocked as a whole."""
    appeal = given.appeal_in_work()
    block_applicant(appeal, by=cast("privacy_officer"), until=None, reason=WHY)
    return appeal


def test_a_case_answered_by_the_centre_was_with_no_third_party(given, cast, browser_of):
    appeal = given.appeal_answered()
    browser = browser_of("operator")
    browser.open(f"/appeals/{appeal.number}")
    marked = steps_of(browser)
    assert (marked["In work"], marked["With third party"]) == ("done", "")


def test_a_case_answered_at_once_was_never_in_work(given, cast, browser_of):
    appeal = given.appeal()
    answer_appeal(appeal, by=cast("operator"), text="Жарық қосылды.")
    browser = browser_of("operator")
    browser.open(f"/appeals/{appeal.number}")
    assert steps_of(browser)["In work"] == ""


def test_nobody_stands_under_a_step_that_has_not_come(given, browser_of):
    browser = browser_of("operator")
    browser.open(f"/appeals/{given.appeal().number}")
    [in_work] = [row for row in browser.page.select(".steps li") if "In work" in row.get_text()]
    assert in_work.find("small") is None


def test_a_blocked_case_offers_no_disclosure_and_says_why(blocked, browser_of):
    browser = browser_of("operator")
    browser.open(f"/appeals/{blocked.number}")
    [button] = [
        one for one in browser.page.select(".pagehead .btn") if "Disclose" in one.get_text()
    ]
    assert button.has_attr("disabled")
    why = browser.page.find(id=button["aria-describedby"]).get_text()
    assert why == "Data is blocked, disclosure is not possible."


def test_a_refusal_leads_back_to_the_case_and_to_the_clause(blocked, browser_of):
    browser = browser_of("operator")
    browser.open(f"/appeals/{blocked.number}/disclose", status=409)
    assert browser.page.find("a", string="Back to the case")["href"] == f"/appeals/{blocked.number}"
    links = {link.get_text(): link["href"] for link in browser.page.main.find_all("a")}
    assert links["clause 9"] == "/policy#clause-9"
    assert browser.open("/policy").find(id="clause-9") is not None


def test_a_refusal_about_a_disclosure_leads_back_to_its_case(given, browser_of):
    given_to = given.disclosure(given.appeal())
    browser = browser_of("operator")
    browser.open(f"/disclosures/{given_to.id}/acknowledge", status=409)
    back = browser.page.find("a", string="Back to the case")
    assert back["href"] == f"/appeals/{given_to.appeal.number}"


def test_a_note_tells_the_deed_it_came_with(given, cast, browser_of):
    appeal = given.appeal_in_work()
    phone = given.value(appeal, Field.PHONE)
    note = "Өтініш беруші өзі сұрады."
    block_value(phone, by=cast("privacy_officer"), until=None, reason=WHY, note=note)
    browser = browser_of("privacy_officer")
    browser.open(f"/appeals/{appeal.number}")
    [told] = browser.page.select("#notes .said")
    assert note in told.get_text()
    assert "Blocking a value: phone" in told.get_text()
    history = browser.page.find(id="history").get_text(" ", strip=True)
    assert "blocked phone, reason:" in history
    assert "; added a note" in history


def test_the_district_has_a_link_of_its_own(given, browser_of):
    appeal = given.appeal_in_work(district_code=None)
    browser = browser_of("operator")
    browser.open(f"/appeals/{appeal.number}")
    link = browser.page.find("a", string="Set the district")
    assert link["href"] == f"/appeals/{appeal.number}/category#district"
    browser.open(f"/appeals/{appeal.number}/category")
    assert browser.page.find(id="district") is not None
    assert browser.page.h1.get_text() == "Category and district"

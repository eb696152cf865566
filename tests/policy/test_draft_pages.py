"""The pages on which a version of the policy is made, by two people (policy 12, 13)."""

import pytest

from backoffice import clock
from backoffice.accounts.actions import change_role
from tests.policy.making import BASIS, EN, KK, ORDER, RU, approved, proposed, written

DRAFT = "/policy/drafts/1"
TEXTS = {"text_kk": KK, "text_ru": RU, "text_en": EN}
REST = {"order_no": ORDER, "legal_basis": BASIS}


def step(browser, name, **typed):
    """Open the page of a step and send it."""
    browser.open(f"{DRAFT}/{name}")
    return browser.submit(f"{DRAFT}/{name}", **typed)


def test_from_the_start_of_a_draft_to_the_public_page_of_the_version(browser_of):
    officer, manager = browser_of("privacy_officer"), browser_of("manager")
    officer.open("/policy/drafts")
    officer.submit("/policy/drafts/start", follow=True)
    day = clock.today().isoformat()
    officer.submit(f"{DRAFT}/edit", effective_from=day, **TEXTS, **REST)
    assert officer.answer.status_code == 303, officer.text
    assert step(officer, "propose").status_code == 303
    manager.open(DRAFT)
    assert manager.page.find("ins") is not None
    assert step(manager, "approve").status_code == 303
    assert step(officer, "publish").status_code == 422  # the tick is missing
    assert step(officer, "publish", understood="y").status_code == 303

    stranger = browser_of()
    page = stranger.open("/policy")
    assert page.find("article").get_text(" ").split() == KK.replace("## ", "").split()
    assert ORDER in stranger.text


def test_a_draft_may_be_saved_unfinished_and_says_so_when_proposed(browser_of):
    officer = browser_of("privacy_officer")
    officer.open("/policy/drafts")
    officer.submit("/policy/drafts/start", follow=True)
    assert officer.submit(f"{DRAFT}/edit", text_en="").status_code == 303
    assert step(officer, "propose").status_code == 409
    assert "The draft is not complete" in officer.text
    assert "clause 12" in officer.text


def test_a_draft_someone_else_saved_is_shown_beside_what_was_typed(browser_of, cast):
    written(cast)
    first, second = browser_of("privacy_officer"), browser_of("privacy_officer")
    first.open(f"{DRAFT}/edit")
    second.open(f"{DRAFT}/edit")
    first.submit(f"{DRAFT}/edit", order_no="first-1", text_ru=RU + " Первый.")
    answer = second.submit(f"{DRAFT}/edit", order_no="second-2", text_ru=RU + " Второй.")
    assert answer.status_code == 409
    assert "first-1" in second.text
    assert "Первый." in second.page.find("ins").get_text()
    assert second.page.find("input", attrs={"name": "order_no"})["value"] == "second-2"
    assert second.submit(f"{DRAFT}/edit").status_code == 303
    assert "second-2" in second.open(DRAFT).get_text()


def test_what_is_typed_wrong_stays_and_is_told(browser_of, cast):
    written(cast)
    officer = browser_of("privacy_officer")
    officer.open(f"{DRAFT}/edit")
    assert officer.submit(f"{DRAFT}/edit", legal_basis="x" * 201).status_code == 422
    assert officer.page.find("input", attrs={"name": "legal_basis"})["value"] == "x" * 201
    assert officer.page.find(class_="errors") is not None


def test_an_approver_approves_what_they_saw_and_nothing_newer(browser_of, cast):
    proposed(cast)
    manager, officer = browser_of("manager"), browser_of("privacy_officer")
    manager.open(f"{DRAFT}/approve")
    step(officer, "return")
    officer.open(f"{DRAFT}/edit")
    officer.submit(f"{DRAFT}/edit", order_no="other")
    step(officer, "propose")
    assert manager.submit(f"{DRAFT}/approve").status_code == 409
    assert "other" in manager.text
    assert manager.submit(f"{DRAFT}/approve").status_code == 303


def test_the_proposer_is_told_why_they_cannot_approve(browser_of, cast):
    draft, person = proposed(cast), cast("privacy_officer")
    change_role(person, by=cast("administrator"), role="manager")
    same = browser_of("privacy_officer")  # the same person, now a manager
    links = {a["href"].rpartition("/")[2] for a in same.open(DRAFT).select(".pagehead a.btn")}
    assert links == {"return"}
    assert step(same, "approve").status_code == 403
    assert "Whoever proposed the draft cannot approve it" in same.text
    assert draft.approved_by_id is None


@pytest.mark.parametrize("name", ["propose", "approve", "edit", "drop"])
def test_no_page_asks_for_a_step_the_state_does_not_allow(browser_of, cast, name):
    approved(cast)
    role = "manager" if name == "approve" else "privacy_officer"
    browser_of(role).open(f"{DRAFT}/{name}", status=409)


@pytest.mark.parametrize(
    ("role", "shown"),
    [("privacy_officer", {"return"}), ("manager", {"approve", "return"})],
)
def test_a_page_offers_the_steps_of_the_person_who_looks(browser_of, cast, role, shown):
    proposed(cast)
    page = browser_of(role).open(DRAFT)
    links = {a["href"].rpartition("/")[2] for a in page.select(".pagehead a.btn")}
    assert links == shown


@pytest.mark.parametrize("role", ["operator", "senior_operator", "auditor", "administrator"])
def test_the_pages_of_drafts_are_for_two_roles(browser_of, role):
    browser = browser_of(role)
    browser.open("/policy/drafts", status=403)
    assert not browser.page.select('nav a[href="/policy/drafts"]')


def test_a_text_in_a_draft_is_text_and_never_a_tag(browser_of, cast):
    written(cast, text_en="## <b>x</b>\n1. <script>alert(1)</script> **bold** [a](javascript:b).")
    page = browser_of("privacy_officer").open(DRAFT)
    assert not page.select("main script")
    assert "<script>alert(1)</script>" in page.get_text()
    assert page.find("strong").get_text() == "bold"
    assert not [a for a in page.find_all("a") if "javascript" in a.get("href", "")]


def test_an_older_city_in_the_text_is_told_to_staff(app, browser_of):
    officer = browser_of("privacy_officer")
    officer.open("/policy/drafts")
    assert "A newer edition is due" in officer.text
    app.config["CENTRE_CITY"] = "Нұр-Сұлтан"
    officer.open("/policy/drafts")
    assert "A newer edition is due" not in officer.text
    app.config["CENTRE_CITY"] = "Астана"
    browser_of().open("/policy/1/en")

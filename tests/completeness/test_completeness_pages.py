"""The page of what is missing or doubtful, the badges of the case and the board (R-5e.4)."""

from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.completeness.statements import missing, of_person, requirements
from backoffice.db import db
from backoffice.retention.actions.holds import place_hold
from backoffice.rules.fields import Field
from tests.given import IIN, NAME, PERSON, PHONE, TEXT

TEXT_ONLY = {f: PERSON[f] for f in (Field.PROBLEM_TEXT, Field.CONSENT_EVIDENCE)}
WRONG_IIN = "010305390006"


def rows(browser):
    body = browser.page.find("tbody")
    return [" ".join(row.get_text(" ").split()) for row in body.find_all("tr")] if body else []


@pytest.fixture
def doubtful(given):
    """A case of land whose IIN does not compute and whose object has no address."""
    texts = {f: t for f, t in PERSON.items() if f != Field.OBJECT_ADDRESS}
    texts[Field.IIN] = WRONG_IIN
    return given.appeal(category="LAND", texts=texts, collect_reason="applicant_asked")


def test_the_list_says_what_is_wrong_until_when_and_shows_no_value(doubtful, browser_of):
    browser = browser_of("senior_operator")
    browser.open("/completeness")
    text = browser.answer.get_data(as_text=True)
    assert any("IIN doubtful The check digit does not fit" in row for row in rows(browser))
    assert any("missing" in row and "until" in row for row in rows(browser))
    assert not [one for one in (NAME, PHONE, TEXT, IIN, WRONG_IIN) if one in text]


def test_what_is_overdue_says_so_in_words_and_by_a_shape(given, browser_of):
    early = clock.now() - timedelta(days=40)
    with clock.running_at(lambda: early):
        given.appeal(texts=TEXT_ONLY)
    browser = browser_of("senior_operator")
    browser.open("/completeness?show=overdue")
    assert rows(browser)
    assert all("overdue since" in row for row in rows(browser))
    assert browser.page.find("tbody").find("svg")


def test_the_list_is_narrowed_by_what_is_wrong_and_by_category(given, doubtful, browser_of):
    given.appeal(texts=TEXT_ONLY)
    browser = browser_of("senior_operator")
    browser.open("/completeness?what=doubtful")
    assert [doubtful.number in row for row in rows(browser)] == [True]
    browser.open("/completeness?what=phone&category=ELEC")
    assert ["phone" in row for row in rows(browser)] == [True]
    browser.open("/completeness?what=phone&category=LAND")
    assert rows(browser) == []


def test_a_doubtful_value_is_confirmed_from_the_list(doubtful, browser_of):
    browser = browser_of("operator")
    browser.open("/completeness?what=doubtful")
    link = browser.page.find("a", string="Confirm as right")["href"]
    browser.open(link)
    browser.submit(link, reason="document_seen")
    browser.open("/completeness?what=doubtful")
    assert rows(browser) == []


def test_under_a_legal_hold_the_list_offers_no_destruction(doubtful, cast, browser_of):
    browser = browser_of("privacy_officer")
    assert browser.open("/completeness").select("a[href$='/destroy']")
    told = {"reason": "court_case", "reference": "№ 7", "until": None}
    place_hold(doubtful, by=cast("privacy_officer"), **told)
    page = browser.open("/completeness")
    assert page.select("a[href$='/confirm']")
    assert not page.select("a[href$='/destroy']")


def test_a_missing_value_is_supplemented_from_the_list(given, browser_of):
    given.appeal(texts=TEXT_ONLY)
    browser = browser_of("operator")
    browser.open("/completeness?what=phone")
    browser.open(browser.page.find("a", string="Supplement")["href"])
    assert browser.page.find("option", selected=True)["value"] == "phone"


def test_case_and_board_carry_the_badges(doubtful, browser_of):
    browser = browser_of("operator")
    browser.open(f"/appeals/{doubtful.number}")
    head = browser.page.find(class_="pagehead").get_text(" ")
    assert "data missing" in head
    assert "data doubtful" in head
    assert "The check digit does not fit" in browser.page.find(id="applicant").get_text(" ")
    browser.open("/board")
    tile = browser.page.find(id=f"tile-{doubtful.number}").get_text(" ")
    assert "data missing" in tile
    assert "data doubtful" in tile


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_who_sees_no_cases_sees_no_list(role, browser_of):
    browser = browser_of(role)
    browser.open("/completeness", status=403)


@pytest.mark.parametrize("whose", [None, 2])
def test_the_list_walks_the_index_of_the_cases_at_work(app, whose):
    """Cases of all years are not looked through for those at work, nor gathered and sorted."""
    asked = missing(requirements()).limit(5)
    asked = asked if whose is None else asked.where(of_person(whose))
    text = asked.compile(db.engine, compile_kwargs={"literal_binds": True})
    with db.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}").all()
    assert "ix_appeal_category_since_at_work" in plan[0][3]
    assert not [step for *_place, step in plan if "ORDER BY" in step]

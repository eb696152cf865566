"""The search box: policy 5.e; what is typed finds, and is kept nowhere."""

import pytest
import sqlalchemy as sa

from backoffice.appeals import queries
from backoffice.appeals.actions import assign_appeal
from backoffice.audit.models import AuditEntry
from backoffice.board import search as board_search
from backoffice.board.search import MOST_FOUND, Kind, recognise
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from tests.given import IIN, NAME, PERSON, PHONE

EMAIL = "aliya.s@example.kz"


def numbers(browser):
    return [a.get_text(strip=True) for a in browser.page.select("tbody th a")]


def search(browser, term, **more):
    browser.open("/board")
    browser.submit("/search", term=term, **more)
    return browser


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("109-2026-0004821", Kind.APPEAL),
        ("109-2026-4821", Kind.APPEAL),
        (" 2026 4821 ", Kind.APPEAL),
        ("4821", Kind.APPEAL),
        ("0004821", Kind.APPEAL),
        ("8 701 555 45 12", Kind.PHONE),
        ("+7 (701) 555-45-12", Kind.PHONE),
        ("7015554512", Kind.PHONE),
        (IIN, Kind.NUMBER),
        ("010305 390005", Kind.NUMBER),
        ("Aliya@Example.KZ", Kind.EMAIL),
        ("Сәтбаева", Kind.NAME),
        ("СМУ-109 ЖШС", Kind.NAME),
        ("", Kind.NAME),
    ],
)
def test_what_was_typed_is_recognised(typed, kind):
    assert recognise(typed).kind is kind


@pytest.mark.parametrize("typed", ["8 (701) 555-45-12", "87015554512", "+77015554512"])
def test_an_appeal_is_found_by_phone_however_it_is_written(typed, given, browser_of):
    appeal = given.appeal()
    assert numbers(search(browser_of("operator"), typed)) == [appeal.number]


def test_an_appeal_is_found_by_iin_and_by_email(given, browser_of):
    billed = given.appeal(
        category="LAND", texts={**PERSON, Field.IIN: IIN}, collect_reason="applicant_asked"
    )
    mailed = given.appeal(channel="email", texts={**PERSON, Field.EMAIL: EMAIL})
    browser = browser_of("operator")
    assert numbers(search(browser, IIN)) == [billed.number]
    assert numbers(search(browser, EMAIL.upper())) == [mailed.number]


@pytest.mark.parametrize("typed", ["Сәтбаева Әлия", "Сатбаева Алия", "алия сатбаева", "сӘтбаева"])
def test_a_name_is_found_in_kazakh_and_in_russian_spelling(typed, given, browser_of):
    appeal = given.appeal()
    assert numbers(search(browser_of("operator"), typed)) == [appeal.number]


FIRM = (
    "Товарищество с ограниченной ответственностью Производственно-коммерческая фирма Ясмин "
    "по строительству и обслуживанию инженерных сетей города"
)


@pytest.mark.parametrize(
    "typed",
    ["Ясмин", "Ясмин инженерных", "фирма Ясмин", "ТОО Ясмин", "ЖШС «Ясмин»", "сетей города", FIRM],
)
def test_an_organisation_is_found_by_any_words_of_its_long_legal_name(typed, given, browser_of):
    texts = {field: text for field, text in PERSON.items() if field is not Field.NAME}
    firm = given.appeal(applicant_type="org_kz", texts={**texts, Field.ORGANISATION: FIRM})
    assert numbers(search(browser_of("operator"), typed)) == [firm.number]


def test_a_legal_form_alone_is_looked_for_as_it_was_typed(given, browser_of):
    texts = {field: text for field, text in PERSON.items() if field is not Field.NAME}
    firm = given.appeal(applicant_type="org_kz", texts={**texts, Field.ORGANISATION: FIRM})
    browser = browser_of("operator")
    assert numbers(search(browser, "Товарищество с ответственностью")) == [firm.number]
    assert not numbers(search(browser, "Акционерное общество"))


def test_a_whole_number_leads_straight_to_the_case(given, browser_of):
    appeal = given.appeal()
    browser = browser_of("operator")
    assert search(browser, appeal.number).answer.status_code == 303
    assert browser.answer.location == f"/appeals/{appeal.number}"
    assert search(browser, appeal.number.removeprefix("109-")).answer.status_code == 303


def test_the_last_digits_find_the_very_number_first_and_then_the_newest(given, browser_of):
    made = [given.appeal().number for _appeal in range(12)]
    browser = browser_of("manager")
    assert numbers(search(browser, "2")) == [made[1], made[11]]
    assert search(browser, "12").answer.location == f"/appeals/{made[11]}"
    assert numbers(search(browser, "13")) == []


def test_nothing_is_found_that_the_reader_may_not_open(given, browser_of, cast):
    appeal = given.appeal(by="senior_operator")
    browser = browser_of("operator")
    for term in (appeal.number, PHONE, NAME):
        assert search(browser, term).answer.status_code == 200
        assert not numbers(browser)
    assign_appeal(appeal, by=cast("senior_operator"), to_id=cast("operator").id)
    assert numbers(search(browser, PHONE)) == [appeal.number]


def test_the_entry_tells_the_kind_and_never_the_term(given, browser_of):
    given.appeal()
    browser = browser_of("operator")
    kinds = {PHONE: "phone", NAME: "name", IIN: "number", EMAIL: "email", "9": "appeal"}
    for term, kind in kinds.items():
        page = search(browser, term)
        entry = db.session.scalar(sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1))
        assert (entry.action, entry.detail) == (Action.APPEAL_FIND, f"kind={kind}")
        told = " ".join(str(getattr(entry, c.name)) for c in AuditEntry.__table__.columns)
        assert kind == "appeal" or term not in told
        assert term not in page.answer.get_data(as_text=True) or kind == "appeal"
        assert term not in (page.answer.location or "")


def test_the_results_show_no_personal_data(given, browser_of):
    given.appeal()
    source = search(browser_of("operator"), PHONE).answer.get_data(as_text=True)
    for secret in (*NAME.split(), PHONE, PHONE[-7:]):
        assert secret not in source


def test_the_results_are_bounded_and_say_so(given, browser_of):
    made = [given.appeal().number for _appeal in range(MOST_FOUND + 2)]
    browser = search(browser_of("manager"), PHONE)
    assert numbers(browser) == made[::-1][:MOST_FOUND]
    assert "newest 20" in browser.text


def behind_others(given, monkeypatch, *, pages):
    """A case of the operator, and as many newer ones of a colleague as are looked at at once."""
    monkeypatch.setattr(queries, "CANDIDATES", 2)
    monkeypatch.setattr(queries, "MOST_PAGES", pages)
    monkeypatch.setattr(board_search, "MOST_NUMBERS", 4)
    mine = given.appeal()
    for _appeal in range(4):
        given.appeal(by="senior_operator")
    return mine


@pytest.mark.parametrize("term", [PHONE, NAME])
def test_an_operators_own_case_is_found_behind_many_of_others(term, given, browser_of, monkeypatch):
    mine = behind_others(given, monkeypatch, pages=3)
    browser = search(browser_of("operator"), term)
    assert numbers(browser) == [mine.number]
    assert "Type more" not in browser.text


@pytest.mark.parametrize("term", [PHONE, NAME])
def test_a_search_that_did_not_look_at_every_match_says_so(term, given, browser_of, monkeypatch):
    behind_others(given, monkeypatch, pages=2)
    browser = search(browser_of("operator"), term)
    assert not numbers(browser)
    assert "not all of them were looked at. Type more" in browser.text


def test_a_search_by_digits_that_fit_too_many_numbers_says_so(given, browser_of, monkeypatch):
    for _appeal in range(8):
        given.appeal(by="senior_operator")
    behind_others(given, monkeypatch, pages=2)
    monkeypatch.setattr(board_search, "MOST_NUMBERS", 1)
    browser = search(browser_of("operator"), "1")
    assert not numbers(browser)
    assert "Type more" in browser.text


def test_exactly_as_many_as_are_shown_are_all_of_them(given, browser_of, monkeypatch):
    monkeypatch.setattr(board_search, "MOST_FOUND", 3)
    monkeypatch.setattr(queries, "CANDIDATES", 3)
    made = [given.appeal().number for _appeal in range(3)]
    browser = search(browser_of("manager"), PHONE)
    assert numbers(browser) == made[::-1]
    assert "Type more" not in browser.text


def test_an_empty_search_finds_nothing_and_is_no_error(given, browser_of):
    given.appeal()
    assert not numbers(search(browser_of("operator"), "  "))


def test_a_term_is_sent_in_the_body_only(browser_of):
    browser = browser_of("operator")
    browser.open("/search?term=x", status=405)
    form = browser.open("/board").select_one("form.find")
    assert form["method"] == "post"

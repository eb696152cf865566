"""The case page: masked, witnessed, open to whom it concerns (policy 2, 9; R-2.2, R-2.3)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.appeals.actions import add_note
from backoffice.audit.models import AuditEntry
from backoffice.data_rights.actions import block_value, correct_value, destroy_value
from backoffice.db import db
from backoffice.disclosures.actions import fail_disclosure
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason
from backoffice.third_parties.queries import third_party_by_code
from tests.given import IIN, NAME, PERSON, PHONE, TEXT

SHOWN_PHONE = "+7 (701) 555-45-12"
STATEMENTS = 13  # notices to recipients and the terms they run by are two of them


@pytest.fixture
def case(given):
    """An appeal in work whose applicant gave an IIN as well."""
    return given.appeal_in_work(
        category="LAND", texts={**PERSON, Field.IIN: IIN}, collect_reason="applicant_asked"
    )


def entries_of(action: Action) -> list[AuditEntry]:
    query = sa.select(AuditEntry).where(AuditEntry.action == str(action)).order_by(AuditEntry.seq)
    return list(db.session.scalars(query))


def part(browser, name: str) -> str:
    """What a person reads in one card."""
    card = browser.page.find(id=name)
    return " ".join(card.get_text(" ").split()) if card else ""


def deeds_of(browser) -> set[str]:
    """The words on the buttons of the heading."""
    head = browser.page.find(class_="pagehead")
    return {button.get_text(strip=True) for button in head.find_all(class_="btn")}


def test_identifiers_and_contacts_are_masked_on_the_server(case, browser_of):
    browser = browser_of("operator")
    browser.open(f"/appeals/{case.number}")
    everything = browser.answer.get_data(as_text=True)
    assert NAME in everything
    assert TEXT in everything
    assert PHONE not in everything
    assert SHOWN_PHONE not in everything
    assert IIN not in everything
    assert "+7 (701) ***-**-12" in part(browser, "applicant")


def test_every_opening_stands_in_the_audit_with_the_names_of_its_fields(case, browser_of):
    browser = browser_of("operator")
    browser.open(f"/appeals/{case.number}")
    browser.open(f"/appeals/{case.number}")
    seen = entries_of(Action.CASE_VIEW)
    assert len(seen) == 2
    assert {entry.appeal_number for entry in seen} == {case.number}
    assert set(seen[0].field_codes) == {*map(str, PERSON), "iin"}


def test_a_strangers_case_and_an_unknown_number_answer_alike(given, browser_of):
    mine = given.appeal(by="senior_operator")
    browser = browser_of("operator")
    browser.open(f"/appeals/{mine.number}", status=404)
    strange = browser.answer.get_data(as_text=True)
    browser.open("/appeals/109-2026-9999999", status=404)
    unknown = browser.answer.get_data(as_text=True)
    assert without_request(strange, mine.number) == without_request(unknown, "109-2026-9999999")
    [refused] = entries_of(Action.CASE_VIEW)
    assert refused.is_refused
    assert refused.reason == "permission.not-own"


def correct_phone(given, cast, case) -> None:
    """The applicant called back: the phone was written down wrongly."""
    phone = given.value(case, Field.PHONE)
    correct_value(
        phone, by=cast("operator"), text="+77015554521", reason=RightsReason.OPERATOR_ERROR
    )


@contextmanager
def counted(app) -> Iterator[list[str]]:
    """Statements sent to both databases inside the block; BEGIN and COMMIT do not count."""
    seen: list[str] = []

    def count(_connection, _cursor, statement, _parameters, _context, _many) -> None:
        if statement.split()[0] not in ("BEGIN", "COMMIT"):
            seen.append(statement)

    engines = (db.engine, app.extensions["vault"].store.engine)
    for engine in engines:
        sa.event.listen(engine, "before_cursor_execute", count)
    yield seen
    for engine in engines:
        sa.event.remove(engine, "before_cursor_execute", count)


def without_request(html: str, number: str) -> str:
    """The page without what belongs to one request: its number, and tokens that tell the second."""
    html = re.sub(r'name="csrf_token" value="[^"]*"', "", html)
    return re.sub(r"\b[0-9a-f]{16}\b", "", html).replace(number, "")


@pytest.mark.parametrize("role", ["senior_operator", "manager", "privacy_officer"])
def test_those_who_answer_for_the_centre_open_any_case(role, case, browser_of):
    browser_of(role).open(f"/appeals/{case.number}")


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_administrators_and_auditors_open_none(role, case, browser_of):
    browser_of(role).open(f"/appeals/{case.number}", status=403)


def test_a_blocked_value_is_not_shown_and_says_since_when(case, given, cast, browser_of):
    value = given.value(case, Field.NAME)
    block_value(value, by=cast("privacy_officer"), until=None, reason=RightsReason.UNLAWFUL)
    browser = browser_of("operator")
    browser.open(f"/appeals/{case.number}")
    assert NAME not in browser.text
    assert "name — blocked since" in part(browser, "applicant")
    assert "name" not in entries_of(Action.CASE_VIEW)[-1].field_codes


def test_a_destroyed_value_shows_its_state_only(case, given, cast, browser_of):
    value = given.value(case, Field.PHONE)
    destroy_value(value, by=cast("privacy_officer"), reason=RightsReason.UNLAWFUL)
    browser = browser_of("senior_operator")
    browser.open(f"/appeals/{case.number}")
    assert "phone — destroyed since" in part(browser, "applicant")


def test_a_field_the_category_needs_and_nobody_collected_is_named(given, browser_of):
    texts = {field: text for field, text in PERSON.items() if field != Field.PHONE}
    appeal = given.appeal(texts=texts)
    browser = browser_of("operator")
    browser.open(f"/appeals/{appeal.number}")
    assert "phone — not collected Supplement" in part(browser, "applicant")
    assert "IIN" not in part(browser, "applicant")


def test_buttons_follow_the_state_of_the_case(given, browser_of):
    browser = browser_of("senior_operator")
    browser.open(f"/appeals/{given.appeal().number}")
    assert {"Take into work", "Assign", "Disclose to third party"} <= deeds_of(browser)
    assert not {"Return", "Close", "Reopen"} & deeds_of(browser)
    browser.open(f"/appeals/{given.appeal_answered().number}")
    assert {"Close", "Reopen"} <= deeds_of(browser)
    assert not {"Take into work", "Record answer", "Disclose to third party"} & deeds_of(browser)
    browser.open(f"/appeals/{given.appeal_closed().number}")
    assert deeds_of(browser) == {"Reopen", "Add note", "Record sheet"}


def test_buttons_follow_the_rights_of_the_reader(case, browser_of):
    operator = browser_of("operator")
    operator.open(f"/appeals/{case.number}")
    assert "Disclose to third party" in deeds_of(operator)
    assert "Assign" not in deeds_of(operator)
    assert not operator.page.find(id="rights")
    assert "Destroy" not in operator.text
    assert not operator.page.find("a", href=re.compile("^/audit"))
    officer = browser_of("privacy_officer")
    officer.open(f"/appeals/{case.number}")
    assert deeds_of(officer) == {"Add note", "Record sheet"}
    assert "Destroy all data" in part(officer, "rights")
    assert officer.page.find("a", href=f"/audit?case={case.number}")


def test_forms_of_the_page_carry_token_key_and_version(given, browser_of):
    appeal = given.appeal()
    browser = browser_of("operator")
    browser.open(f"/appeals/{appeal.number}")
    main = browser.page.find("main")
    forms = main.find_all("form")
    keys = [form.find("input", attrs={"name": "form_key"})["value"] for form in forms]
    assert len(forms) > 1
    assert len(set(keys)) == len(forms)
    for form in forms:
        assert form.find("input", attrs={"name": "csrf_token"})["value"]
        assert form.find("input", attrs={"name": "form_version"})["value"].isdigit()


def test_the_history_can_be_narrowed_to_deeds_or_to_who_looked(case, browser_of):
    browser = browser_of("operator")
    browser.open(f"/appeals/{case.number}")
    browser.open(f"/appeals/{case.number}")
    assert "registered the appeal" in part(browser, "history")
    assert "opened the case and saw" in part(browser, "history")
    browser.open(f"/appeals/{case.number}?history=actions")
    assert "opened the case" not in part(browser, "history")
    browser.open(f"/appeals/{case.number}?history=looks")
    assert "registered the appeal" not in part(browser, "history")
    assert "opened the case" in part(browser, "history")


def test_notes_stand_newest_first_with_their_writer(case, cast, browser_of):
    add_note(case, by=cast("operator"), text="Бірінші жазба")
    add_note(case, by=cast("senior_operator"), text="Екінші жазба")
    browser = browser_of("operator")
    browser.open(f"/appeals/{case.number}")
    notes = part(browser, "notes")
    assert notes.index("Екінші") < notes.index("Бірінші")
    assert "Ерлан Төлеуов" in notes


def test_third_parties_that_hold_an_old_value_are_listed(given, cast, browser_of):
    case = given.appeal_in_work()
    given.disclosure(case)
    again = {"by": "senior_operator", "to": "K2", "outside_reason": "joint_resolution"}
    fail_disclosure(given.disclosure(case, **again), by=cast("operator"), at=clock.now())
    browser = browser_of("operator")
    browser.open(f"/appeals/{case.number}")
    assert not browser.page.find(id="holders")
    assert not browser.page.find("del")
    correct_phone(given, cast, case)
    browser.open(f"/appeals/{case.number}")
    holders = browser.page.find(id="holders").find("tbody").find_all("tr")
    assert [row.find("th").get_text(strip=True) for row in holders] == [
        third_party_by_code("K1").name_en
    ]
    assert "phone" in part(browser, "holders")
    assert "address" not in part(browser, "holders")
    assert "phone holds the old value" in part(browser, "disclosures")
    assert {old.get_text() for old in browser.page.find_all("del")} == {"phone"}


def test_a_holder_that_was_given_the_present_value_says_so(given, cast, browser_of):
    case = given.appeal_in_work()
    given.disclosure(case)
    correct_phone(given, cast, case)
    browser = browser_of("operator")
    browser.open(f"/appeals/{case.number}")
    assert "given the present value" not in part(browser, "holders")
    given.disclosure(case)
    browser.open(f"/appeals/{case.number}")
    assert len(browser.page.find(id="holders").find("tbody").find_all("tr")) == 1
    assert "given the present value" in part(browser, "holders")


def test_a_copy_edited_for_a_recipient_becomes_old_with_its_original(given, cast, browser_of):
    case = given.appeal_in_work()
    given.disclosure(case, edited_text="Үйде жарық жоқ.")
    browser = browser_of("operator")
    browser.open(f"/appeals/{case.number}")
    assert not browser.page.find(id="holders")
    assert TEXT in part(browser, "appeal")
    assert "Үйде жарық жоқ." not in browser.text
    text = given.value(case, Field.PROBLEM_TEXT)
    reason = RightsReason.INACCURATE
    correct_value(text, by=cast("operator"), text="Көшеде жарық жоқ.", reason=reason)
    browser.open(f"/appeals/{case.number}")
    assert "text of the appeal" in part(browser, "holders")


def test_what_was_destroyed_is_told_of_every_disclosure_that_gave_it(given, cast, browser_of):
    case = given.appeal_in_work()
    given.disclosure(case)
    phone = given.value(case, Field.PHONE)
    destroy_value(phone, by=cast("privacy_officer"), reason=RightsReason.UNLAWFUL)
    browser = browser_of("operator")
    browser.open(f"/appeals/{case.number}")
    assert "phone destroyed since" in part(browser, "disclosures")
    assert "phone" in part(browser, "holders")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_is_drawn_in_every_language(language, given, cast, browser_of):
    case = given.appeal_in_work()
    given.disclosure(case)
    correct_phone(given, cast, case)
    browser = browser_of("privacy_officer", language=language)
    browser.open(f"/appeals/{case.number}")
    assert browser.page.html["lang"] == language
    assert "%(" not in browser.text


@pytest.mark.parametrize("times", [1, 10])
def test_the_page_asks_the_databases_no_more_for_a_long_case(times, given, cast, app, browser_of):
    case = given.appeal_in_work()
    for _time in range(times):
        given.disclosure(case)
        add_note(case, by=cast("senior_operator"), text="Жазба")
    correct_phone(given, cast, case)
    browser = browser_of("privacy_officer")
    browser.open(f"/appeals/{case.number}")
    db.session.expunge_all()
    with counted(app) as statements:
        browser.open(f"/appeals/{case.number}")
    assert len(statements) <= STATEMENTS, statements


def test_the_same_look_of_one_person_is_one_line_of_the_history(case, given, cast, browser_of):
    browser = browser_of("operator")
    for _look in range(5):
        browser.open(f"/appeals/{case.number}")
    seen = entries_of(Action.CASE_VIEW)
    browser.open(f"/appeals/{case.number}")  # the page is read before its own entry is told
    lines = [li.get_text(" ", strip=True) for li in browser.page.select("#history li")]
    looks = [line for line in lines if "opened the case" in line]
    assert len(looks) == 1
    assert "×5, " in looks[0]
    assert f"no. {seen[0].seq} … {seen[-1].seq}" in looks[0]


def test_a_deed_between_looks_and_another_person_part_them(case, given, cast, browser_of):
    operator, senior = browser_of("operator"), browser_of("senior_operator")
    operator.open(f"/appeals/{case.number}")
    add_note(case, by=cast("operator"), text="Қайта қоңырау шалды.")
    for browser in (operator, senior, operator):
        browser.open(f"/appeals/{case.number}")
    lines = [li.get_text(" ", strip=True) for li in operator.page.select("#history li")]
    assert sum("opened the case" in line for line in lines) == 3
    assert not any("×" in line for line in lines)


def test_the_people_stand_before_disclosures_and_the_history_last(case, browser_of):
    browser = browser_of("operator")
    browser.open(f"/appeals/{case.number}")
    cards = [card["id"] for card in browser.page.select(".file section.card")]
    assert cards[:2] == ["appeal", "applicant"]
    assert cards.index("consent") < cards.index("disclosures")
    assert cards[-1] == "history"


def test_the_printed_case_bears_its_number(case, browser_of):
    browser = browser_of("operator")
    browser.open(f"/appeals/{case.number}")
    assert case.number in browser.page.find(class_="print-only").get_text()

"""Who called before is shown by number, category and state, and no more (policy 5.2; R-5e.3)."""

from datetime import UTC, datetime, timedelta

from backoffice import clock
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from tests.appeals.calls import NEW, a_call, last_entry, register
from tests.given import IIN, NAME, PERSON, TEXT


def ask(browser, **typed):
    browser.open(NEW)
    assert browser.submit(NEW, match="1", **typed).status_code == 200
    return browser.page.find(id="known_caller")


def test_a_known_phone_shows_number_category_and_state_of_earlier_appeals(browser_of, given):
    earlier = given.appeal()
    shown = ask(browser_of("operator"), phone="8 (701) 555-45-12").get_text(" ")
    assert earlier.number in shown
    assert "Electricity supply" in shown
    assert "New" in shown
    assert NAME not in shown
    assert TEXT not in shown


def test_a_known_iin_shows_them_too(browser_of, given):
    said = (Field.PROBLEM_TEXT, Field.NAME, Field.CONSENT_EVIDENCE)
    texts = {Field.IIN: IIN, **{field: PERSON[field] for field in said}}
    earlier = given.appeal(category="BILL", collect_reason="identify_account", texts=texts)
    assert earlier.number in ask(browser_of("operator"), iin="0103 0539 0005").get_text()


def test_looking_is_written_down_without_the_number(browser_of, given):
    given.appeal()
    ask(browser_of("operator"), phone="87015554512")
    entry = last_entry()
    assert (entry.action, entry.detail) == (Action.APPEAL_MATCH, "kind=phone")
    assert "7015554512" not in " ".join(str(value) for value in vars(entry).values())


def test_an_incomplete_number_is_not_looked_for(browser_of):
    browser = browser_of("operator")
    browser.open(NEW)
    entries = db.session.query(AuditEntry).count()
    browser.submit(NEW, match="1", phone="8701")
    assert db.session.query(AuditEntry).count() == entries


def test_appeals_of_long_ago_are_not_shown(browser_of, given):
    with clock.running_at(lambda: datetime.now(UTC) - timedelta(days=91)):
        given.appeal()
    assert "No earlier appeals" in ask(browser_of("operator"), phone="87015554512").get_text()


def test_a_colleagues_case_is_named_and_cannot_be_opened(browser_of, given):
    mine = given.appeal()
    theirs = given.appeal(by="senior_operator")
    part = ask(browser_of("operator"), phone="87015554512")
    assert [link["href"] for link in part.find_all("a")] == [f"/appeals/{mine.number}"]
    assert theirs.number in part.get_text()


def test_earlier_appeals_show_with_every_refused_form(browser_of, given):
    earlier = given.appeal()
    browser = browser_of("operator")
    assert register(browser, a_call(problem_text="")).status_code == 422
    assert earlier.number in browser.page.find(id="known_caller").get_text()


def test_htmx_gets_the_part_alone(browser_of, given):
    earlier = given.appeal()
    browser = browser_of("operator")
    browser.open(NEW)
    token = browser.form(NEW).find("input", {"name": "csrf_token"})["value"]
    answer = browser.send(
        "POST",
        NEW,
        data={"csrf_token": token, "phone": "87015554512", "match": "1"},
        headers={"HX-Request": "true", "HX-Request-Type": "partial"},
    )
    part = answer.get_data(as_text=True)
    assert part.lstrip().startswith('<div id="known_caller"')
    assert earlier.number in part

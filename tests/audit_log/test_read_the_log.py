"""Reading the audit log: everything is there, found by what it was about (policy 2, 3.1)."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.accounts.models import SYSTEM
from backoffice.audit.checkpoints import write_checkpoint
from backoffice.audit.models import AuditEntry
from backoffice.audit_log.queries import PAGE_SIZE
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.people import STAFF_ROLES, Role
from tests.exports.taking import taken
from tests.given import IIN, NAME, PHONE, TEXT
from tests.statements import statements_of

READERS = {Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR}


def rows(browser):
    return browser.page.select("table.log tbody tr")


def numbers(browser):
    return [int(row.th.get_text(strip=True)) for row in rows(browser)]


def sentences(browser):
    return [row.find_all("td")[2].get_text(strip=True) for row in rows(browser)]


def newest():
    db.session.rollback()
    return db.session.scalar(sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1))


def many_entries(count):
    for _number in range(count):
        write_checkpoint(None, by=SYSTEM)


def test_a_reader_sees_the_newest_entry_first_and_that_is_their_own_look(browser_of):
    browser = browser_of("auditor")
    browser.open("/audit")
    assert numbers(browser) == sorted(numbers(browser), reverse=True)
    assert numbers(browser)[0] == newest().seq
    assert "read the audit log" in sentences(browser)[0]


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_the_log_opens_to_manager_privacy_officer_and_auditor_alone(browser_of, role):
    browser = browser_of(role)
    browser.open("/audit", status=200 if role in READERS else 403)
    entry = newest()
    assert entry.action == Action.AUDIT_VIEW
    assert entry.is_refused == (role not in READERS)


def test_each_look_is_one_entry_with_its_filters_in_codes(browser_of, given):
    number = given.appeal().number
    browser = browser_of("auditor")
    before = newest().seq
    browser.open(f"/audit?case={number}&action=appeal.register&refused=y&since=2026-11-01")
    entry = newest()
    assert entry.seq == before + 1
    assert entry.detail == f"since=2026-11-01;action=appeal.register;case={number};refused=y"


def test_what_people_do_in_the_browser_is_there(browser_of, given):
    number = given.appeal_in_work().number
    value_id = given.value(given.appeal_in_work(), Field.PHONE)
    own = value_id.appeal.number
    stranger = browser_of()
    stranger.open("/sign-in")
    stranger.submit("/sign-in", username="aigul", password="not-the-password")
    stranger.open("/sign-in")
    stranger.submit("/sign-in", username="nobody-of-this-name", password="whatever-it-is")
    operator = browser_of("operator")
    operator.open(f"/appeals/{own}")
    operator.submit(f"/appeals/{own}/reveal/{value_id.id}")
    operator.open(f"/appeals/{number}/record")
    operator.open("/board")
    operator.submit("/search", term=PHONE)
    operator.open("/audit", status=403)
    manager = browser_of("manager")
    taken(manager, "csv", path="/reports/disclosures", reason="inspection")
    reader = browser_of("auditor")
    reader.open("/audit")
    said = "\n".join(sentences(reader))
    for part in (
        "A sign-in as Айгүл Сейітова failed: the password was wrong",
        "A sign-in under an unknown user name failed",
        "Айгүл Сейітова signed in",
        "opened the case and saw",
        "revealed phone",
        "printed the case with",
        "searched for appeals by phone",
        "Айгүл Сейітова tried: Reading the audit log, and was refused",
        "exported a report with",
        "registered the appeal",
    ):
        assert part in said
    everything = reader.answer.get_data(as_text=True)
    for secret in (PHONE, PHONE[1:], NAME, TEXT, IIN, "nobody-of-this-name", "whatever-it-is"):
        assert secret not in everything


def test_the_history_of_a_case_and_the_log_are_the_same_entries(browser_of, given):
    number = given.appeal_answered().number
    given.appeal()
    officer = browser_of("privacy_officer")
    page = officer.open(f"/appeals/{number}")
    history = [
        int(re.search(r"\d+$", item.small.get_text(strip=True)).group())
        for item in page.select("#history li")
    ]
    told = [
        item.find("span").find(string=True, recursive=False).strip()
        for item in page.select("#history li")
    ]
    officer.open(f"/audit?case={number}")
    assert "opened the case" in sentences(officer)[0], "the look at the case just now"
    assert history == numbers(officer)[1:]
    assert told == sentences(officer)[1:]


def test_a_filter_by_person_shows_what_that_person_did_and_nothing_else(browser_of, given, cast):
    given.appeal()
    person = cast("operator")
    reader = browser_of("auditor")
    reader.open(f"/audit?person={person.id}")
    assert {row.find_all("td")[1].get_text(" ", strip=True) for row in rows(reader)} == {
        f"{person.display_name} operator"
    }
    reader.open("/audit?person=0")
    assert {row.find_all("td")[1].get_text(" ", strip=True) for row in rows(reader)} == {"system"}


def test_a_filter_by_third_party_shows_what_it_was_given(browser_of, given):
    given.disclosure(given.appeal())
    reader = browser_of("auditor")
    reader.open("/audit?third_party=K1")
    assert len(rows(reader)) == 1
    assert "disclosed" in sentences(reader)[0]
    reader.open("/audit?third_party=K2")
    assert not rows(reader)
    assert "No entries match these filters." in reader.text


def test_a_filter_by_outcome_shows_refused_attempts_alone(browser_of):
    browser_of("operator").open("/staff", status=403)
    reader = browser_of("auditor")
    reader.open("/audit?refused=y")
    assert rows(reader)
    assert all("refused" in row.find_all("td")[4].get_text() for row in rows(reader))


def test_a_period_is_counted_in_days_of_astana(browser_of):
    day = clock.now().astimezone(clock.ALMATY).replace(hour=23, minute=59, second=59)
    late, early = day - timedelta(days=3), day - timedelta(days=3) + timedelta(seconds=2)
    seqs = []
    for moment in (late, early):
        with clock.running_at(lambda at=moment: at):
            seqs.append(write_checkpoint(None, by=SYSTEM).seq + 1)
    reader = browser_of("auditor")
    reader.open(f"/audit?since={late.date()}&until={late.date()}")
    assert numbers(reader) == seqs[:1]
    reader.open(f"/audit?since={early.date()}&until={early.date()}")
    assert numbers(reader) == seqs[1:]


def test_pages_go_by_number_and_leave_nothing_out(browser_of):
    many_entries(2 * PAGE_SIZE + 7)
    reader = browser_of("auditor")
    seen = []
    reader.open("/audit?action=audit.checkpoint")
    while True:
        assert len(rows(reader)) <= PAGE_SIZE
        seen += numbers(reader)
        older = reader.page.find("a", rel="next")
        if older is None:
            break
        reader.open(str(older["href"]))
    every = db.session.scalars(
        sa.select(AuditEntry.seq).where(AuditEntry.action == Action.AUDIT_CHECKPOINT)
    ).all()
    assert seen == sorted(every, reverse=True)
    last = len(numbers(reader))
    newer = reader.page.find("a", rel="prev")
    reader.open(str(newer["href"]))
    assert numbers(reader) == seen[-last - PAGE_SIZE : -last]


def test_a_number_leads_straight_to_its_entry(browser_of):
    reader = browser_of("auditor")
    reader.open("/audit?number=3")
    assert numbers(reader) == [3, 2, 1]
    assert reader.page.find(id="entry-3")["aria-current"] == "true"
    assert reader.page.find("a", rel="prev")


def test_the_case_is_a_link_for_those_alone_who_may_open_it(browser_of, given):
    number = given.appeal().number
    auditor, manager = browser_of("auditor"), browser_of("manager")
    for reader in (auditor, manager):
        reader.open(f"/audit?case={number}")
        assert number in reader.page.find("table").get_text()
    assert not auditor.page.find("a", href=f"/appeals/{number}")
    assert manager.page.find("a", href=f"/appeals/{number}")


@pytest.mark.parametrize(
    "asked",
    [
        "case=Сәтбаева",
        "action=no.such",
        "person=no-one",
        "third_party=Z9",
        "since=yesterday",
        "since=0001-01-01",
        "until=9999-12-31",
        "number=-5",
        "number=99999999999999999999999",
        "upto=x",
    ],
)
def test_what_cannot_be_asked_is_said_and_never_written_down(browser_of, asked):
    reader = browser_of("auditor")
    reader.open(f"/audit?{asked}", status=422)
    assert "There is a problem" in reader.text
    assert newest().detail == ""


def test_the_number_of_statements_does_not_grow_with_the_log(browser_of, given, app):
    reader = browser_of("auditor")
    reader.open("/audit")
    few = len(statements_of(reader, "/audit"))
    for _number in range(3):
        given.disclosure(given.appeal_in_work())
    many_entries(PAGE_SIZE)
    assert len(statements_of(reader, "/audit")) == few


def test_a_checkpoint_is_written_by_a_button_and_printed_on_the_page(browser_of, app):
    reader = browser_of("privacy_officer")
    reader.open("/audit")
    assert re.search(r"Head of the log: \d+ · [0-9a-f]{4}…[0-9a-f]{4}", reader.text)
    answer = reader.submit("/audit/checkpoints", follow=True)
    assert answer.status_code == 200
    assert "Checkpoint written:" in reader.text
    lines = (Path(app.config["CHECKPOINTS"]) / "audit.jsonl").read_text().splitlines()
    written = json.loads(lines[-1])
    assert written["signature"]
    assert f"Checkpoint written: {written['seq']} · " in reader.text


def test_a_checkpoint_sent_twice_is_written_once(browser_of, app):
    reader = browser_of("privacy_officer")
    reader.open("/audit")
    page = reader.page
    reader.submit("/audit/checkpoints")
    reader.page = page
    assert reader.submit("/audit/checkpoints").status_code == 303
    lines = (Path(app.config["CHECKPOINTS"]) / "audit.jsonl").read_text().splitlines()
    assert len(lines) == 1

"""The log as a file for an inspector: whole, signed, written down, and with nothing personal."""

import json
import re

import pytest
import sqlalchemy as sa

from backoffice.audit.chain import CANONICAL
from backoffice.audit.models import AuditEntry
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.people import STAFF_ROLES, Role
from tests.given import IIN, NAME, PHONE, TEXT

EXPORT = "/audit/export"
READERS = {Role.MANAGER, Role.PRIVACY_OFFICER, Role.AUDITOR}


def newest(count):
    db.session.rollback()
    return db.session.scalars(
        sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(count)
    ).all()


def taken(browser, **asked):
    browser.open(EXPORT)
    answer = browser.submit(EXPORT, **{"reason": "inspection", **asked})
    assert answer.status_code == 200
    return [json.loads(line) for line in answer.get_data().splitlines()]


def test_the_whole_log_comes_out_up_to_the_checkpoint_of_the_export(browser_of, given):
    given.disclosure(given.appeal())
    head, *entries = taken(browser_of("auditor"))
    assert (head["format"], head["from"]) == ("senim-audit-export/1", 1)
    assert [entry["seq"] for entry in entries] == list(range(1, head["to"] + 1))
    assert head["end"] == head["checkpoint"]
    assert entries[-1]["digest"] == head["checkpoint"]["digest"]
    stored = db.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq)).all()
    for entry, row in zip(entries, stored, strict=False):
        assert entry == {name: getattr(row, name) for name in (*CANONICAL, "digest")}


def test_the_checkpoint_and_the_export_are_entries_with_range_and_reason(browser_of, cast):
    browser = browser_of("auditor")
    head, *entries = taken(browser, first="2", last="4")
    assert [entry["seq"] for entry in entries] == [2, 3, 4]
    assert (head["from"], head["to"], head["end"]["seq"]) == (2, 4, 4)
    entry, checkpoint = newest(2)
    assert (checkpoint.action, entry.action) == (Action.AUDIT_CHECKPOINT, Action.AUDIT_EXPORT)
    assert (entry.actor_id, entry.reason) == (cast("auditor").id, "inspection")
    assert entry.detail == f"from=2;to=4;rows=3;checkpoint={head['checkpoint']['seq']}"
    name = browser.answer.headers["Content-Disposition"]
    seq = head["checkpoint"]["seq"]
    assert name == f'attachment; filename="audit_2-4_entry{entry.seq}_checkpoint{seq}.jsonl"'


def test_nothing_personal_is_in_the_file(browser_of, given):
    given.disclosure(given.appeal())
    browser = browser_of("privacy_officer")
    taken(browser)
    everything = browser.answer.get_data(as_text=True)
    for secret in (NAME, PHONE, PHONE[1:], IIN, TEXT):
        assert secret not in everything


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"reason": ""}, "Reason for the export"),
        ({"last": "99999"}, "The log ends at entry"),
        ({"first": "5", "last": "4"}, "The first entry lies behind the last."),
        ({"first": "0"}, "Type the number of an entry."),
        ({"first": "x"}, "From entry"),
    ],
)
def test_an_order_with_mistakes_comes_back_and_nothing_is_taken_out(browser_of, asked, said):
    browser = browser_of("manager")
    browser.open(EXPORT)
    before = newest(1)[0].seq
    answer = browser.submit(EXPORT, **{"reason": "inspection", **asked})
    assert answer.status_code == 422
    assert said in browser.text
    assert newest(1)[0].seq == before


@pytest.mark.parametrize("role", [role for role in STAFF_ROLES if role not in READERS])
def test_others_are_refused_and_the_attempt_is_written_down(browser_of, role):
    browser = browser_of(role)
    browser.open(EXPORT, status=403)
    entry = newest(1)[0]
    assert (entry.action, entry.is_refused) == (Action.AUDIT_EXPORT, True)


def test_the_sentence_of_the_log_tells_of_it(browser_of):
    browser = browser_of("auditor")
    taken(browser)
    browser.open("/audit")
    assert re.search(r"took out the audit log as a file", browser.text)

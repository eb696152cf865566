"""Verification names what was done, on SQLite and PostgreSQL, while people work on (policy 2)."""

import json

import pytest
import sqlalchemy as sa

from backoffice.accounts.models import SYSTEM
from backoffice.audit.checkpoints import write_checkpoint
from backoffice.audit.faults import Kind
from backoffice.audit.kept import compare
from backoffice.audit.models import AuditEntry
from backoffice.audit.rows import PAGE
from backoffice.audit.verification import verify
from backoffice.audit_proof.taking_out import LogOrder, take_out_log
from backoffice.db import db
from backoffice.rules.vocabulary.checkpoints import Misfit
from backoffice.vault.values import the_vault
from benchmarks.chain import append_entries
from tests.audit_proof.tampering import tamper
from tests.data_layer.conftest import member_of_cast


def found(since=1):
    return verify(the_vault().keyring.chain_key, since=since)


@pytest.mark.parametrize(
    ("statements", "seq", "kind", "other"),
    [
        (["DELETE FROM audit_entry WHERE seq IN (3, 4)"], 3, Kind.REMOVED, 4),
        (["UPDATE audit_entry SET seq = 9000 WHERE seq = 3"], 3, Kind.RENUMBERED, 9000),
        (["UPDATE audit_entry SET detail = 'x' WHERE seq = 3"], 3, Kind.CHANGED, 0),
        (["UPDATE audit_entry SET mac = digest WHERE seq = 3"], 3, Kind.FOREIGN, 0),
        (
            [
                f"UPDATE audit_entry SET seq = {new} WHERE seq = {old}"
                for old, new in ((3, -3), (5, 3), (-3, 5))
            ],
            3,
            Kind.SWAPPED,
            5,
        ),
        (["UPDATE audit_entry SET seq = -1 WHERE seq = 1"], 1, Kind.RENUMBERED, -1),
    ],
)
def test_what_was_done_to_an_entry_is_named(given, statements, seq, kind, other):
    given.appeal()
    tamper(*statements)
    verdict = found()
    assert (verdict.bad_seq, verdict.found.kind, verdict.found.other) == (seq, kind, other)


@pytest.mark.parametrize("number", [-(2**63), -1, 0])
def test_an_entry_put_in_before_all_others_is_found_be_its_number_what_it_may(given, number):
    given.appeal()
    tamper(copied(number, 3))
    verdict = found()
    assert (verdict.bad_seq, verdict.found.kind) == (1, Kind.INSERTED)


def copied(number, source):
    """Puts a copy of an entry at another number, as somebody does who wants it to be read."""
    names = [column.name for column in AuditEntry.__table__.c if column.name != "seq"]
    return (
        f"INSERT INTO audit_entry (seq, {', '.join(names)}) "
        f"SELECT {number}, {', '.join(names)} FROM audit_entry WHERE seq = {source}"
    )


def test_an_entry_doubled_between_two_pages_is_found(given):
    given.appeal()
    append_entries(the_vault().keyring.chain_key, PAGE - found().entries + 1)
    assert found().entries == PAGE + 1
    tamper(*without_primary_key(), copied(PAGE, PAGE))
    verdict = found()
    assert (verdict.bad_seq, verdict.why, verdict.found.kind) == (PAGE, "number", Kind.INSERTED)
    assert not found(since=PAGE).is_ok
    assert found(since=PAGE + 1).is_ok


@pytest.mark.parametrize("back", [0, 1])
def test_an_entry_doubled_within_a_page_is_found(given, back):
    given.appeal()
    seq = found().entries - back
    tamper(*without_primary_key(), copied(seq, seq))
    verdict = found()
    assert (verdict.bad_seq, verdict.why, verdict.found.kind) == (seq + 1, "number", Kind.INSERTED)


def without_primary_key():
    """The same table, in which a number may stand twice."""
    if db.engine.dialect.name != "sqlite":
        return ["ALTER TABLE audit_entry DROP CONSTRAINT pk_audit_entry"]
    return [
        "CREATE TABLE other AS SELECT * FROM audit_entry",
        "DROP TABLE audit_entry",
        "ALTER TABLE other RENAME TO audit_entry",
    ]


@pytest.mark.parametrize("seq", [0, 4])
def test_a_head_that_was_set_back_or_removed_is_no_entry_put_in(given, seq):
    given.appeal()
    last = found().entries
    tamper(f"UPDATE audit_head SET seq = {seq}" if seq else "DELETE FROM audit_head")
    verdict = found()
    assert (verdict.entries, verdict.bad_seq, verdict.why) == (last, seq, "head")
    assert (verdict.found.kind, verdict.found.other) == (Kind.HEAD, seq)


def test_a_head_of_another_digest_is_named_at_its_entry(given):
    given.appeal()
    last = found().entries
    tamper("UPDATE audit_head SET digest = 'x'")
    verdict = found()
    assert (verdict.bad_seq, verdict.found.kind) == (last, Kind.HEAD)


def test_without_the_entry_before_nothing_is_said_to_have_been_looked_at(given):
    given.appeal()
    tamper("DELETE FROM audit_entry WHERE seq = 3")
    verdict = found(since=4)
    assert (verdict.entries, verdict.bad_seq, verdict.found.kind) == (0, 3, Kind.REMOVED)


def test_a_cut_tail_names_where_the_log_once_ended(given):
    given.appeal()
    last = found().entries
    tamper(f"DELETE FROM audit_entry WHERE seq > {last - 2}")
    verdict = found()
    assert (verdict.bad_seq, verdict.found.kind, verdict.found.other) == (last - 1, Kind.CUT, last)


def test_the_log_is_whole_from_any_entry_on_while_somebody_writes(given):
    given.appeal()
    writes = []

    def write(_done):
        given.appeal()
        writes.append(1)

    assert verify(the_vault().keyring.chain_key, progress=write).is_ok
    assert writes
    last = found().entries
    assert found(since=last).is_ok
    assert not found(since=last + 2).is_ok


def test_lines_kept_elsewhere_are_held_against_the_log(given):
    lines = []
    for _moment in range(2):
        given.appeal()
        lines.append(json.dumps(vars(write_checkpoint(None, by=SYSTEM))).encode())
    vault = the_vault()

    def kept(raw):
        with db.engine.connect() as connection:
            fences = vault.store.fence_count()
            return compare(raw, keyring=vault.keyring, connection=connection, fences=fences)

    assert (kept(lines).fitting, kept(lines).bad) == (2, [])
    second = json.loads(lines[1])["seq"]
    tamper(f"UPDATE audit_entry SET digest = mac WHERE seq = {second}")
    assert misfits(kept(lines)) == [(2, Misfit.REWRITTEN)]
    tamper(f"DELETE FROM audit_entry WHERE seq >= {second}")
    assert misfits(kept(lines)) == [(2, Misfit.CUT)]


def misfits(kept):
    return [(number, one.why) for number, one in kept.bad]


def test_the_whole_log_is_taken_out_in_order(given, app):
    given.appeal_closed()
    with app.test_request_context():
        seq = write_checkpoint(None, by=SYSTEM).seq
        answer = take_out_log(LogOrder(1, seq, "inspection"), by=member_of_cast("auditor"))
        head, *entries = (json.loads(line) for line in answer.get_data().splitlines())
    numbers = db.session.scalars(sa.select(AuditEntry.seq).where(AuditEntry.seq <= seq)).all()
    assert [entry["seq"] for entry in entries] == sorted(numbers)
    assert entries[-1]["digest"] == head["end"]["digest"]

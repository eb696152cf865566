"""Nothing is signed that this program did not write: the chain of digests needs no key (T8)."""

import pytest
import sqlalchemy as sa

from backoffice.accounts.models import SYSTEM
from backoffice.audit.anchor import StaleInstallation, append, head_now, mark, signed
from backoffice.audit.checkpoints import write_checkpoint
from backoffice.audit.line_file import FILE
from backoffice.audit.models import AuditEntry
from backoffice.audit_proof.taking_out import LogOrder, take_out_log
from backoffice.db import db
from tests.audit_proof.tampering import rewritten, tamper


def last_entry():
    db.session.rollback()
    return db.session.scalar(sa.select(sa.func.max(AuditEntry.seq)))


def rewrite_without_the_key(since, until):
    """Digests from a changed entry up to another are computed anew; seals nobody can make."""
    tamper(*rewritten(since, until, detail="x"))


@pytest.fixture
def lines(app, installation):
    """How many lines the checkpoint file holds."""
    path = installation / "checkpoints" / FILE
    return lambda: path.read_bytes().count(b"\n") if path.exists() else 0


@pytest.mark.parametrize("is_first", [True, False])
def test_a_history_written_anew_without_the_key_is_not_signed(given, lines, is_first):
    if not is_first:
        write_checkpoint(None, by=SYSTEM)
    given.appeal()
    before, last = lines(), last_entry()
    rewrite_without_the_key(last - 1, last)
    with pytest.raises(StaleInstallation, match=f"Entry {last - 1} of the audit log is not as"):
        write_checkpoint(None, by=SYSTEM)
    mark()
    assert (lines(), last_entry()) == (before, last), "nothing signed, nothing written"


def test_nor_when_the_program_itself_went_on_behind_the_forged_entries(given, lines):
    """The newest seal is good then: only those before it tell."""
    write_checkpoint(None, by=SYSTEM)
    given.appeal()
    last = last_entry()
    rewrite_without_the_key(last - 1, last)
    given.appeal()
    with pytest.raises(StaleInstallation, match=f"Entry {last - 1} of"):
        write_checkpoint(None, by=SYSTEM)
    assert lines() == 1


def test_a_head_that_was_changed_is_not_signed(given, lines):
    write_checkpoint(None, by=SYSTEM)
    given.appeal()
    for change in (f"digest = '{'ab' * 32}'", "seq = seq + 5", "seq = 2, digest = 'x'"):
        tamper(f"UPDATE audit_head SET {change}")
        with pytest.raises(StaleInstallation):
            append(signed(head_now()))
    assert lines() == 1


def test_a_line_of_an_earlier_moment_is_signed_when_its_entry_is_sealed(given, lines):
    """Another process was quicker: both say what stands there."""
    given.appeal()
    earlier = signed(head_now())
    write_checkpoint(None, by=SYSTEM)
    append(earlier)
    assert lines() == 2


def test_a_forged_end_of_a_part_of_the_log_is_not_signed(app, cast, given):
    given.appeal_closed()
    write_checkpoint(None, by=SYSTEM)
    rewrite_without_the_key(5, 7)
    with app.test_request_context():
        for last in (5, 7):
            with pytest.raises(StaleInstallation, match=f"Entry {last} of the audit log"):
                take_out_log(LogOrder(1, last, "inspection"), by=cast("auditor"))
        assert take_out_log(LogOrder(1, 4, "inspection"), by=cast("auditor")).status_code == 200
        tamper("DELETE FROM audit_entry WHERE seq = 7")
        with pytest.raises(StaleInstallation, match="Entry 7 of the audit log"):
            take_out_log(LogOrder(1, 7, "inspection"), by=cast("auditor"))


def test_who_asks_for_a_signature_hears_why_there_is_none_and_work_goes_on(browser_of, given):
    write_checkpoint(None, by=SYSTEM)
    number = given.appeal().number
    last = last_entry()
    rewrite_without_the_key(last - 1, last)
    reader = browser_of("auditor")
    for address, asked in (("/audit/checkpoints", {}), ("/audit/export", {"reason": "inspection"})):
        reader.open(address)
        assert reader.submit(address, **asked).status_code == 503
        assert "The data does not fit its checkpoints" in reader.text
    browser_of("operator").open(f"/appeals/{number}")

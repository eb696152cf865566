"""What an inspector kept decides: a file that is whole in itself does not pass against it (T8)."""

import sys

import pytest

from tests.audit_proof.inspector import Owner
from tools import verify_audit
from tools.verify_audit import Fault, Unproved

OLD_RESTORE = "20261101T000000Z-00000040"


@pytest.fixture
def owner(tmp_path):
    return Owner(tmp_path)


def faults(owner, path, *kept):
    with pytest.raises(Fault) as fault:
        owner.verify(path, *kept)
    return fault.value.args


def test_lines_that_fit_say_up_to_where_they_prove_and_what_they_do_not(owner):
    path = owner.export(owner.line(60, 9))
    said = owner.verify(path, owner.line(20, 2), owner.line(50, 8))
    assert "2 of your 2 lines are of entries in this file, and fit" in said
    assert any("entries 1 to 50 are what they were on 2026-11-08" in one for one in said)
    assert "not proved by your lines: that entries 51 to 60 were not written anew" in said


def test_without_lines_it_says_what_is_not_proved(owner):
    said = owner.verify(owner.export(owner.line(60, 9)))
    assert said[-1].startswith("not proved without lines you kept")


@pytest.mark.parametrize(("seq", "day"), [(80, 17), (40, 17)])
def test_a_file_older_than_a_kept_line_does_not_pass(owner, seq, day):
    """An old export, or today's one cut back to an old signed line: no key is needed for it."""
    path = owner.export(owner.line(20, 9), first=10, checkpoint=owner.line(30, 9))
    (fault,) = faults(owner, path, owner.line(15, 8), owner.line(seq, day))
    assert f"line 2 of your file knows entry {seq} of 2026-11-17" in fault
    assert "ask for a new one" in fault


def test_a_tail_cut_off_before_the_export_does_not_pass(owner):
    (fault,) = faults(owner, owner.export(owner.line(40, 20)), owner.line(80, 17))
    assert "line 1 of your file knows entry 80, the log ended at 40 when it was exported" in fault


def test_history_written_anew_does_not_pass(owner):
    path = owner.export(owner.line(60, 20))
    (fault,) = faults(owner, path, owner.line(40, 10, digest="ab" * 32), owner.line(50, 11))
    assert "line 1 of your file knows another entry 40" in fault


def test_every_line_that_does_not_hold_is_told(owner):
    path = owner.export(owner.line(60, 20))
    spoilt = owner.line(30, 9) | {"fences": 3}
    lines = [owner.line(seq, 10, digest="ab" * 32) for seq in (40, 41, 42)]
    found = faults(owner, path, spoilt, *lines, owner.line(90, 12))
    assert found[0].startswith("line 1 of kept.jsonl is not signed with this key")
    assert [one[:6] for one in found[1:]] == ["line 2", "line 3", "line 4", "line 5"]
    assert len(faults(owner, path, *lines * 40)) == verify_audit.MOST + 1


def test_destructions_that_were_undone_do_not_pass(owner):
    path = owner.export(owner.line(60, 20, fences=3))
    (fault,) = faults(owner, path, owner.line(50, 10, fences=5))
    assert "knows of 5 destroyed values, the log of only 3" in fault
    assert owner.verify(path, owner.line(50, 10, fences=3))


@pytest.mark.parametrize("kept", [(100, 20), (9, 4), (70, 10)])
def test_lines_outside_the_file_prove_nothing_and_are_not_called_a_proof(owner, kept):
    end, checkpoint = owner.line(40, 20), owner.line(100, 20)
    path = owner.export(end, first=10, checkpoint=checkpoint)
    with pytest.raises(Unproved, match="none of your 1 lines is of an entry in this file"):
        owner.verify(path, owner.line(*kept))
    said = owner.verify(path, *sorted([owner.line(*kept), owner.line(30, 5)], key=dated))
    assert any(one.startswith("1 of your lines are of entries outside this file") for one in said)


def dated(line):
    return line["at"]


@pytest.mark.parametrize("seq", [100, 9])
def test_a_line_of_an_entry_that_only_the_top_of_the_file_names_is_compared(owner, seq):
    path = owner.export(owner.line(40, 20), first=10, checkpoint=owner.line(100, 20))
    (fault,) = faults(owner, path, owner.line(seq, 19, digest="ab" * 32))
    assert f"knows another entry {seq}" in fault


def test_an_empty_file_of_lines_is_no_proof_and_ends_with_3(owner, monkeypatch, capsys):
    path = owner.export(owner.line(60, 9))
    with pytest.raises(Unproved, match="none of your 0 lines"):
        owner.verify(path, "\n")
    typed = verify_audit.fingerprint(owner.key.public_key())
    words = [str(path), "--fingerprint", typed, "--checkpoints", str(owner.folder / "kept.jsonl")]
    monkeypatch.setattr(sys, "argv", ["verify_audit.py", *words])
    assert verify_audit.main() == 3
    assert capsys.readouterr().out.splitlines()[-1].startswith("NOT PROVED: ")


def test_a_restore_signed_among_the_lines_excuses_what_it_took_back(owner):
    path = owner.export(owner.line(60, 20))
    restored = owner.line(41, 12, restored=OLD_RESTORE)
    taken_back = owner.line(80, 10, digest="ab" * 32)
    said = owner.verify(path, taken_back, restored)
    assert "1 of your lines are of entries that a restore took back" in said
    assert len(faults(owner, path, taken_back)) == 1
    assert len(faults(owner, path, restored, owner.line(80, 13))) == 1, "signed after the restore"


def test_an_old_restore_moved_below_a_later_line_excuses_nothing(owner):
    path = owner.export(owner.line(60, 20))
    found = faults(owner, path, owner.line(80, 10), owner.line(41, 1, restored=OLD_RESTORE))
    assert "line 1 of your file knows entry 80, the log ended at 60" in found[0]
    assert "line 2 of your file is dated 2026-11-01" in found[1]


HEADERS = {
    "begins before the first": {"from": 0},
    "ends before it begins": {"from": 50},
    "reaches further than was signed": {"to": 41},
    "ends before what was signed": {"to": 39},
    "something before entry 1": {"previous": "ab" * 32},
}


@pytest.mark.parametrize("way", HEADERS)
def test_a_range_that_is_not_the_signed_one_does_not_pass(owner, way):
    (fault,) = faults(owner, owner.export(owner.line(40, 9), **HEADERS[way]))
    assert fault.startswith("line 1: ")


def test_a_range_beyond_its_checkpoint_or_under_two_lines_does_not_pass(owner):
    beyond = owner.export(owner.line(40, 9), checkpoint=owner.line(30, 9))
    assert faults(owner, beyond) == ("line 1: the range goes beyond the checkpoint",)
    twice = owner.export(owner.line(40, 9), checkpoint=owner.line(40, 10))
    assert faults(owner, twice) == ("line 1: two different lines for the last entry",)

"""Lines of the checkpoint file: read by kind, judged in their order, all that do not fit told."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from backoffice import clock
from backoffice.accounts.models import SYSTEM
from backoffice.audit.anchor import append, contradiction, head_now, signed
from backoffice.audit.checkpoints import write_checkpoint
from backoffice.audit.kept import Ground, judge
from backoffice.audit.line import Checkpoint, read_line
from backoffice.audit.line_file import FILE, newest_lines, newest_raw
from backoffice.rules.vocabulary.checkpoints import Misfit
from backoffice.vault.values import the_vault

RESTORED = "20261001T000000Z-00000020"


def digest(seq):
    return f"{seq:064x}"


def line(seq, day, *, fences=0, restored=""):
    at = f"2026-{day // 100:02d}-{day % 100:02d}T10:00:00.000000Z"
    return signed(Checkpoint(seq, digest(seq), at, fences, restored))


def judged(lines, *, last, fences=0):
    """Against a log of which entries up to the last stand there as the lines say."""
    ground = Ground(the_vault().keyring, fences, last, lambda seq, held: held == digest(seq))
    return [one.why or ("outdated" if one.is_outdated else "fits") for one in judge(lines, ground)]


@pytest.fixture
def file(app):
    path = Path(app.config["CHECKPOINTS"]) / FILE
    path.parent.mkdir(exist_ok=True)
    return path


def write(file, *lines):
    texts = [one if isinstance(one, bytes) else json.dumps(vars(one)).encode() for one in lines]
    file.write_bytes(b"".join(text + b"\n" for text in texts))


def test_a_line_that_knows_of_more_destructions_than_the_vault_does_not_fit(app):
    assert judged([line(5, 1101, fences=3)], last=9, fences=2) == [Misfit.VAULT]
    assert judged([line(5, 1101, fences=3)], last=9, fences=3) == ["fits"]


def test_a_restore_takes_back_what_was_signed_before_it_and_no_more(app):
    lines = [line(60, 1001), line(21, 1002, restored=RESTORED), line(50, 1101)]
    assert judged(lines, last=30) == ["outdated", "fits", Misfit.CUT]


def test_an_old_restore_that_was_moved_down_takes_nothing_back(app):
    restored, *later = line(21, 1001, restored=RESTORED), line(50, 1101), line(60, 1102)
    assert judged([restored, *later], last=30) == ["fits", Misfit.CUT, Misfit.CUT]
    assert judged([*later, restored], last=30) == [Misfit.CUT, Misfit.CUT, Misfit.ORDER]


def test_an_old_restore_that_was_moved_down_does_not_open_the_start(app, file, given):
    given.appeal()
    here = head_now()
    restored = signed(replace(here, restored=RESTORED, at="2026-01-01T00:00:00.000000Z"))
    gone = signed(replace(here, seq=here.seq + 9, digest=digest(9)))
    write(file, restored, gone)
    assert contradiction()
    write(file, gone, restored)
    assert contradiction()
    write(file, gone, signed(replace(here, restored=RESTORED)))
    assert not contradiction(), "a restore in its place"


WRONG = {
    "a number in quotes": {"seq": "58"},
    "a number with a point": {"seq": 58.0},
    "no number but yes": {"fences": True},
    "a number no database takes": {"seq": 2**63},
    "a number below all": {"seq": -1},
    "a digest that is a number": {"digest": 5},
    "nothing": {"restored": None},
    "something more": {"note": ""},
}


@pytest.mark.parametrize("way", WRONG)
def test_a_line_with_a_part_of_the_wrong_kind_is_no_line_and_stops_nothing(app, file, given, way):
    given.appeal()
    good = write_checkpoint(None, by=SYSTEM)
    write(file, good, json.dumps(vars(good) | WRONG[way]).encode())
    assert read_line(json.dumps(vars(good) | WRONG[way]).encode()) is None
    assert newest_lines(the_vault().keyring, file.parent) == [good]
    assert contradiction() == ""
    write_checkpoint(None, by=SYSTEM)


@pytest.mark.parametrize(
    "raw", [b"[" * 200_000, b"\xff\xfe", b"null", b"{}", b"SENIM-CHECKPOINT/1"]
)
def test_what_is_no_line_at_all_is_passed_over(app, file, raw):
    write(file, raw)
    assert read_line(raw) is None
    assert newest_lines(the_vault().keyring, file.parent) == []
    assert contradiction() == ""


def test_lines_are_read_from_the_end_whatever_their_length(app, file):
    lines = [b"%d " % number + b"x" * (number * 997 % 70_000) for number in range(30)]
    for ending in (b"\n", b"", b"\n\n \n"):
        file.write_bytes(b"\n".join(lines) + ending)
        assert list(newest_raw(file.parent)) == lines[::-1]
    file.write_bytes(b"")
    assert list(newest_raw(file.parent)) == []


@pytest.mark.parametrize(("minutes", "is_bridged"), [(5, True), (30, False)])
def test_a_clock_set_back_a_little_does_not_put_lines_out_of_order(app, given, minutes, is_bridged):
    given.appeal()
    first = write_checkpoint(None, by=SYSTEM)
    back = clock.now() - timedelta(minutes=minutes)
    with clock.running_at(lambda: back):
        second = write_checkpoint(None, by=SYSTEM)
        assert (second.at == first.at) is is_bridged
        restored = append(signed(head_now(restored=f"20261123T101500Z-{first.seq:08d}")))
    assert restored.at == first.at, "or the restore would take nothing back"
    assert newest_lines(the_vault().keyring, Path(app.config["CHECKPOINTS"]))[0] == restored

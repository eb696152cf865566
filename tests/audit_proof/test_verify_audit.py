"""The second verifier: one file, nothing of ours, and it finds every change (trust 8, T8)."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from backoffice.accounts.models import SYSTEM
from backoffice.audit.checkpoints import write_checkpoint
from backoffice.audit.public import fingerprint_of, paper_text, pem_of
from backoffice.audit_proof.taking_out import LogOrder, take_out_log
from backoffice.vault.values import the_vault
from tools import verify_audit

PROGRAM = Path(verify_audit.__file__)


@pytest.fixture
def key(app):
    return the_vault().keyring.signing_key.public_key()


@pytest.fixture
def log(app, given, cast, tmp_path):
    """An exported log of real actions, as a file."""
    given.disclosure(given.appeal())
    return exported(app, cast, tmp_path / "audit.jsonl", 1, None)


def exported(app, cast, path, first, last):
    with app.test_request_context():
        last = last or write_checkpoint(None, by=SYSTEM).seq
        answer = take_out_log(LogOrder(first, last, "inspection"), by=cast("auditor"))
        path.write_bytes(answer.get_data())
    return path


def run(path, *words):
    """As an inspector runs it: isolated, nothing of ours on the path."""
    return subprocess.run(
        [sys.executable, "-I", str(PROGRAM), str(path), *map(str, words)],
        capture_output=True,
        text=True,
        cwd="/",
        timeout=60,
    )


def test_it_imports_nothing_but_the_standard_library_and_cryptography():
    tree = ast.parse(PROGRAM.read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {
        (name or "").split(".")[0]
        for node in imports
        for name in (
            [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    assert "backoffice" not in names
    assert names - {"cryptography"} <= set(sys.stdlib_module_names)
    assert all(not getattr(node, "level", 0) for node in imports)


def test_a_whole_log_is_found_whole_under_a_typed_fingerprint_and_a_key_file(log, key, tmp_path):
    pem = tmp_path / "key.pem"
    pem.write_text(pem_of(key))
    typed = fingerprint_of(key).upper()
    groups = " ".join(typed[place : place + 4] for place in range(0, 64, 4))
    for words in (("--fingerprint", groups), ("--key", pem)):
        answer = run(log, *words)
        assert (answer.returncode, answer.stderr) == (0, "")
        assert answer.stdout.endswith("OK\n")
        assert "none was changed, removed, put in or moved" in answer.stdout


def test_a_part_of_the_log_is_found_whole_and_says_what_it_does_not_hold(app, cast, log, key):
    part = exported(app, cast, log.with_name("part.jsonl"), 5, 9)
    answer = run(part, "--fingerprint", fingerprint_of(key))
    assert answer.returncode == 0
    assert "entries 5 to 9" in answer.stdout
    assert "entries before 5 are not in this file" in answer.stdout


def test_another_key_is_refused_and_named(log, key):
    answer = run(log, "--fingerprint", "0" * 64)
    assert answer.returncode == 1
    assert fingerprint_of(key) in answer.stdout


@pytest.mark.parametrize("words", [("--fingerprint", "12"), ("--key", "/no/such/file"), ()])
def test_what_cannot_be_looked_at_ends_with_2(log, words):
    assert run(log, *words).returncode == 2


CHANGES = {
    "changed": (lambda lines: replaced(lines, 5, detail="x"), "entry 5 is not what was written"),
    "removed": (lambda lines: [*lines[:5], *lines[6:]], "entry 5 is missing: entry 6 stands"),
    "put in": (lambda lines: [*lines[:5], lines[4], *lines[5:]], "entry 5 is missing: number 4"),
    "swapped": (
        lambda lines: [*lines[:5], lines[6], lines[5], *lines[7:]],
        "entry 5 is missing: entry 6 stands",
    ),
    "renumbered": (lambda lines: replaced(lines, 5, seq=6), "entry 5 is missing: entry 6 stands"),
    "cut": (lambda lines: lines[:-1], "is missing: the file ends before it"),
    "added": (lambda lines: [*lines, lines[-1]], "something stands behind entry"),
    "spaced": (lambda lines: [*lines[:5], b" " + lines[5], *lines[6:]], "entry 5 is not written"),
}


def replaced(lines, place, **facts):
    told = json.loads(lines[place]) | facts
    changed = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    return [*lines[:place], changed, *lines[place + 1 :]]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_file_is_found_and_located(log, key, change):
    how, said = CHANGES[change]
    log.write_bytes(b"".join(how(log.read_bytes().splitlines(keepends=True))))
    answer = run(log, "--fingerprint", fingerprint_of(key))
    assert answer.returncode == 1
    assert said in answer.stdout
    assert answer.stdout.count("NOT OK") == 1


def test_lines_kept_elsewhere_fit_be_they_of_a_file_or_of_paper(app, cast, log, key):
    line = write_checkpoint(None, by=SYSTEM)
    newer = exported(app, cast, log.with_name("newer.jsonl"), 1, None)
    kept = log.with_name("kept.jsonl")
    kept.write_text(f"{json.dumps(vars(line))}\n\n{paper_text(line, key)}\n")
    words = ("--fingerprint", fingerprint_of(key), "--checkpoints", kept)
    answer = run(newer, *words)
    assert answer.returncode == 0, answer.stdout
    assert "2 of your 2 lines" in answer.stdout
    kept.write_text(json.dumps(vars(line) | {"fences": 7}) + "\n")
    assert "line 1 of kept.jsonl is not signed" in run(newer, *words).stdout


def test_every_bit_of_a_header_and_of_some_entries_is_guarded(log, key):
    """All single-bit flips of whole lines, and a sample over the rest of the file."""
    whole = log.read_bytes()
    ends = [place for place, byte in enumerate(whole) if byte == 10]
    places = [*range(ends[0] + 1), *range(ends[4] + 1, ends[5] + 1), *range(0, len(whole), 97)]
    typed = fingerprint_of(key)
    for place in places:
        for bit in range(8):
            log.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
            line = whole.count(b"\n", 0, place)
            with pytest.raises(verify_audit.Fault) as fault:
                list(verify_audit.verify(asked(log, typed)))
            if line:
                assert f"entry {line} " in str(fault.value), (place, bit)


def asked(path, typed):
    return verify_audit._asked([str(path), "--fingerprint", typed])

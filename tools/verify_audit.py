"""Verify an exported audit log of Senim without Senim.

Needs Python 3.11 or newer and the package `cryptography`, nothing of the product: copy this one
file to a machine you trust. The page docs/guides/inspector.md says what it proves and what not.

    python3 verify_audit.py audit_1-5000.jsonl --fingerprint 9f3c... [--checkpoints kept.jsonl]

Ends with 0 when everything holds, with 1 when something does not, with 2 when it could not look,
with 3 when nothing is wrong but nothing that you kept speaks of this file.
"""

import argparse
import base64
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

FORMAT = "senim-audit-export/1"
PAPER = "SENIM-CHECKPOINT/1"
GENESIS = "0" * 64
SEPARATOR = "\x1f"
FIELDS = (
    "seq at action outcome actor_id actor_role subject appeal_number third_party reason fields "
    "detail request_id client"
).split()
NUMBERS = {"seq": int, "actor_id": int}
HEADER = "format from to previous fields end checkpoint public_key fingerprint".split()
LINE = "seq digest at fences restored signature".split()
LONGEST = 65536  # bytes of one line: more is no entry of ours
MOST = 50  # faults of kept lines that are told one by one

Kept = list[tuple[int, dict[str, Any]]]  # signed lines, each with its number in your file


class Fault(Exception):
    """Something does not hold; each message says what and where, in plain English."""


class Unproved(Exception):
    """Nothing is wrong, but what you kept says nothing about this file either."""


class Unusable(Exception):
    """Nothing could be looked at: a file is missing, or what was typed is no key."""


def main() -> int:
    """Look at one file, print what was found, answer with the exit code."""
    asked = _asked()
    try:
        for sentence in verify(asked):
            print(sentence)
    except Fault as fault:
        for said in fault.args:
            print(f"NOT OK: {said}")
        return 1
    except Unproved as gap:
        print(f"NOT PROVED: {gap}")
        return 3
    except (Unusable, OSError) as problem:
        print(f"Cannot look: {problem}", file=sys.stderr)
        return 2
    print("OK")
    return 0


def _asked(words: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Verify an exported audit log of Senim.")
    parser.add_argument("file", type=Path, help="the exported log")
    key = parser.add_mutually_exclusive_group(required=True)
    key.add_argument("--key", type=Path, help="file with the public key (PEM)")
    key.add_argument("--fingerprint", help="fingerprint of the public key, from paper")
    parser.add_argument(
        "--checkpoints", type=Path, help="signed lines you kept yourself: a file, or QR texts"
    )
    return parser.parse_args(words)


def verify(asked: argparse.Namespace) -> Iterator[str]:
    """Every check in turn, a sentence for each that holds. Raises Fault, Unusable."""
    with asked.file.open("rb") as file:
        header = read_header(file)
        key = trusted_key(header, asked.key, asked.fingerprint)
        yield f"key {fingerprint(key)}: the one you named"
        for name in ("end", "checkpoint"):
            check_signature(key, header[name], f"the line {name!r} at the top of the file")
        check_header(header)
        kept, faults = read_kept(asked.checkpoints, key) if asked.checkpoints else ([], [])
        marks = marks_of(header)
        wanted = {line["seq"] for _number, line in kept}
        marks |= {seq: digest for seq, digest in walk(file, header) if seq in wanted}
    first, last, signed = header["from"], header["to"], header["end"]["at"]
    yield (
        f"entries {first} to {last}: none was changed, removed, put in or moved since {signed}, "
        "when the owner of the key signed them"
    )
    if first > 1:
        yield f"entries before {first} are not in this file: only their digest is"
    if asked.checkpoints:
        yield from compare(kept, faults, marks, header)
    else:
        yield f"not proved without lines you kept: that nothing was rewritten before {signed}"


def marks_of(header: dict[str, Any]) -> dict[int, str]:
    """Digests that the top of the file names, by their entry; not all are of entries in it."""
    marks = {header["from"] - 1: str(header["previous"])}
    return marks | {header[name]["seq"]: header[name]["digest"] for name in ("checkpoint", "end")}


def read_header(file: BinaryIO) -> dict[str, Any]:
    """The first line: what the file is. Raises Fault."""
    header = read_json(file, "line 1", HEADER)
    if header["format"] != FORMAT:
        raise Fault(f"line 1: not an export of the form {FORMAT}")
    if header["fields"] != FIELDS:
        raise Fault("line 1: the fields of an entry are not those of this form")
    for name in ("end", "checkpoint"):
        check_line(header[name], f"line 1, {name}")
    for name in ("from", "to"):
        if type(header[name]) is not int:
            raise Fault(f"line 1: {name!r} is no number")
    return header


def read_json(file: BinaryIO, where: str, names: list[str]) -> dict[str, Any]:
    """One line, exactly as Senim writes it: any other byte is a change. Raises Fault."""
    raw = file.readline(LONGEST)
    if not raw:
        raise Fault(f"{where} is missing: the file ends before it")
    try:
        told = json.loads(raw)
        again = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    except (ValueError, RecursionError):
        raise Fault(f"{where} cannot be read: it was changed or cut") from None
    if not isinstance(told, dict) or list(told) != names or again != raw:
        raise Fault(f"{where} is not written as Senim writes it: it was changed or cut")
    return told


def check_line(line: Any, where: str) -> None:
    """A signed line has its parts, each of its kind. Raises Fault."""
    if not isinstance(line, dict) or list(line) != LINE:
        raise Fault(f"{where}: no signed line of Senim")
    kinds = {"seq": int, "fences": int}
    if any(type(line[name]) is not kinds.get(name, str) for name in LINE):
        raise Fault(f"{where}: a part of the signed line is of the wrong kind")


def trusted_key(header: dict[str, Any], path: Path | None, typed: str | None) -> Ed25519PublicKey:
    """The key you named; the file may bring it along, but never chooses it."""
    brought = read_key(str(header["public_key"]).encode(), "the key in the file")
    if path is not None:
        wanted = fingerprint(read_key(path.read_bytes(), str(path), Unusable))
    else:
        wanted = "".join((typed or "").lower().replace(":", " ").split())
        if len(wanted) != 64 or set(wanted) - set("0123456789abcdef"):
            raise Unusable("a fingerprint has 64 signs, 0 to 9 and a to f")
    found = fingerprint(brought)
    if found != wanted:
        raise Fault(f"the file was signed with the key {found}, not with the one you named")
    if header["fingerprint"] != found or header["public_key"] != pem(brought):
        raise Fault("line 1: the key or its fingerprint was changed")
    return brought


def read_key(
    text: bytes, where: str, wrong: Callable[[str], Exception] = Fault
) -> Ed25519PublicKey:
    """An Ed25519 public key in PEM; raises `wrong` when it is none."""
    try:
        key = load_pem_public_key(text)
    except (ValueError, UnsupportedAlgorithm):
        raise wrong(f"{where}: no public key in PEM") from None
    if not isinstance(key, Ed25519PublicKey):
        raise wrong(f"{where}: not an Ed25519 key")
    return key


def pem(key: Ed25519PublicKey) -> str:
    """The key as text."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def fingerprint(key: Ed25519PublicKey) -> str:
    """SHA-256 of the key in DER."""
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()


def check_signature(key: Ed25519PublicKey, line: dict[str, Any], where: str) -> None:
    """Raises Fault unless this key signed exactly this line."""
    parts = [str(line[name]) for name in ("seq", "digest", "at", "fences")]
    if line["restored"]:
        parts.append(line["restored"])
    try:
        # Read strictly, and written back: base64 has spare bits in which a change could hide.
        raw = base64.b64decode(line["signature"], validate=True)
        if base64.b64encode(raw).decode() != line["signature"]:
            raise ValueError
        key.verify(raw, SEPARATOR.join(parts).encode())
    except (InvalidSignature, ValueError):
        raise Fault(f"{where} is not signed with this key, or was changed") from None


def check_header(header: dict[str, Any]) -> None:
    """The range is what the signed lines speak of. Raises Fault."""
    first, last = header["from"], header["to"]
    if not 1 <= first <= last or header["end"]["seq"] != last:
        raise Fault("line 1: the range is not the one that was signed")
    if last > header["checkpoint"]["seq"]:
        raise Fault("line 1: the range goes beyond the checkpoint")
    if last == header["checkpoint"]["seq"] and header["end"] != header["checkpoint"]:
        raise Fault("line 1: two different lines for the last entry")
    if first == 1 and header["previous"] != GENESIS:
        raise Fault("line 1: something stands before entry 1")


def walk(file: BinaryIO, header: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """Recompute the chain entry by entry, up to the digest that was signed. Raises Fault."""
    digest, seq = str(header["previous"]), header["from"]
    for seq in range(header["from"], header["to"] + 1):
        entry = read_json(file, f"entry {seq}", [*FIELDS, "digest"])
        if any(type(entry[name]) is not NUMBERS.get(name, str) for name in entry):
            raise Fault(f"entry {seq}: a field is of the wrong kind")
        if entry["seq"] != seq:
            raise Fault(wrong_number(seq, entry["seq"]))
        text = SEPARATOR.join([digest, *(str(entry[name]) for name in FIELDS)])
        digest = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
        if digest != entry["digest"]:
            raise Fault(
                f"entry {seq} is not what was written there: it was changed, or another was put "
                "in its place (or, for the first of the file, the digest before it was changed)"
            )
        yield seq, digest
    if digest != header["end"]["digest"]:
        raise Fault(
            f"the chain ends at entry {seq} in another digest than the one that was signed: "
            "entries were written anew"
        )
    if file.readline(LONGEST):
        raise Fault(f"something stands behind entry {seq}, which should be the last")


def wrong_number(expected: int, found: object) -> str:
    """What a wrong number says."""
    if type(found) is int and found > expected:
        return f"entry {expected} is missing: entry {found} stands in its place"
    return f"entry {expected} is missing: number {found!r} stands in its place, put in or moved"


def read_kept(path: Path, key: Ed25519PublicKey) -> tuple[Kept, list[str]]:
    """Signed lines you kept, and what is wrong with those that are none."""
    kept: Kept = []
    faults: list[str] = []
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            where = f"line {number} of {path.name}"
            if not raw.strip():
                continue
            try:
                line = kept_line(raw, where)
                check_signature(key, line, where)
            except Fault as fault:
                faults += fault.args
            else:
                kept.append((number, line))
    return kept, faults


def kept_line(raw: bytes, where: str) -> dict[str, Any]:
    """A line of a checkpoint file, or the text of a QR code. Raises Fault."""
    try:
        text = raw.decode().strip()
        line = paper_line(text) if text.startswith(PAPER) else json.loads(text)
    except (ValueError, KeyError, RecursionError):
        raise Fault(f"{where} is no signed line of Senim") from None
    check_line(line, where)
    return dict(line)


def paper_line(text: str) -> dict[str, Any]:
    """Raises ValueError, KeyError when a part is missing."""
    told = dict(part.split("=", 1) for part in text.split()[1:])
    return {
        "seq": int(told["seq"]),
        "digest": told["digest"],
        "at": told["at"],
        "fences": int(told["fences"]),
        "restored": told.get("restored", ""),
        "signature": told["sig"],
    }


def compare(
    kept: Kept, faults: list[str], marks: dict[int, str], header: dict[str, Any]
) -> Iterator[str]:
    """Hold every kept line against the file; tells what they prove. Raises Fault, Unproved."""
    misplaced = misplaced_lines(kept)
    found: dict[str, Kept] = {"proves": [], "outside": [], "taken back": []}
    for (number, line), limit in zip(kept, limits(kept, misplaced), strict=True):
        try:
            found[standing(line, limit, marks, header)].append((number, line))
        except Fault as fault:
            faults.append(f"line {number} of your file {fault}")
        if number in misplaced:
            faults.append(
                f"line {number} of your file is dated {line['at']}, before a line above it: lines "
                "were moved, or the clock was set back; if the order is yours, put the oldest first"
            )
    if faults:
        more = len(faults) - MOST
        raise Fault(*faults[:MOST], *([f"{more} more lines do not hold"] if more > 0 else []))
    yield from told(found, header)


def standing(
    line: dict[str, Any], limit: int | None, marks: dict[int, str], header: dict[str, Any]
) -> str:
    """What one line says about this file. Raises Fault when the two contradict each other."""
    seq, newest = line["seq"], header["checkpoint"]
    is_later = line["at"] > newest["at"]
    if line["fences"] > newest["fences"] and not is_later:
        raise Fault(
            f"knows of {line['fences']} destroyed values, the log of only {newest['fences']} when "
            "it was exported later: an older vault was put back, what was destroyed may open again"
        )
    if limit is not None and seq > limit:
        return "taken back"  # by a restore that is signed in the same file
    if seq not in marks and is_later:
        raise Fault(
            f"knows entry {seq} of {line['at']}, this file was signed before, at entry "
            f"{newest['seq']} on {newest['at']}: it is older than your line, ask for a new one"
        )
    if seq > newest["seq"]:
        raise Fault(
            f"knows entry {seq}, the log ended at {newest['seq']} when it was exported later: its "
            "tail was cut off, or an older database put back"
        )
    if seq in marks and marks[seq] != line["digest"]:
        raise Fault(
            f"knows another entry {seq}: history was written anew with the keys in hand, or an "
            "older database was put back and worked upon"
        )
    return "proves" if header["from"] <= seq <= header["to"] else "outside"


def told(found: dict[str, Kept], header: dict[str, Any]) -> Iterator[str]:
    """What the lines prove, and what not. Raises Unproved when they prove nothing here."""
    count = sum(map(len, found.values()))
    if found["taken back"]:
        yield f"{len(found['taken back'])} of your lines are of entries that a restore took back"
    if found["outside"]:
        yield (
            f"{len(found['outside'])} of your lines are of entries outside this file: whether they "
            "are what they were is not proved"
        )
    if not found["proves"]:
        raise Unproved(
            f"none of your {count} lines is of an entry in this file, so none says that nothing "
            "was cut off or written anew"
        )
    yield f"{len(found['proves'])} of your {count} lines are of entries in this file, and fit"
    number, line = max(found["proves"], key=lambda one: one[1]["seq"])
    first, last, seq = header["from"], header["to"], line["seq"]
    yield f"entries {first} to {seq} are what they were on {line['at']}: line {number} proves it"
    if seq < last:
        yield f"not proved by your lines: that entries {seq + 1} to {last} were not written anew"


def misplaced_lines(kept: Kept) -> set[int]:
    """Numbers of lines dated before a line above them."""
    found, newest = set(), ""
    for number, line in kept:
        if line["at"] < newest:
            found.add(number)
        newest = max(newest, line["at"])
    return found


def limits(kept: Kept, misplaced: set[int]) -> list[int | None]:
    """For each line the last entry that a later restore left in the log; None without one.

    A misplaced line takes nothing back: an old restore, moved down, would excuse a cut.
    """
    found: list[int | None] = []
    limit: int | None = None
    for number, line in reversed(kept):
        found.append(limit)
        if line["restored"] and number not in misplaced:
            name = str(line["restored"]).rpartition("-")[2]
            left = int(name) if name.isascii() and name.isdigit() else 0
            limit = left if limit is None else min(limit, left)
    return found[::-1]


if __name__ == "__main__":
    sys.exit(main())

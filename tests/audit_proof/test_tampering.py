"""Every bit of two hundred entries, and every way to move them, is found and located (T8)."""

import shutil
from itertools import pairwise

import pytest
import sqlalchemy as sa

from backoffice.accounts.queries import staff_by_username
from backoffice.audit.chain import CANONICAL, GENESIS, mac_of
from backoffice.audit.door import record_refusal
from backoffice.audit.faults import Kind, kind_of
from backoffice.audit.models import AuditEntry
from backoffice.audit.scope import Scope, scoped
from backoffice.audit.verification import verify
from backoffice.audit.walk import WIDTH, Walk, sealer
from backoffice.db import db
from backoffice.demo import DEMO_NAMES
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.people import Role
from backoffice.vault.values import the_vault
from tests.audit_proof.tampering import tamper
from tests.conftest import FILES, app_at, close
from tests.given import Given

COUNT = 200
NAMES = (*CANONICAL, "digest", "mac")


@pytest.fixture(scope="module")
def proof(pattern, tmp_path_factory):
    """Two hundred entries, as real actions wrote them, and the key they are sealed with."""
    folder = tmp_path_factory.mktemp("tampering")
    for name in FILES:
        shutil.copy(pattern / name, folder / name)
    app = app_at(folder)
    with app.app_context(), scoped(Scope()):
        given = Given(lambda role: staff_by_username(DEMO_NAMES[Role(role)][0]))
        while log_length() < COUNT:
            given.appeal_closed()
            given.disclosure(given.appeal_in_work())
        columns = [getattr(AuditEntry, name) for name in NAMES]
        found = db.session.execute(sa.select(*columns).order_by(AuditEntry.seq).limit(COUNT))
        made = [tuple(row) for row in found], chain_key()
    close(app)
    return made


@pytest.fixture
def rows(proof):
    return proof[0]


@pytest.fixture
def walk(proof):
    """A walk from the first entry, under the key of the log."""
    return Walk(proof[1])


def log_length():
    return db.session.scalar(sa.select(sa.func.count()).select_from(AuditEntry))


def chain_key():
    return the_vault().keyring.chain_key


def flips(value):
    """The value with each of its bits turned, as a reader of the database sees it."""
    if isinstance(value, int):
        yield from (value ^ 1 << bit for bit in range(63))
        return
    raw = value.encode()
    for place in range(len(raw)):
        for bit in range(8):
            turned = raw[:place] + bytes([raw[place] ^ 1 << bit]) + raw[place + 1 :]
            yield turned.decode(errors="replace")


def test_every_single_bit_of_every_column_of_two_hundred_entries_is_found_at_its_entry(rows, walk):
    count, missed = 0, []
    for row in rows:
        last, digest = walk.last, walk.digest
        for place, value in enumerate(row):
            for turned in flips(value):
                count += 1
                walk.over([(*row[:place], turned, *row[place + 1 :])])
                if (walk.last, walk.digest) != (last, digest):
                    missed.append((row[0], NAMES[place], turned))
                    walk.last, walk.digest = last, digest
        assert walk.over([row]) == ""
        assert walk.last == row[0]
    assert not missed
    assert count > 300_000


def test_the_prepared_seal_is_the_mac_of_an_entry(proof):
    rows, key = proof
    seal = sealer(key)
    for row in rows:
        assert seal(row[WIDTH].encode()) == mac_of(key, row[WIDTH]) == row[WIDTH + 1]


def looked_at(rows, key):
    """Where a walk stops, why, and what was done there."""
    walk = Walk(key)
    why = walk.over(rows)
    rest = [row for row in rows if row[0] > walk.last or not walk.last]
    return walk.last + 1, why, kind_of(why, walk.last + 1, walk.digest, rest)


def numbered(row, number):
    return (number, *row[1:])


# Ways to move entries about, each with the entry and the kind it must be found as.
WAYS = {
    "removed": (lambda r: r[:49] + r[50:], 50, Kind.REMOVED),
    "removed, and moved up": (
        lambda r: r[:49] + [numbered(row, row[0] - 1) for row in r[50:]],
        50,
        Kind.REMOVED,
    ),
    "three removed, and moved up": (
        lambda r: r[:49] + [numbered(row, row[0] - 3) for row in r[52:]],
        50,
        Kind.REMOVED,
    ),
    "inserted": (
        lambda r: r[:49] + [numbered(r[9], 50)] + [numbered(w, w[0] + 1) for w in r[49:]],
        50,
        Kind.INSERTED,
    ),
    "put before the first": (lambda r: [numbered(r[9], 0), *r], 1, Kind.INSERTED),
    "neighbours swapped": (
        lambda r: [*r[:49], numbered(r[50], 50), numbered(r[49], 51), *r[51:]],
        50,
        Kind.SWAPPED,
    ),
    "swapped far apart": (
        lambda r: [*r[:49], numbered(r[149], 50), *r[50:149], numbered(r[49], 150), *r[150:]],
        50,
        Kind.SWAPPED,
    ),
    "renumbered": (lambda r: [*r[:49], *r[50:], numbered(r[49], 9000)], 50, Kind.RENUMBERED),
    "changed": (
        lambda r: [*r[:49], (*r[49][:11], "x", *r[49][12:]), *r[50:]],
        50,
        Kind.CHANGED,
    ),
    "foreign seal": (lambda r: [*r[:49], (*r[49][:-1], "0" * 64), *r[50:]], 50, Kind.FOREIGN),
}


@pytest.mark.parametrize("way", WAYS)
def test_entries_moved_about_are_found_at_their_place_and_called_what_they_are(proof, way):
    change, seq, kind = WAYS[way]
    rows, key = proof
    where, why, found = looked_at(change(rows), key)
    assert (where, found.kind) == (seq, kind)
    assert why
    if way == "three removed, and moved up":
        assert found.other == 52
    if kind in (Kind.SWAPPED, Kind.RENUMBERED):
        assert found.other in (51, 150, 9000)


def test_each_of_the_two_hundred_can_be_removed_or_swapped_and_is_found_there(proof):
    rows, key = proof
    for place, (row, after) in enumerate(pairwise(rows)):
        without = rows[:place] + rows[place + 1 :]
        assert looked_at(without, key)[0] == row[0]
        turned = [numbered(after, row[0]), numbered(row, after[0])]
        where, _why, found = looked_at(rows[:place] + turned + rows[place + 2 :], key)
        assert (where, found.kind, found.other) == (row[0], Kind.SWAPPED, after[0])


@pytest.mark.parametrize("column", [name for name in NAMES if name not in ("seq", "actor_id")])
def test_a_bit_turned_in_the_file_itself_is_found_even_where_it_is_no_text_any_more(
    given, cast, column
):
    given.disclosure(given.appeal())
    record_refusal(Action.AUDIT_VIEW, cast("operator"), "permission.role")
    seq = db.session.scalar(
        sa.select(AuditEntry.seq).where(sa.func.length(getattr(AuditEntry, column)) > 0).limit(1)
    )
    for first in ("ff", "80"):
        tamper(
            f"UPDATE audit_entry SET {column} = CAST(x'{first}' || substr({column}, 2) AS TEXT) "
            f"WHERE seq = {seq}"
        )
        verdict = verify(chain_key())
        assert verdict.bad_seq == seq
        assert verdict.why == ("mac" if column == "mac" else "digest")


def test_verification_begins_at_the_digest_before_it(given):
    given.appeal_closed()
    whole = verify(chain_key())
    assert whole.entries == log_length()
    for since in (1, 5, whole.entries):
        verdict = verify(chain_key(), since=since)
        assert (verdict.is_ok, verdict.head) == (True, whole.head)
    tamper("UPDATE audit_entry SET detail = 'x' WHERE seq = 3")
    assert verify(chain_key()).bad_seq == 3
    assert verify(chain_key(), since=4).is_ok
    tamper(f"UPDATE audit_entry SET digest = '{GENESIS}' WHERE seq = 5")
    assert verify(chain_key(), since=6).bad_seq == 6

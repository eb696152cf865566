"""The chain: whatever is changed in the audit table is found and located (policy 2)."""

import pytest

from backoffice.audit.chain import CANONICAL
from backoffice.audit.verification import verify
from backoffice.vault.values import the_vault
from tests.audit_proof.tampering import tamper


def found() -> int | None:
    return verify(the_vault().keyring.chain_key).bad_seq


def test_an_untouched_chain_is_whole(given):
    given.appeal_closed()
    verdict = verify(the_vault().keyring.chain_key)
    assert verdict.is_ok
    assert verdict.entries > 8


@pytest.mark.parametrize("column", [name for name in CANONICAL if name != "seq"])
def test_a_changed_field_is_located(given, column):
    given.appeal()
    changed = f"{column} + 1" if column == "actor_id" else "'x'"
    tamper(f"UPDATE audit_entry SET {column} = {changed} WHERE seq = 4")
    assert found() == 4


@pytest.mark.parametrize("column", ["digest", "mac"])
def test_a_changed_digest_or_mac_is_located(given, column):
    given.appeal()
    tamper(f"UPDATE audit_entry SET {column} = '{'0' * 64}' WHERE seq = 5")
    assert found() == 5


def test_a_removed_entry_is_located(given):
    given.appeal()
    tamper("DELETE FROM audit_entry WHERE seq = 3")
    assert found() == 3


def test_a_cut_tail_is_found(given):
    given.appeal()
    tamper("DELETE FROM audit_entry WHERE seq = (SELECT max(seq) FROM audit_entry)")
    verdict = verify(the_vault().keyring.chain_key)
    assert not verdict.is_ok
    assert verdict.why == "head"


def test_swapped_entries_are_located(given):
    given.appeal()
    tamper(
        "UPDATE audit_entry SET seq = -2 WHERE seq = 2",
        "UPDATE audit_entry SET seq = 2 WHERE seq = 3",
        "UPDATE audit_entry SET seq = 3 WHERE seq = -2",
    )
    assert found() is not None


def test_a_chain_rebuilt_without_the_key_is_found(given):
    given.appeal()
    assert verify(b"\0" * 32).why == "mac"

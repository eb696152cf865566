"""The loader of the benchmarks keeps the promises of the house: chain, vault, search."""

import pytest
import sqlalchemy as sa

from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import appeals_with
from backoffice.audit.models import AuditEntry
from backoffice.audit.verification import verify
from backoffice.db import db
from backoffice.disclosures.models import Disclosure
from backoffice.vault.index import terms_sought
from backoffice.vault.maintenance import check_vault
from backoffice.vault.values import the_vault
from benchmarks.loader import Loader
from benchmarks.people import RARE_NAME, phone_of

COUNT = 20


@pytest.fixture
def loaded(app):
    Loader(the_vault()).load(COUNT)
    return the_vault()


def count(model):
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def test_the_chain_is_whole_and_every_value_opens(loaded):
    assert verify(loaded.keyring.chain_key).is_ok
    report = check_vault(loaded)
    assert report.is_ok
    assert report.orphans == 0
    assert report.living >= 4 * COUNT


def test_the_proportions_are_those_that_are_measured(loaded):
    assert count(Appeal) == COUNT
    assert 1.2 * COUNT <= count(Disclosure) <= 1.8 * COUNT
    assert 4 * COUNT <= count(AuditEntry) <= 7 * COUNT


def test_appeals_are_found_by_phone_and_by_a_rare_name(loaded):
    assert [a.id for a in appeals_with([("phone", phone_of(7))])] == [7]
    assert [a.id for a in appeals_with(terms_sought(RARE_NAME))] == [COUNT // 2]


def test_work_goes_on_after_loading(loaded, given):
    appeal = given.appeal_closed()
    assert appeal.id == COUNT + 1
    assert verify(loaded.keyring.chain_key).is_ok

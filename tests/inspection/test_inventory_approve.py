"""The list of personal data is approved by an order and kept current (policy 5.3; 2.22)."""

from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.audit.guard import migrating
from backoffice.audit.refusals import NotAllowed, Refusal, Stale
from backoffice.db import db
from backoffice.inspection.actions import approve_inventory
from backoffice.inspection.inventory import hash_of, inventory, text_of
from backoffice.inspection.models import InventoryApproval
from backoffice.inspection.queries import standing
from backoffice.inspection.wording import COLUMNS, inventory_lines
from backoffice.retention.actions.rules import change_retention
from backoffice.rules.fields import Field, Need, need
from backoffice.rules.retention import RetentionRow
from backoffice.rules.vocabulary.inspection import Process
from backoffice.rules.vocabulary.people import ApplicantType
from backoffice.rules.vocabulary.retention import RetentionKind, RetentionOutcome
from backoffice.third_parties.models import Category
from tests.disclosures.desk import entries

PAGE = "/inspection/inventory"


def approved(cast, number="17-Ө", **more):
    facts = {"order_date": clock.today(), "seen_hash": standing().text_hash, **more}
    return approve_inventory(None, by=cast("privacy_officer"), order_no=number, **facts)


def keep_longer(cast, months=72):
    row = RetentionRow(months, RetentionOutcome.DESTROY, "№ 1")
    key = (RetentionKind.FORWARDED, "")
    facts = {"key": key, "row": row, "valid_from": clock.today()}
    return change_retention(None, by=cast("privacy_officer"), **facts)


def test_every_field_of_the_house_stands_in_it_once(app):
    names = [i.name for i in inventory() if i.process in (Process.APPEAL, Process.CONSENT)]
    assert sorted(names) == sorted(str(field) for field in Field)


def test_what_third_parties_are_given_is_what_the_server_lets_out(app):
    category = db.session.get(Category, "ELEC")
    for item in inventory():
        if item.process is not Process.TRANSFER:
            continue
        field = Field(item.name)
        asked = {
            need(category.needs, field, applicant_type=kind, no_transfer=False)
            for kind in ApplicantType
        }
        assert ("ELEC" in item.always) == (Need.ALWAYS in asked)
        assert ("ELEC" in item.with_reason) == (
            Need.WITH_REASON in asked and Need.ALWAYS not in asked
        )
    assert Field.CONSENT_EVIDENCE not in {
        i.name for i in inventory() if i.process is Process.TRANSFER
    }


def test_every_column_it_names_has_words(app):
    plain = {item.name for item in inventory() if "." in item.name}
    assert plain == set(COLUMNS)
    head, *lines = inventory_lines(inventory())
    assert all(len(line) == len(head) for line in lines)


def test_an_order_approves_exactly_what_was_seen(cast):
    row = approved(cast)
    assert row.content == text_of(inventory())
    assert row.content_hash == hash_of(row.content) == standing().text_hash
    assert standing().is_approved
    entry = entries("inventory.approve")[-1]
    assert entry.subject == f"inventory:{row.id}"
    assert row.content_hash in entry.detail


def test_a_longer_term_of_storage_needs_a_new_order(cast, browser_of):
    approved(cast)
    keep_longer(cast)
    found = standing()
    assert not found.is_approved
    assert set(found.changed) >= {"appeal|name", "transfer|phone"}
    assert not found.added
    assert not found.removed
    browser = browser_of("auditor")
    browser.open(f"{PAGE}/en")
    assert "Changed since order no. 17-Ө" in browser.text
    approved(cast, "18-Ө")
    assert standing().is_approved


def test_a_field_added_and_one_removed_since_the_order_are_named(cast):
    """As after an upgrade: the text approved is the one of an earlier release."""
    lines = [item.line for item in inventory() if item.key != "appeal|iin"]
    told = "\n".join([*lines, "appeal|fax|restricted||||"])
    facts = {"order_no": "1", "order_date": clock.today(), "content": told}
    row = InventoryApproval(**facts, content_hash=hash_of(told), by_id=1, at=clock.now())
    with migrating():
        db.session.add(row)
        db.session.commit()
    found = standing()
    assert (found.added, found.removed, found.changed) == (["appeal|iin"], ["appeal|fax"], [])


def test_what_changed_while_it_was_read_is_not_approved(cast):
    seen = standing().text_hash
    keep_longer(cast)
    with pytest.raises(Stale):
        approved(cast, seen_hash=seen)
    assert not db.session.query(InventoryApproval).count()


def test_the_same_order_approves_once_and_none_of_tomorrow(cast):
    approved(cast)
    with pytest.raises(Refusal, match="order-known"):
        approved(cast)
    with pytest.raises(Refusal, match="future"):
        approved(cast, "19", order_date=clock.today() + timedelta(days=1))


@pytest.mark.parametrize(
    "role", ["operator", "senior_operator", "manager", "administrator", "auditor"]
)
def test_only_the_privacy_officer_approves(cast, role):
    facts = {"order_date": clock.today(), "seen_hash": standing().text_hash}
    with pytest.raises(NotAllowed):
        approve_inventory(None, by=cast(role), order_no="1", **facts)

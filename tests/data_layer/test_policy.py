"""Two people, rows that only grow: the database holds it too (policy 12; R-12.2, R-12.3)."""

import pytest
import sqlalchemy as sa
from flask_migrate import downgrade, upgrade

from backoffice import clock
from backoffice.audit.guard import migrating
from backoffice.db import changing_schema, db
from backoffice.policy.models import PolicyDraft, sha256
from backoffice.policy.queries import next_review, version_by_number
from backoffice.policy.reviewing import note_law_change, record_policy_review
from backoffice.rules.vocabulary.policy_versions import ReviewOutcome
from tests.policy.making import approved, proposed, published

ACT = "№ 326-VIII Заң"


def attempt(statement: str) -> None:
    """What somebody could try who has the database and the rights of the application."""
    db.session.rollback()
    with migrating(), db.engine.begin() as connection:
        connection.execute(sa.text(statement))


def test_a_version_is_published_with_its_hashes_and_its_approver(given):
    version = published(given.cast)
    stored = version_by_number(2)
    assert stored.text_hash_en == sha256(version.text_en)
    assert db.session.query(PolicyDraft).one().published_number == 2


def test_no_draft_is_approved_by_whoever_proposed_it(given):
    draft = approved(given.cast)
    with pytest.raises(sa.exc.IntegrityError):
        attempt(f"UPDATE policy_draft SET approved_by_id = proposed_by_id WHERE id = {draft.id}")


@pytest.mark.parametrize("state", ["approved", "published"])
def test_no_draft_is_approved_by_nobody(given, state):
    draft = proposed(given.cast)
    with pytest.raises(sa.exc.IntegrityError):
        attempt(f"UPDATE policy_draft SET state = '{state}' WHERE id = {draft.id}")


@pytest.mark.parametrize("verb", ["DELETE FROM {}", "UPDATE {} SET id = id + 100"])
@pytest.mark.parametrize("table", ["policy_version", "policy_review", "law_change"])
def test_versions_reviews_and_changes_of_the_law_are_never_edited(given, table, verb):
    by = given.cast("manager")
    change = note_law_change(None, by=by, act_ref=ACT, in_force_on=clock.today())
    record_policy_review(None, by=by, outcome=ReviewOutcome.UNCHANGED, law_change=change)
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        attempt(verb.format(table))


def test_a_review_for_a_law_names_its_act_and_a_yearly_one_names_none(given):
    record_policy_review(None, by=given.cast("manager"), outcome=ReviewOutcome.UNCHANGED)
    columns = "reviewed_on, reviewer_id, occasion, policy_number, outcome, note, recorded_at"
    told = "reviewed_on, reviewer_id, 'law_change', policy_number, outcome, note, recorded_at"
    with pytest.raises(sa.exc.IntegrityError):
        attempt(f"INSERT INTO policy_review ({columns}) SELECT {told} FROM policy_review")


def test_the_next_review_is_one_question_on_both(given):
    assert next_review().last is None
    change = {"act_ref": ACT, "in_force_on": clock.today()}
    note_law_change(None, by=given.cast("privacy_officer"), **change)
    assert (next_review().on, next_review().by_law) == (clock.today(), True)


def test_an_older_installation_gets_its_hashes_and_keeps_its_triggers(app):
    db.session.remove()
    token = changing_schema.set(True)
    with migrating():
        downgrade(revision="0001")
        upgrade()
    changing_schema.reset(token)
    first = version_by_number(1)
    assert first.text_hash_ru == sha256(first.text_ru)
    assert first.text_hash_en == sha256(first.text_en)
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        attempt("UPDATE policy_version SET number = 9")

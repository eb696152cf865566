"""A version is written by one person and approved by another, and never changes (policy 1, 12)."""

import pytest
import sqlalchemy as sa

from backoffice import clock
from backoffice.accounts.actions import change_role
from backoffice.audit.models import AuditEntry
from backoffice.audit.refusals import NotAllowed, Refusal, Stale, WrongState
from backoffice.db import db
from backoffice.policy.drafting import (
    approve_policy_draft,
    drop_policy_draft,
    edit_policy_draft,
    propose_policy_draft,
    publish_policy_draft,
    return_policy_draft,
    start_policy_draft,
)
from backoffice.policy.models import PolicyDraft, PolicyVersion, sha256
from backoffice.policy.queries import version_by_number
from backoffice.rules.actions import Action
from backoffice.rules.lifecycle import DRAFT_LIFECYCLE, next_state
from backoffice.rules.vocabulary.people import Role
from backoffice.rules.vocabulary.policy_versions import DraftState
from tests.policy.making import BASIS, KK, ORDER, approved, facts, in_days, proposed, written

DEEDS = {
    Action.POLICY_DRAFT_EDIT: lambda draft, by: edit_policy_draft(draft, by=by, facts=facts()),
    Action.POLICY_DRAFT_PROPOSE: lambda draft, by: propose_policy_draft(draft, by=by),
    Action.POLICY_DRAFT_APPROVE: lambda draft, by: approve_policy_draft(draft, by=by),
    Action.POLICY_DRAFT_PUBLISH: lambda draft, by: publish_policy_draft(draft, by=by),
    Action.POLICY_DRAFT_RETURN: lambda draft, by: return_policy_draft(draft, by=by),
    Action.POLICY_DRAFT_DROP: lambda draft, by: drop_policy_draft(draft, by=by),
}


def last_entry():
    return db.session.scalar(sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1))


def test_a_version_holds_what_was_approved_and_the_entry_its_three_hashes(cast):
    version = publish_policy_draft(approved(cast), by=cast("privacy_officer"))
    assert (version.number, version.order_no, version.legal_basis) == (2, ORDER, BASIS)
    assert (version.text_kk, version.approved_by) == (KK, cast("manager").display_name)
    entry = last_entry()
    assert (entry.action, entry.subject) == (Action.POLICY_DRAFT_PUBLISH, "policy_version:2")
    texts = (version.text_kk, version.text_ru, version.text_en)
    assert entry.detail == ",".join(sha256(text) for text in texts)


def test_publishing_leaves_the_first_version_and_the_appeals_given_under_it_alone(cast, given):
    first = version_by_number(1)
    held, appeal = (first.text_kk, first.text_hash), given.appeal()
    publish_policy_draft(approved(cast), by=cast("privacy_officer"))
    later = given.appeal()
    assert (version_by_number(1).text_kk, version_by_number(1).text_hash) == held
    assert appeal.consent.policy_version_id == first.id
    assert later.consent.policy_version_id == version_by_number(2).id


def test_whoever_proposed_a_draft_cannot_approve_it_even_as_a_manager(cast):
    draft, person = proposed(cast), cast("privacy_officer")
    change_role(person, by=cast("administrator"), role=Role.MANAGER)
    with pytest.raises(NotAllowed, match="policy.same-person"):
        approve_policy_draft(draft, by=person)
    assert last_entry().reason == "policy.same-person"
    assert db.session.get(PolicyDraft, draft.id).state == DraftState.PROPOSED


def test_what_changed_after_the_approval_is_not_published(cast):
    draft = approved(cast)
    table = PolicyDraft.__table__
    with db.engine.connect() as raw:  # as somebody would who holds the file
        raw.connection.driver_connection.execute(
            f"UPDATE {table.name} SET text_ru = 'other' WHERE id = {draft.id}"
        )
    with pytest.raises(Refusal, match="policy.changed-after-approval"):
        publish_policy_draft(draft, by=cast("privacy_officer"))
    assert db.session.query(PolicyVersion).count() == 1


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"text_en": ""}, "policy.incomplete"),
        ({"order_no": ""}, "policy.incomplete"),
        ({"legal_basis": ""}, "policy.incomplete"),
        ({"effective_from": None}, "policy.incomplete"),
        ({"effective_from": "yesterday"}, "policy.date-past"),
    ],
)
def test_a_draft_that_lacks_something_cannot_be_proposed(cast, other, code):
    told = {**other, "effective_from": in_days(-1)} if "yesterday" in other.values() else other
    with pytest.raises(Refusal, match=code):
        propose_policy_draft(written(cast, **told), by=cast("privacy_officer"))


def test_a_draft_with_the_published_text_is_no_new_version(cast):
    officer = cast("privacy_officer")
    draft = start_policy_draft(None, by=officer)
    same = facts(**{f"text_{code}": draft.text_in(code) for code in ("kk", "ru", "en")})
    edit_policy_draft(draft, by=officer, facts=same)
    with pytest.raises(Refusal, match="policy.unchanged"):
        propose_policy_draft(draft, by=officer)


def test_no_version_comes_into_force_before_one_that_is_published_already(cast):
    publish_policy_draft(approved(cast, effective_from=in_days(9)), by=cast("privacy_officer"))
    with pytest.raises(Refusal, match="policy.date-before"):
        proposed(cast, text_kk=KK + " Тағы.", effective_from=in_days(5))


def test_an_approval_given_too_long_ago_is_not_published_into_the_past(cast):
    draft, morrow = approved(cast), clock.now().replace(year=clock.now().year + 1)
    with (
        clock.running_at(lambda: morrow),
        pytest.raises(Refusal, match="policy.date-past"),
    ):
        publish_policy_draft(draft, by=cast("privacy_officer"))


def test_there_is_one_open_draft_at_a_time(cast):
    officer = cast("privacy_officer")
    draft = start_policy_draft(None, by=officer)
    with pytest.raises(Refusal, match="policy.draft-open"):
        start_policy_draft(None, by=officer)
    drop_policy_draft(draft, by=officer)
    assert start_policy_draft(None, by=officer).id != draft.id


def test_a_returned_draft_has_lost_its_approval(cast):
    draft = return_policy_draft(approved(cast), by=cast("manager"))
    assert (draft.state, draft.approved_by_id, draft.approved_hash) == (DraftState.DRAFT, None, "")


def test_two_editors_at_once_one_wins(cast):
    draft, officer = written(cast), cast("privacy_officer")
    seen = draft.version
    edit_policy_draft(draft, by=officer, facts=facts(order_no="13-н"), form_version=seen)
    with pytest.raises(Stale):
        edit_policy_draft(draft, by=officer, facts=facts(order_no="14-н"), form_version=seen)
    assert draft.order_no == "13-н"


@pytest.mark.parametrize("action", DEEDS)
@pytest.mark.parametrize("state", ["draft", "proposed", "approved"])
def test_what_the_table_of_the_draft_does_not_list_is_refused(cast, state, action):
    make = {"draft": written, "proposed": proposed, "approved": approved}[state]
    draft = make(cast)
    who = cast("manager" if action is Action.POLICY_DRAFT_APPROVE else "privacy_officer")
    leads_to = next_state(DRAFT_LIFECYCLE, state, action)
    if leads_to is None:
        with pytest.raises(WrongState):
            DEEDS[action](draft, who)
    else:
        DEEDS[action](draft, who)
    assert draft.state == (leads_to or state)

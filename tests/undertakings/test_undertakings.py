"""Who learns personal data at work undertakes to keep it secret, anew each year (policy 2; 2.6)."""

from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.accounts.actions import create_staff
from backoffice.accounts.models import SYSTEM
from backoffice.appeals.actions import take_appeal
from backoffice.audit.refusals import NotAllowed, Refusal, Stale
from backoffice.legal_terms.actions import change_term
from backoffice.legal_terms.queries import term_by_code
from backoffice.rules.actions import Action
from backoffice.rules.permissions import needs_undertaking, opens_personal_data
from backoffice.rules.terms import TermCode, TermRow, TermUnit
from backoffice.rules.vocabulary.people import STAFF_ROLES, Role
from backoffice.undertakings.actions import end_undertaking, record_undertaking
from backoffice.undertakings.queries import undertakings_of
from tests.given import Given
from tests.retention.conftest import days_from_now

CLOSED = "permission.no-undertaking"
OFFICE = {"account", "staff", "undertaking", "third-party", "legal-term", "law-change"}


@pytest.fixture
def newcomer(app):
    """An operator whose account was just made and who signed nothing yet."""
    facts = {"username": "aliya", "display_name": "Әлия", "role": "operator"}
    return create_staff(None, by=SYSTEM, password="алтын күз 109", **facts)


def record(person, by, **more):
    told = {"signed_on": clock.today(), "reference": "№ 7", **more}
    return record_undertaking(person, by=by, **told)


def test_a_new_account_opens_no_personal_data_until_its_undertaking_is_recorded(newcomer, cast):
    theirs = Given(lambda role: newcomer if role == "operator" else cast(role))
    with pytest.raises(NotAllowed) as refused:
        theirs.appeal()
    assert refused.value.code == CLOSED
    record(newcomer, cast("administrator"))
    assert theirs.appeal().registered_by_id == newcomer.id


def test_a_year_after_the_signature_the_data_is_closed_again(given, cast):
    appeal, operator = given.appeal(), cast("operator")
    with days_from_now(360):
        assert operator.has_undertaken
    with days_from_now(370), pytest.raises(NotAllowed) as refused:
        take_appeal(appeal, by=operator)
    assert refused.value.code == CLOSED


def test_the_term_is_the_one_in_force_on_the_day_of_the_signature(newcomer, cast):
    held = term_by_code(TermCode.UNDERTAKING_RENEW)
    row = TermRow(6, TermUnit.MONTHS, "11", "")
    told = {"row": row, "valid_from": clock.today(), "drawn_from": 0}
    change_term(held, by=cast("privacy_officer"), **told)
    made = record(newcomer, cast("administrator"))
    assert 180 <= (made.valid_until - clock.today()).days <= 185
    assert newcomer.undertaken_until == made.valid_until


@pytest.mark.parametrize(
    ("ago", "code"),
    [(-1, "undertaking.future"), (400, "undertaking.over")],
)
def test_a_day_to_come_or_long_past_is_refused(newcomer, cast, ago, code):
    day = clock.today() - timedelta(days=ago)
    with pytest.raises(Refusal) as refused:
        record(newcomer, cast("administrator"), signed_on=day)
    assert refused.value.code == code
    assert not newcomer.has_undertaken


def test_an_older_undertaking_never_replaces_a_newer_one(newcomer, cast):
    record(newcomer, cast("administrator"))
    with pytest.raises(Refusal) as refused:
        record(newcomer, cast("privacy_officer"), signed_on=clock.today() - timedelta(days=3))
    assert refused.value.code == "undertaking.not-newer"
    assert len(undertakings_of(newcomer.id)) == 1


def test_nobody_records_their_own_undertaking(cast):
    officer = cast("privacy_officer")
    with days_from_now(30), pytest.raises(Refusal) as refused:
        record(officer, officer)
    assert refused.value.code == "undertaking.self"


def test_two_officers_at_once_one_wins(newcomer, cast):
    seen = newcomer.version
    record(newcomer, cast("administrator"), form_version=seen)
    with pytest.raises(Stale):
        record(newcomer, cast("privacy_officer"), form_version=seen)
    assert len(undertakings_of(newcomer.id)) == 1


@pytest.mark.parametrize("role", ["operator", "senior_operator", "manager", "auditor"])
def test_only_the_administrator_and_the_privacy_officer_record_one(newcomer, cast, role):
    with pytest.raises(NotAllowed):
        record(newcomer, cast(role))


def test_every_deed_on_a_case_and_every_reading_needs_an_undertaking():
    without = {action for action in Action if not needs_undertaking(action)}
    for action in (Action.CASE_VIEW, Action.APPEAL_FIND, Action.AUDIT_VIEW, Action.REPORT_EXPORT):
        assert action not in without
    for action in Action:
        kind = action.split(".")[0]
        if kind in ("appeal", "value", "applicant", "disclosure", "note", "act", "notice"):
            assert action.endswith(("list", "beyond", "outside")) or action not in without, action
    assert {a for a in Action if a.split(".")[0] in OFFICE} <= without


def test_the_administrator_alone_works_without_one():
    assert {role for role in STAFF_ROLES if not opens_personal_data(role)} == {Role.ADMINISTRATOR}


def test_what_was_recorded_by_mistake_is_ended_and_the_right_day_recorded(newcomer, cast):
    record(newcomer, cast("administrator"))
    with pytest.raises(Refusal, match="undertaking.self"):
        end_undertaking(cast("privacy_officer"), by=cast("privacy_officer"))
    end_undertaking(newcomer, by=cast("privacy_officer"))
    assert not newcomer.has_undertaken
    with pytest.raises(Refusal, match="undertaking.none"):
        end_undertaking(newcomer, by=cast("privacy_officer"))
    record(newcomer, cast("administrator"), signed_on=clock.today() - timedelta(days=200))
    assert newcomer.has_undertaken
    assert len(undertakings_of(newcomer.id)) == 2

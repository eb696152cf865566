"""One of everything at a moment, so that a year can be asked whether the moment is its own."""

from datetime import datetime, timedelta

import pytest

from backoffice import clock
from backoffice.accounts.models import SYSTEM
from backoffice.appeals.actions import take_appeal
from backoffice.audit.refusals import NotAllowed
from backoffice.data_rights.actions import correct_value
from backoffice.incidents.actions import DEEDS
from backoffice.policy.reviewing import note_law_change, record_policy_review
from backoffice.retention.actions.acts import decline_act, propose_act
from backoffice.retention.actions.holds import lift_hold, place_hold
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.consent import WithdrawalOutcome
from backoffice.rules.vocabulary.incidents import IncidentOutcome
from backoffice.rules.vocabulary.policy_versions import ReviewOutcome
from backoffice.undertakings.actions import end_undertaking, record_undertaking
from backoffice.withdrawals.actions import Follows, Said, withdraw_consent
from tests.given import Given
from tests.objections.test_keep_back import lifted, objected
from tests.subject_requests.asked import asked

# What `happens` once, by the codes of the numbers.
ONCE = {
    "disclosures": 1,
    "disclosures.recipient.K1": 1,
    "disclosures.field.phone": 1,
    "notices": 1,
    "withdrawals": 1,
    "objections": 2,
    "objections.lifted": 1,
    "requests": 1,
    "acts": 1,
    "acts.declined": 1,
    "holds.placed": 1,
    "holds.lifted": 1,
    "incidents": 1,
    "incidents.closed": 1,
    "undertakings": 1,
    "log.refused": 1,
    "deeds.value.correct": 1,
    "policy.reviews": 1,
    "policy.law_changes": 1,
}


def happens(given: Given, moment: datetime) -> None:
    """Everything a year counts, all at one moment."""
    with clock.running_at(lambda: moment):
        _to_data(given)
        _to_storage(given, moment)
        _to_the_watch(given)


def _to_data(given: Given) -> None:
    disclosed, other = given.appeal(), given.appeal()
    given.disclosure(disclosed)
    told = {"text": "+77015550000", "reason": "inaccurate"}
    correct_value(given.value(disclosed, Field.PHONE), by=given.cast("operator"), **told)
    lifted(given, other, objected(given, other))
    objected(given, other, Field.NAME)
    asked(given, other, "access")
    said = Said(clock.now(), "phone", "applicant", "call-1")
    follows = Follows(WithdrawalOutcome.DESTRUCTION)
    withdraw_consent(given.appeal(), by=given.cast("privacy_officer"), said=said, follows=follows)


def _to_storage(given: Given, moment: datetime) -> None:
    officer, head = given.cast("privacy_officer"), given.cast("manager")
    with clock.running_at(lambda: moment - timedelta(days=500)):
        closed = given.appeal_closed()
    decline_act(propose_act(None, by=officer), by=head)
    facts = {"reason": "court_case", "reference": "2-77", "until": None}
    lift_hold(place_hold(closed, by=officer, **facts), by=officer, reference="2-78")


def _to_the_watch(given: Given) -> None:
    officer = given.cast("privacy_officer")
    told = {"at": clock.now(), "reference": "№ 15", "outcome": IncidentOutcome.NOT_CONFIRMED}
    DEEDS["close"][1](given.incident(), by=officer, **told)
    administrator, signed = given.cast("administrator"), {"signed_on": clock.today()}
    end_undertaking(administrator, by=officer)  # or the day would have to be a newer one
    record_undertaking(administrator, by=SYSTEM, reference="№ 1", **signed)
    record_policy_review(None, by=officer, outcome=ReviewOutcome.UNCHANGED)
    note_law_change(None, by=officer, act_ref="№ 1", in_force_on=clock.today())
    with pytest.raises(NotAllowed):
        take_appeal(given.appeal(), by=given.cast("auditor"))

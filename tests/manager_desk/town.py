"""A centre at work: appeals in every state, disclosures that need a look, things that wait."""

from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

from backoffice import clock
from backoffice.appeals.actions import answer_appeal, reopen_appeal
from backoffice.data_rights.actions import correct_value, destroy_value
from backoffice.disclosures import actions as steps
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.disclosures import BeyondReason, OutsideReason
from backoffice.rules.vocabulary.personal_values import RightsReason
from tests.given import Given

NOW = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)  # a Monday, 09:30 in Astana
BEGINS = datetime(2026, 10, 5, 5, tzinfo=UTC)  # a Monday, 10:00 in Astana
OCTOBER = "/manager?from=2026-10-01&to=2026-10-31"
FEW = (Field.PROBLEM_TEXT, Field.OBJECT_ADDRESS)
WITH_PHONE = (*FEW, Field.PHONE)
TO_HEAT = {
    "to": "K2",
    "by": "senior_operator",
    "outside_reason": OutsideReason.REDIRECTED,
    "beyond_reason": BeyondReason.SITE_ACCESS,
    "fields": (*WITH_PHONE, Field.NAME),
}


def after(days: float) -> AbstractContextManager[None]:
    """So many days after the beginning."""
    moment = BEGINS + timedelta(days=days)
    return clock.running_at(lambda: moment)


def build(given: Given) -> None:
    """October: four cases with five disclosures; now: three cases more, none of them disclosed."""
    senior, officer = given.cast("senior_operator"), given.cast("privacy_officer")
    with after(0):
        usual, beyond, slow, gone = (given.appeal_in_work() for _case in range(4))
    with after(0.5):
        acknowledged = given.disclosure(usual, fields=FEW)
    with after(2):
        given.disclosure(beyond, **TO_HEAT)
    with after(5):
        given.disclosure(gone, fields=WITH_PHONE)
        answer_appeal(beyond, by=given.cast("operator"), text="Жылу қосылды.")
    with after(16):
        given.disclosure(slow, fields=FEW)
        waiting = given.disclosure(slow, fields=FEW)
        steps.send_disclosure(waiting, by=senior, at=clock.now())
        answer_appeal(slow, by=given.cast("operator"), text="Жарық қосылды.")
    with after(20):
        for step in (steps.send_disclosure, steps.deliver_disclosure, steps.acknowledge_disclosure):
            step(acknowledged, by=senior, at=clock.now())
        phone = given.value(beyond, Field.PHONE)
        correct_value(phone, by=officer, text="+77015550000", reason=RightsReason.INACCURATE)
        destroy_value(given.value(gone, Field.PHONE), by=officer, reason=RightsReason.INACCURATE)
    with after(21):
        reopen_appeal(beyond, by=senior)
    given.appeal(category="ROAD")
    given.appeal_in_work(category="ROAD")
    given.appeal_closed(category="LIFT")

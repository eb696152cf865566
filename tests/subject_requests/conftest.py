"""A case of an earlier year that a destruction act emptied."""

from datetime import timedelta

import pytest

from backoffice import clock
from backoffice.appeals.actions import answer_appeal, close_appeal
from backoffice.db import db
from backoffice.retention.actions.acts import approve_act, propose_act
from backoffice.retention.execution import carry_out
from tests.subject_requests.asked import granted


@pytest.fixture
def emptied(given):
    """It had a request, granted and not carried out."""
    long_ago = clock.now() - timedelta(days=400)
    with clock.running_at(lambda: long_ago):
        appeal = given.appeal_in_work()
        granted(given, appeal)
        answer_appeal(appeal, by=given.cast("operator"), text="Жарық қосылды.")
        close_appeal(appeal, by=given.cast("operator"))
    act = approve_act(propose_act(None, by=given.cast("privacy_officer")), by=given.cast("manager"))
    carry_out(act, by=given.cast("manager"))
    db.session.refresh(appeal)
    return appeal

"""A reading shows what stands when its entry is written, not when it began to wait (policy 3.1)."""

import pytest

from backoffice.audit.door import witness
from backoffice.data_rights.actions import block_value, delete_value, destroy_value
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import reveal
from tests.data_layer.conftest import member_of_cast
from tests.given import PHONE

WHY = RightsReason.APPLICANT_ASKED
DEEDS = {
    "blocked": lambda value, by: block_value(value, by=by, until=None, reason=WHY),
    "deleted": lambda value, by: delete_value(value, by=by, reason=WHY),
    "destroyed": lambda value, by: destroy_value(value, by=by, reason=WHY),
}


@pytest.fixture
def phone(given):
    return given.value(given.appeal_in_work(), Field.PHONE)


def as_read_before(value: PersonalValue) -> PersonalValue:
    """The row as a reading holds it that was drawn up before anything was done to the value."""
    held = PersonalValue(
        **{column.key: getattr(value, column.key) for column in PersonalValue.__table__.columns}
    )
    db.session.expunge_all()
    return held


def read(held: PersonalValue, by, **more) -> dict[int, str]:
    with witness(Action.VALUE_REVEAL, None, by, fields=[Field.PHONE], **more):
        return reveal([held])


@pytest.mark.parametrize("deed", DEEDS)
def test_what_was_put_out_of_use_while_a_reading_waited_is_not_shown(phone, deed):
    officer, value_id = member_of_cast("privacy_officer"), phone.id
    held = as_read_before(phone)
    DEEDS[deed](db.session.get(PersonalValue, value_id), officer)
    assert held.is_readable
    assert read(held, officer) == {}


def test_what_stands_still_is_shown(phone):
    officer, value_id = member_of_cast("privacy_officer"), phone.id
    assert read(as_read_before(phone), officer) == {value_id: PHONE}


def test_a_mark_of_the_log_from_before_the_deed_does_not_open_the_value(phone):
    officer, value_id = member_of_cast("privacy_officer"), phone.id
    held = as_read_before(phone)
    with witness(Action.VALUE_REVEAL, None, officer, fields=[Field.PHONE]) as reading:
        before = reading.seq
    DEEDS["blocked"](db.session.get(PersonalValue, value_id), officer)
    assert read(held, officer, as_of=before) == {}

"""What the tests of notices share: data given to two third parties, and who was told what."""

from backoffice.data_rights.actions import correct_value
from backoffice.notices.queries import notices_of
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import RightsReason
from tests.data_rights.seen import OTHER_PHONE

WHY = RightsReason.INACCURATE


def given_to_two(given):
    """An appeal whose text, address and phone went to K1 and to K3."""
    appeal = given.appeal_in_work()
    first = given.disclosure(appeal)
    second = given.disclosure(appeal, by="senior_operator", to="K3", outside_reason="redirected")
    return appeal, first, second


def correct_phone(given, cast, appeal, text=OTHER_PHONE, *, by="operator"):
    """Put the phone right."""
    phone = given.value(appeal, Field.PHONE)
    return correct_value(phone, by=cast(by), text=text, reason=WHY)


def told(appeal):
    """Who was told of what, oldest notice first, third parties by code."""
    rows = reversed(notices_of(appeal.id))
    return [(one.third_party.code, one.cause, one.fields) for one in rows]

"""Deed and notices are one transaction: whatever stops it leaves both or neither (issue 3)."""

import pytest

from backoffice.appeals.queries import values_of
from backoffice.audit.verification import verify
from backoffice.data_rights import actions as rights
from backoffice.data_rights import changes
from backoffice.disclosures import holders
from backoffice.notices.queries import notices_of
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.personal_values import ValueState
from backoffice.vault.maintenance import check_vault
from backoffice.vault.values import the_vault
from tests.data_rights.seen import OTHER_PHONE
from tests.notices.held import WHY, given_to_two


class Stopped(Exception):
    """The process ends here."""


def stopping(function):
    """The function does its work, and then nothing more happens."""

    def stops(*args, **kwargs):
        function(*args, **kwargs)
        raise Stopped

    return stops


def states(appeal):
    return {value.state for value in values_of(appeal.id)}


def test_stopped_after_the_notices_a_correction_leaves_neither(given, cast, monkeypatch):
    appeal, _first, _second = given_to_two(given)
    monkeypatch.setattr(rights, "tell_of_correction", stopping(holders.tell_of_correction))
    phone = given.value(appeal, Field.PHONE)
    with pytest.raises(Stopped):
        rights.correct_value(phone, by=cast("operator"), text=OTHER_PHONE, reason=WHY)
    assert notices_of(appeal.id) == []
    assert states(appeal) == {ValueState.CURRENT}
    assert verify(the_vault().keyring.chain_key).is_ok


def test_stopped_after_the_notices_a_destruction_leaves_neither(given, cast, monkeypatch):
    appeal, _first, _second = given_to_two(given)
    monkeypatch.setattr(changes, "tell_of_pieces", stopping(holders.tell_of_pieces))
    with pytest.raises(Stopped):
        rights.destroy_applicant(appeal, by=cast("privacy_officer"), reason=WHY)
    assert notices_of(appeal.id) == []
    assert states(appeal) == {ValueState.CURRENT}
    assert check_vault(the_vault()).is_ok

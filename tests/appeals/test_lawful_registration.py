"""Data is collected on a legal basis, with its evidence, for a set purpose (policy 5.1, 5.2)."""

import pytest

from backoffice import clock
from backoffice.audit.refusals import Refusal
from backoffice.policy.queries import version_in_force
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.consent import LegalBasis, Purpose
from tests.given import PERSON
from tests.policy.making import published


def test_without_evidence_of_consent_nothing_is_collected(given):
    silent = {field: text for field, text in PERSON.items() if field != Field.CONSENT_EVIDENCE}
    with pytest.raises(Refusal, match="consent.no-evidence"):
        given.appeal(texts=silent)


@pytest.mark.parametrize("basis", LegalBasis)
def test_an_appeal_keeps_its_basis_and_the_version_of_the_policy(given, cast, basis):
    published(cast)
    provision = "" if basis == LegalBasis.CONSENT else "Law 94-V, article 9"
    consent = given.appeal(legal_basis=basis, legal_provision=provision).consent
    assert consent.legal_basis == basis
    assert consent.policy_version_id == version_in_force(clock.today()).id


def test_a_disclosure_is_for_a_purpose_of_the_closed_list(given):
    appeal = given.appeal_in_work()
    assert given.disclosure(appeal).purpose in set(Purpose)

"""Hold, blocking, withdrawal, ended term, work: each pair against what can be done (domain 1).

The table says who wins; here the program itself is asked. Withdrawing has no step of its own
yet, so that its moment is set under the door.
"""

from itertools import combinations

import pytest

from backoffice import clock
from backoffice.audit.door import deed_of
from backoffice.audit.refusals import Refusal
from backoffice.data_rights.actions import block_applicant, correct_value, destroy_applicant
from backoffice.disclosures.actions import record_disclosure
from backoffice.keeping.standing import refuse_use
from backoffice.retention.actions.holds import place_hold
from backoffice.rules.actions import Action
from backoffice.rules.fields import Field
from backoffice.rules.precedence import REFUSALS, Standing, Use, refused_by
from backoffice.rules.vocabulary.disclosures import Means
from backoffice.rules.vocabulary.people import Language
from backoffice.rules.vocabulary.personal_values import RightsReason
from backoffice.third_parties.queries import third_party_by_code
from tests.given import TEXT

HELD, BLOCKED, WITHDRAWN, ENDED, WORK = Standing
WHY = RightsReason.UNLAWFUL
SETS = [
    {WORK},
    *({one, two, WORK} for one, two in combinations((HELD, BLOCKED, WITHDRAWN, ENDED), 2)),
]
SINGLE = [{one, WORK} for one in (HELD, BLOCKED, WITHDRAWN, ENDED)]


@pytest.fixture
def standing(given, closed, cast):
    """A case that stands under what is named: closed long ago, or in work."""

    def make(standings):
        officer = cast("privacy_officer")
        appeal = closed(400) if ENDED in standings else given.appeal_in_work()
        if BLOCKED in standings:
            block_applicant(appeal, by=officer, until=None, reason=WHY)
        if WITHDRAWN in standings:
            with deed_of(Action.NOTE_ADD, appeal, officer):
                appeal.consent.withdrawn_at = clock.now()
        if HELD in standings:
            place_hold(appeal, by=officer, reason="court_case", reference="№ 1", until=None)
        return appeal

    return make


@pytest.fixture
def uses(given, cast, browser_of):
    """Whether a senior operator, or for destroying the privacy officer, can do it."""
    senior, officer = cast("senior_operator"), cast("privacy_officer")

    def sees(path):
        browser = browser_of("senior_operator")
        answer = browser.send("GET", path)
        return answer.status_code == 200 and TEXT in answer.get_data(as_text=True)

    def did(deed):
        try:
            deed()
        except Refusal:
            return False
        return True

    def correct(appeal):
        value = given.value(appeal, Field.NAME)
        return did(lambda: correct_value(value, by=senior, text="Жаңа Аты", reason=WHY))

    def disclose(appeal):
        told = {"means": Means.EMAIL, "notice_language": Language.KK}
        party = third_party_by_code("K1")
        fields = (Field.PROBLEM_TEXT,)
        return did(
            lambda: record_disclosure(appeal, by=senior, third_party=party, fields=fields, **told)
        )

    return {
        Use.VIEW: lambda appeal: sees(f"/appeals/{appeal.number}"),
        Use.EXPORT: lambda appeal: sees(f"/appeals/{appeal.number}/record"),
        Use.EDIT: correct,
        Use.DISCLOSE: disclose,
        Use.DESTROY: lambda appeal: did(lambda: destroy_applicant(appeal, by=officer, reason=WHY)),
    }


@pytest.mark.parametrize("standings", [*SINGLE, *SETS], ids=lambda s: "+".join(sorted(s)))
def test_what_can_be_done_is_what_the_table_of_precedence_says(standing, uses, standings):
    appeal = standing(standings)
    expected = {
        use: refused_by(
            standings, use, "privacy_officer" if use is Use.DESTROY else "senior_operator"
        )
        is None
        for use in Use
    }
    # What is due is closed, and from a closed case nothing is disclosed anyway.
    found = {use: uses[use](appeal) for use in Use}
    assert found == expected


@pytest.mark.parametrize("use", Use)
def test_a_refusal_says_which_rule_and_which_clause(standing, cast, use):
    appeal = standing({HELD, ENDED, WORK})
    by = cast("senior_operator")
    standing_that_refuses = refused_by({HELD, ENDED, WORK}, use, by.role)
    with pytest.raises(Refusal) as refused:
        refuse_use(appeal, use, Action.VALUE_DESTROY, by=by)
    assert refused.value.code == REFUSALS[standing_that_refuses]
    assert refused.value.clause == "3.5, 5.5"

"""Hold over blocking over withdrawal over ended term over work (domain 1): the table itself."""

from itertools import combinations

import pytest

from backoffice.rules.precedence import (
    KEEPERS,
    PRECEDENCE,
    REFUSALS,
    Standing,
    Use,
    deciding,
    refused_by,
)
from backoffice.rules.vocabulary.people import STAFF_ROLES, Role
from backoffice.web.refusal_words import REFUSALS as WORDS

HELD, BLOCKED, WITHDRAWN, ENDED, WORK = Standing
# For each pair the standing whose word counts: for view, edit, disclose, export, destroy.
DECIDES = {
    (HELD, BLOCKED): (BLOCKED, BLOCKED, BLOCKED, BLOCKED, HELD),
    (HELD, WITHDRAWN): (WORK, WORK, WITHDRAWN, WORK, HELD),
    (HELD, ENDED): (ENDED, ENDED, ENDED, ENDED, HELD),
    (HELD, WORK): (WORK, WORK, WORK, WORK, HELD),
    (BLOCKED, WITHDRAWN): (BLOCKED,) * 5,
    (BLOCKED, ENDED): (BLOCKED,) * 5,
    (BLOCKED, WORK): (BLOCKED,) * 5,
    (WITHDRAWN, ENDED): (ENDED, ENDED, WITHDRAWN, ENDED, WITHDRAWN),
    (WITHDRAWN, WORK): (WORK, WORK, WITHDRAWN, WORK, WITHDRAWN),
    (ENDED, WORK): (ENDED,) * 5,
}


def test_every_standing_speaks_of_every_use():
    assert set(PRECEDENCE) == {(standing, use) for standing in Standing for use in Use}


def test_every_pair_of_standings_stands_in_the_list():
    assert set(DECIDES) == set(combinations(Standing, 2))


@pytest.mark.parametrize("pair", DECIDES, ids=lambda pair: "+".join(pair))
@pytest.mark.parametrize("use", Use)
def test_of_two_standings_the_stronger_one_decides(pair, use):
    expected = DECIDES[pair][list(Use).index(use)]
    assert deciding(pair, use) is expected
    assert deciding(pair[::-1], use) is expected


def test_a_hold_stops_destruction_for_everybody_and_nothing_else():
    for role in Role:
        refused = {use for use in Use if refused_by({HELD, WORK}, use, role)}
        assert refused == {Use.DESTROY}


def test_what_has_ended_is_open_to_those_who_answer_for_the_storage_only():
    for role in STAFF_ROLES:
        assert (refused_by({ENDED, WORK}, Use.VIEW, role) is None) == (role in KEEPERS)
    assert refused_by({ENDED, WORK}, Use.DISCLOSE, Role.PRIVACY_OFFICER) is ENDED
    assert refused_by({ENDED, WORK}, Use.DESTROY, Role.PRIVACY_OFFICER) is None


def test_every_standing_that_refuses_has_its_words():
    assert set(REFUSALS) == set(Standing) - {WORK}
    assert all(str(WORDS[code]) for code in REFUSALS.values())

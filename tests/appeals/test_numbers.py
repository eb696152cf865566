"""Numbers are unique, have no gap and are never used twice (R-3.2)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from backoffice import clock
from backoffice.audit.refusals import Refusal
from backoffice.audit.scope import Scope, scoped
from backoffice.rules.fields import Field
from tests.appeals.calls import appeals
from tests.given import PERSON

AT_ONCE = 20


def at(year, month=6):
    return clock.running_at(lambda: datetime(year, month, 1, 6, 0, tzinfo=UTC))


def test_the_first_appeal_of_a_year_is_number_one(given):
    with at(2026):
        assert given.appeal().number == "109-2026-0000001"
        assert given.appeal().number == "109-2026-0000002"
    with at(2027):
        assert given.appeal().number == "109-2027-0000001"


def test_the_year_is_the_citys_and_not_that_of_greenwich(given):
    with clock.running_at(lambda: datetime(2026, 12, 31, 20, 0, tzinfo=UTC)):
        assert given.appeal().number.startswith("109-2027-")


def test_a_refused_registration_uses_up_no_number(given):
    given.appeal()
    with pytest.raises(Refusal):
        given.appeal(category="ROAD", texts={**PERSON, Field.IIN: "010305390005"})
    assert given.appeal().number.endswith("0000002")


def test_twenty_at_once_get_twenty_numbers_without_a_gap(app, given):
    def one(_which):
        with app.app_context(), scoped(Scope()):
            return given.appeal().number

    with at(2026), ThreadPoolExecutor(AT_ONCE) as pool:
        numbers = list(pool.map(one, range(AT_ONCE)))
    assert sorted(numbers) == [f"109-2026-{n:07d}" for n in range(1, AT_ONCE + 1)]
    assert [appeal.number for appeal in appeals()] == sorted(numbers)

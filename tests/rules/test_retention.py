"""How long a closed appeal is kept: days, groups, the rule of a category (R-5f.1)."""

from datetime import date, timedelta

import pytest

from backoffice.rules.retention import RETENTION, RetentionRow, RuleBook
from backoffice.rules.vocabulary.retention import RetentionKind, RetentionOutcome

FORWARDED, CONSULTATION = RetentionKind
DESTROY = RetentionOutcome.DESTROY
BOOK = RuleBook(RETENTION)


def row(months):
    return RetentionRow(months, DESTROY, "")


def test_the_first_rules_are_sixty_months_and_twelve_to_be_confirmed():
    assert BOOK.rule_for(FORWARDED, "ELEC").months == 60
    assert BOOK.rule_for(CONSULTATION, "ELEC").months == 12
    assert not any(rule.source for rule in RETENTION.values())


@pytest.mark.parametrize(
    ("months", "closed", "due"),
    [
        (12, date(2025, 11, 26), date(2026, 11, 26)),
        (12, date(2024, 2, 29), date(2025, 2, 28)),
        (1, date(2026, 1, 31), date(2026, 2, 28)),
        (60, date(2021, 12, 31), date(2026, 12, 31)),
    ],
)
def test_the_term_ends_on_the_same_day_so_many_months_on(months, closed, due):
    assert row(months).due_on(closed) == due


@pytest.mark.parametrize("months", [1, 2, 11, 12, 13, 60])
def test_the_last_day_of_closing_that_is_due_is_found_for_every_day_of_three_years(months):
    rule = row(months)
    for step in range(3 * 366):
        day = date(2026, 1, 1) + timedelta(days=step)
        last = rule.last_closed_due_by(day)
        assert rule.due_on(last) <= day < rule.due_on(last + timedelta(days=1))


def test_the_rule_of_a_category_goes_before_the_general_one_and_can_end():
    book = BOOK.with_rule((FORWARDED, "LAND"), row(120))
    assert book.rule_for(FORWARDED, "LAND").months == 120
    assert book.rule_for(FORWARDED, "ELEC").months == 60
    assert book.rule_for(CONSULTATION, "LAND").months == 12
    assert book.with_rule((FORWARDED, "LAND"), None) == BOOK


def test_every_appeal_stands_in_exactly_one_group():
    book = BOOK.with_rule((FORWARDED, "LAND"), row(120)).with_rule((FORWARDED, "GAS"), row(36))
    for kind in RetentionKind:
        for category in ("LAND", "GAS", "ELEC"):
            found = [
                group
                for group in book.groups()
                if group.kind is kind
                and (group.category == category or (not group.category))
                and category not in group.without
            ]
            assert [group.row for group in found] == [book.rule_for(kind, category)]

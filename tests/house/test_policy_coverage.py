"""Every clause of the policy is served and tested, and a gap stops the build (policy 12)."""

import pytest

from backoffice import generated_docs
from backoffice.policy_coverage import coverage, gaps
from backoffice.rules.actions import ACTIONS, Action
from backoffice.rules.clauses import CLAUSES, clauses_named, unknown_clauses
from tests.conftest import app_at


def test_there_is_no_gap():
    assert gaps() == []


def test_the_policy_has_thirteen_clauses_and_fifteen_points():
    codes = [clause.code for clause in CLAUSES]
    assert len(set(codes)) == len(codes) == 10 + 15
    assert {code.partition(".")[0] for code in codes} == {str(n) for n in range(1, 14)}


@pytest.mark.parametrize("action", list(Action))
def test_an_action_names_clauses_that_exist(action):
    assert unknown_clauses(ACTIONS[action].clause.split(", ")) == []


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ("Giving data (policy 9, 11).", {"9", "11"}),
        ("The page: policy 3.6, 4 and 7.", {"3.6", "4", "7"}),
        ("Accurate (policy 5.e, 3.1; R-5e.1).", {"5.5", "3.1"}),
        ("The numbers (R-3.2) of 2026.", set()),
    ],
)
def test_a_docstring_names_its_clauses(told, codes):
    assert clauses_named(told) == codes


@pytest.fixture
def little(tmp_path):
    """Tests of another program: one file, which carries clause 9 and one that is no clause."""
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_giving.py").write_text('"""Giving (policy 9, 14)."""\n')
    return folder


def test_a_clause_without_a_test_or_an_action_is_a_gap(little):
    found = gaps(little, {"disclosure.record": {"9"}})
    assert "policy 10 has no test" in found
    assert "policy 10 has no action" in found
    assert "policy 3.2 has no test" in found
    assert "policy 3.2 has no action" not in found  # there is a reason why
    assert not [gap for gap in found if gap.startswith("policy 9 ")]
    assert "tests/test_giving.py names policy 14, which does not exist" in found


def test_a_test_that_names_a_clause_in_one_of_its_functions_counts(little):
    (little / "test_more.py").write_text('def test_it():\n    """Said (policy 10)."""\n')
    carried = {one.clause.code: one.tests for one in coverage(little)}
    assert carried["10"] == ("tests/test_more.py",)


def test_the_command_fails_on_a_gap(tmp_path, monkeypatch):
    monkeypatch.setattr(generated_docs, "gaps", lambda: ["policy 9 has no test"])
    runner = app_at(tmp_path / "instance").test_cli_runner()
    answer = runner.invoke(args=["docs", "--check"])
    assert answer.exit_code == 1
    assert "policy 9 has no test" in answer.output

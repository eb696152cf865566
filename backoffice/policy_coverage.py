"""Every clause of the policy, joined to the actions that serve it and the tests that carry it.

The actions say so in their table, the tests in their docstrings: “(policy 9, 11)”.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from backoffice.rules.actions import ACTIONS, Action
from backoffice.rules.clauses import CLAUSES, Clause, clauses_named, unknown_clauses

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"


@dataclass(frozen=True)
class Carried:
    """One clause with what stands behind it."""

    clause: Clause
    actions: tuple[str, ...]
    tests: tuple[str, ...]

    @property
    def gaps(self) -> list[str]:
        """What is missing, as sentences."""
        lacks_action = not self.actions and not self.clause.no_action_because
        lacks = (("action", lacks_action), ("test", not self.tests))
        return [f"policy {self.clause.code} has no {what}" for what, missing in lacks if missing]


def coverage(tests: Path = TESTS, served: Mapping[str, set[str]] | None = None) -> list[Carried]:
    """The clauses in their order."""
    by_test = _named_by_tests(tests)
    by_action = _served_by_actions() if served is None else served
    return [
        Carried(clause, _naming(by_action, clause.code), _naming(by_test, clause.code))
        for clause in CLAUSES
    ]


def gaps(tests: Path = TESTS, served: Mapping[str, set[str]] | None = None) -> list[str]:
    """Clauses nobody serves or nobody tests, and markers of clauses that do not exist."""
    missing = [gap for one in coverage(tests, served) for gap in one.gaps]
    named = {**_named_by_tests(tests), **(_served_by_actions() if served is None else served)}
    strange = [
        f"{who} names policy {code}, which does not exist"
        for who, codes in named.items()
        for code in unknown_clauses(codes)
    ]
    return missing + strange


def _served_by_actions() -> dict[str, set[str]]:
    return {str(action): set(ACTIONS[action].clause.split(", ")) for action in Action}


def _named_by_tests(tests: Path) -> dict[str, set[str]]:
    """Clauses named by each module of tests: its own docstring and those of its tests."""
    return {
        path.relative_to(tests.parent).as_posix(): clauses_named(" ".join(_docstrings(path)))
        for path in sorted(tests.rglob("test_*.py"))
    }


def _docstrings(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield " ".join((ast.get_docstring(node) or "").split())


def _naming(named: Mapping[str, set[str]], code: str) -> tuple[str, ...]:
    return tuple(who for who, codes in named.items() if code in codes)

"""The rules as they hold now: the newest change of each, else the table in `rules`."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from backoffice.access_review.models import ReadingRule
from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.rules.access_review import RULES, RuleRow
from backoffice.rules.vocabulary.access_review import Per, RuleCode


@dataclass(frozen=True)
class RuleInForce:
    """One rule as it holds; `version` counts its changes."""

    code: RuleCode
    row: RuleRow
    version: int

    @property
    def subject_kind(self) -> str:
        """What audit entries call it."""
        return "reading_rule"

    @property
    def ref(self) -> str:
        """How audit entries name this rule."""
        return str(self.code)


def rules_in_force() -> list[RuleInForce]:
    """Every rule, in the order of the table."""
    changes: dict[str, list[ReadingRule]] = {}
    for row in db.session.scalars(sa.select(ReadingRule).order_by(ReadingRule.id)):
        changes.setdefault(row.code, []).append(row)
    return [_held(code, changes.get(code, [])) for code in RuleCode]


def rule_by_code(code: str) -> RuleInForce:
    """One rule as it holds. Raises NotFound."""
    if code not in set(RuleCode):
        raise NotFound
    return next(rule for rule in rules_in_force() if rule.code == code)


def changes_of(code: RuleCode) -> Sequence[ReadingRule]:
    """Every change of a rule, newest first."""
    query = sa.select(ReadingRule).where(ReadingRule.code == code)
    return db.session.scalars(query.order_by(ReadingRule.id.desc())).all()


def row_of(change: ReadingRule) -> RuleRow:
    """A change as the table of rules has it."""
    per = Per(change.per)
    return RuleRow(change.is_on, change.most, per, change.opens, change.closes)


def _held(code: RuleCode, changes: list[ReadingRule]) -> RuleInForce:
    row = row_of(changes[-1]) if changes else RULES[code]
    return RuleInForce(code, row, len(changes))

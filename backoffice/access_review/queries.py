"""Flags: what the rules find in the log of a period, counted by the database, never stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

import sqlalchemy as sa

from backoffice import clock
from backoffice.access_review.days import days_in, table_of_days
from backoffice.access_review.models import ReadingReview
from backoffice.access_review.rule_book import RuleInForce, rules_in_force
from backoffice.appeals.others import of_another
from backoffice.audit.models import AuditEntry
from backoffice.audit.unindexed import unindexed
from backoffice.db import db
from backoffice.exports.period import Period
from backoffice.rules.access_review import COUNTS, Counts
from backoffice.rules.readings import READINGS
from backoffice.rules.vocabulary.access_review import Per, RuleCode
from backoffice.third_parties.queries import working_calendar

MOST_FLAGS = 200  # of one rule; more than anybody looks at: a shorter period shows the rest
_HOUR = "%Y-%m-%dT%H"
Key = tuple[str, int, str, datetime]


@dataclass(frozen=True)
class Scope:
    """Which days, whose (everybody's without a person), and up to which entry of the log."""

    period: Period
    staff_id: int | None = None
    upto: int | None = None


@dataclass(frozen=True)
class Flag:
    """One person, one hour or day, one rule, and how much was counted."""

    code: RuleCode
    per: Per
    most: int
    staff_id: int
    begins: datetime
    counted: int
    entries: int
    review: ReadingReview | None = None

    subject_kind = "staff"

    @property
    def ref(self) -> str:
        """Audit entries name the person the flag is about."""
        return str(self.staff_id)

    @property
    def key(self) -> Key:
        """What a flag is known by from one look to the next."""
        return self.code, self.staff_id, self.per, self.begins

    @property
    def is_open(self) -> bool:
        """Whether nobody looked at it yet, or there are more entries than they saw."""
        return self.review is None or self.review.entries < self.entries


def flags_in(
    period: Period,
    *,
    staff_id: int | None = None,
    upto: int | None = None,
    most: int | None = MOST_FLAGS,
) -> list[Flag]:
    """What the rules that are on find in these days, newest first; of each at most so many."""
    rules = [rule for rule in rules_in_force() if rule.row.is_on]
    scope = Scope(period, staff_id, upto)
    found = [flag for rule in rules for flag in _of(rule, scope, most)]
    reviews = _reviews(period)
    told = [replace(flag, review=reviews.get(flag.key)) for flag in found]
    return sorted(told, key=lambda flag: (flag.begins, flag.counted), reverse=True)


def open_by_person(flags: Iterable[Flag]) -> Mapping[int, int]:
    """How many flags nobody has looked at, by person."""
    counts: dict[int, int] = {}
    for flag in flags:
        if flag.is_open:
            counts[flag.staff_id] = counts.get(flag.staff_id, 0) + 1
    return counts


def _of(rule: RuleInForce, scope: Scope, most: int | None) -> list[Flag]:
    question = question_of(rule, scope, days_in(scope.period))
    if COUNTS[rule.code].of_others:
        question = _of_others(rule, scope, db.session.execute(question).all())
    rows = db.session.execute(question.limit(most))
    return [
        Flag(
            rule.code,
            rule.row.per,
            rule.row.most,
            row.actor_id,
            _moment(row.bucket, rule.row.per),
            row.counted,
            row.entries,
        )
        for row in rows
    ]


def _of_others(rule: RuleInForce, scope: Scope, busy: Sequence[Any]) -> sa.Select[Any]:
    """Whose case each was is asked only of persons and days with enough cases of any kind."""
    days = {clock.local(_moment(row.bucket, rule.row.per)).date() for row in busy}
    people = {row.actor_id for row in busy}
    question = question_of(rule, scope, sorted(days) or [scope.period.first])
    return question.where(of_another(), unindexed(AuditEntry.actor_id).in_(people))


def question_of(rule: RuleInForce, scope: Scope, chosen: Sequence[date]) -> sa.Select[Any]:
    """One rule as a question to the log: who passed the bound, when, with how much."""
    counts = COUNTS[rule.code]
    days = table_of_days(chosen, rule.row, working_calendar())
    at = AuditEntry.at
    bucket = days.c.day if rule.row.per is Per.DAY else sa.func.substr(at, 1, len("2026-01-01T00"))
    once = sa.func.count(sa.distinct(AuditEntry.appeal_number))
    counted = once if counts.each_case_once else sa.func.count()
    question = sa.select(
        AuditEntry.actor_id,
        bucket.label("bucket"),
        sa.func.count().label("entries"),
        counted.label("counted"),
    ).join_from(days, AuditEntry, sa.and_(at >= days.c.begins, at < days.c.ends))
    if scope.staff_id is not None:
        question = question.where(unindexed(AuditEntry.actor_id) == scope.staff_id)
    if scope.upto is not None:
        question = question.where(AuditEntry.seq <= scope.upto)
    if counts.outside_hours:
        question = question.where(sa.or_(at < days.c.opens, at >= days.c.closes))
    found = question.where(*_conditions(counts)).group_by(AuditEntry.actor_id, "bucket")
    return found.having(counted > rule.row.most).order_by(sa.desc("bucket"), AuditEntry.actor_id)


def _conditions(counts: Counts) -> Sequence[sa.ColumnElement[bool]]:
    found = [
        AuditEntry.actor_id != 0,
        unindexed(AuditEntry.outcome) == ("refused" if counts.refused else "done"),
    ]
    if counts.reading:
        found.append(unindexed(AuditEntry.action).in_(sorted(READINGS[counts.reading])))
    return found


def _moment(bucket: str, per: Per) -> datetime:
    """An hour of the log is told in UTC and a day in Astana; the zone is whole hours apart."""
    if per is Per.HOUR:
        return datetime.strptime(bucket, _HOUR).replace(tzinfo=UTC)
    return datetime.combine(date.fromisoformat(bucket), time(), clock.ALMATY).astimezone(UTC)


def _reviews(period: Period) -> Mapping[Key, ReadingReview]:
    """The last word on each flag of the period."""
    asked = sa.select(ReadingReview).where(
        ReadingReview.begins >= period.begins, ReadingReview.begins < period.ends
    )
    rows = db.session.scalars(asked.order_by(ReadingReview.id))
    return {(row.code, row.staff_id, row.per, row.begins): row for row in rows}

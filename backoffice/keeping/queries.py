"""Questions about storage: which rule, until when, is a hold in the way (R-5f.1, R-5f.3)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import sqlalchemy as sa

from backoffice import clock
from backoffice.db import db
from backoffice.keeping.models import LegalHold, LegalHoldEnd, RetentionRule
from backoffice.rules.retention import RETENTION, Kept, Key, RetentionRow, RuleBook, kind_of
from backoffice.rules.vocabulary.appeals import AppealState
from backoffice.rules.vocabulary.retention import RetentionKind


@dataclass(frozen=True)
class Keeping:
    """Until when one closed appeal is kept, and by which rule."""

    kind: RetentionKind
    row: RetentionRow
    due_on: date

    def has_ended(self, day: date) -> bool:
        """Whether the term has ended by this day."""
        return self.due_on <= day


def rules_on(day: date) -> RuleBook:
    """Every rule as it holds on a day: of several changes the one with the latest day."""
    rows: dict[Key, RetentionRow] = dict(RETENTION)
    changes = db.session.scalars(
        sa.select(RetentionRule)
        .where(RetentionRule.valid_from <= day)
        .order_by(RetentionRule.valid_from, RetentionRule.id)
    )
    for change in changes:
        key = (RetentionKind(change.kind), change.category_code)
        rows.pop(key, None)
        if not change.follows_general:
            rows[key] = change.row
    return RuleBook(rows)


def changes() -> Sequence[RetentionRule]:
    """Every change of a rule, newest first: also those whose day has not come."""
    return db.session.scalars(sa.select(RetentionRule).order_by(RetentionRule.id.desc())).all()


def keeping_of(appeal: Kept, book: RuleBook | None = None) -> Keeping | None:
    """Until when an appeal is kept by the rules of today; None: no term runs (R-5f.1)."""
    if appeal.state != AppealState.CLOSED or appeal.emptied_at is not None:
        return None
    kind = kind_of(appeal)
    row = (book or rules_on(clock.today())).rule_for(kind, appeal.category_code)
    return Keeping(kind, row, row.due_on(clock.local(appeal.state_at).date()))


def has_left_work(appeal: Kept, book: RuleBook | None = None) -> bool:
    """Whether it is closed and its term has ended, or nothing of it is left (R-5b.1)."""
    if appeal.emptied_at is not None:
        return True
    keeping = keeping_of(appeal, book)
    return keeping is not None and keeping.has_ended(clock.today())


def holds_of(appeal_id: int) -> Sequence[LegalHold]:
    """Every hold an appeal ever had, newest first."""
    query = sa.select(LegalHold).where(LegalHold.appeal_id == appeal_id)
    return db.session.scalars(query.order_by(LegalHold.id.desc())).all()


def standing_holds(appeal_id: int) -> list[LegalHold]:
    """The holds that stop destruction today."""
    return [hold for hold in holds_of(appeal_id) if hold.stands_on(clock.today())]


def stands_today() -> sa.ColumnElement[bool]:
    """The condition that a hold stops destruction today."""
    lifted = sa.exists().where(LegalHoldEnd.hold_id == LegalHold.id)
    runs = sa.or_(LegalHold.until.is_(None), LegalHold.until >= clock.today())
    return sa.and_(runs, ~lifted)


def held_appeals() -> sa.Select[int]:
    """Appeals of which nothing may be destroyed today, as a part of larger questions."""
    return sa.select(LegalHold.appeal_id).where(stands_today())


def held_among(ids: Collection[int]) -> set[int]:
    """Which of these appeals a legal hold keeps from being destroyed today (R-5f.3)."""
    return set(db.session.scalars(held_appeals().where(LegalHold.appeal_id.in_(ids))))


def day_begins(day: date) -> datetime:
    """The moment a day begins in Astana, as moments are stored."""
    return datetime.combine(day, time(), clock.ALMATY).astimezone(UTC)

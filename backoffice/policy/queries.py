"""Questions about the policy: its versions, the open draft, its reviews."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import defer

from backoffice import clock
from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.policy.due import ReviewDue, review_due
from backoffice.policy.models import LawChange, PolicyDraft, PolicyReview, PolicyVersion
from backoffice.rules.vocabulary.policy_versions import DraftState


def version_in_force(day: date) -> PolicyVersion:
    """The edition in force on a day (R-5a). Raises NotFound when none was published yet."""
    found = db.session.scalar(
        sa.select(PolicyVersion)
        .where(PolicyVersion.effective_from <= day)
        .order_by(PolicyVersion.number.desc())
        .limit(1)
    )
    if found is None:
        raise NotFound
    return found


def newest_version() -> PolicyVersion:
    """The last edition published, also when its day has not come yet. Raises NotFound."""
    return _first_below(None)


def version_before(number: int) -> PolicyVersion:
    """The edition an edition followed (R-13.1). Raises NotFound for the first one."""
    return _first_below(number)


def version_by_number(number: int) -> PolicyVersion:
    """One edition at its permanent address (R-13.1). Raises NotFound."""
    found = db.session.scalar(sa.select(PolicyVersion).where(PolicyVersion.number == number))
    if found is None:
        raise NotFound
    return found


def all_versions() -> Sequence[PolicyVersion]:
    """Every edition for a list, newest first; the texts are left where they are."""
    texts = (PolicyVersion.text_kk, PolicyVersion.text_ru, PolicyVersion.text_en)
    query = sa.select(PolicyVersion).order_by(PolicyVersion.number.desc())
    return db.session.scalars(query.options(*(defer(text) for text in texts))).all()


def open_draft() -> PolicyDraft | None:
    """The draft that is neither published nor dropped, if there is one."""
    closed = (DraftState.PUBLISHED, DraftState.DROPPED)
    return db.session.scalar(sa.select(PolicyDraft).where(PolicyDraft.state.not_in(closed)))


def draft_by_ref(ref: int) -> PolicyDraft:
    """One draft, open or not, as it is stored now. Raises NotFound."""
    found = db.session.get(PolicyDraft, ref, populate_existing=True)
    if found is None:
        raise NotFound
    return found


def all_reviews() -> Sequence[PolicyReview]:
    """Every review, newest first."""
    return db.session.scalars(sa.select(PolicyReview).order_by(PolicyReview.id.desc())).all()


def open_law_changes() -> Sequence[LawChange]:
    """Changes of the law no review has answered yet, the nearest first (policy 12)."""
    query = sa.select(LawChange).where(_unanswered()).order_by(LawChange.in_force_on, LawChange.id)
    return db.session.scalars(query).all()


def next_review() -> ReviewDue:
    """When the policy is to be reviewed: one question to the database (R-12.1)."""
    last = sa.select(sa.func.max(PolicyReview.reviewed_on)).scalar_subquery()
    published = sa.select(sa.func.min(PolicyVersion.published_at)).scalar_subquery()
    law = sa.select(sa.func.min(LawChange.in_force_on)).where(_unanswered()).scalar_subquery()
    reviewed_on, first, by_law = db.session.execute(sa.select(last, published, law)).one()
    begun = clock.local(first).date() if first else clock.today()
    return review_due(reviewed_on, begun=begun, law_from=by_law)


def _unanswered() -> sa.ColumnElement[bool]:
    return ~sa.exists().where(PolicyReview.law_change_id == LawChange.id)


def _first_below(number: int | None) -> PolicyVersion:
    query = sa.select(PolicyVersion).order_by(PolicyVersion.number.desc()).limit(1)
    found = db.session.scalar(
        query if number is None else query.where(PolicyVersion.number < number)
    )
    if found is None:
        raise NotFound
    return found

"""Questions to the register of consents: its totals, and its rows as a listing."""

from typing import Any

import sqlalchemy as sa

from backoffice.appeals.models import Appeal
from backoffice.applicants.models import Consent
from backoffice.db import db
from backoffice.disclosures.models import Disclosure
from backoffice.exports.listing import Condition, Listing
from backoffice.reports.consent_columns import COLUMNS, state_today
from backoffice.reports.filters import ConsentFilters
from backoffice.reports.queries import times
from backoffice.rules.vocabulary.consent import ConsentState


def _narrowed(filters: ConsentFilters) -> list[Condition]:
    found: list[Condition] = []
    if filters.state:
        found.append(state_today == filters.state)
    if filters.basis:
        found.append(Consent.legal_basis == filters.basis)
    if filters.transfer:
        found.append(Appeal.no_transfer.is_(filters.transfer == "no"))
    return found


def _about(question: sa.Select[Any]) -> sa.Select[Any]:
    return question.select_from(Consent).join(Appeal, Appeal.id == Consent.appeal_id)


ROWS = Listing(
    columns=COLUMNS,
    at=Consent.given_at,
    key=Consent.appeal_id,
    about=_about,
    narrowed=_narrowed,
)


def totals(filters: ConsentFilters) -> Any:
    """The numbers over the register: consents, withdrawn, ended, without transfer, transfers."""
    counted = ROWS.asked(
        filters,
        sa.func.count().label("consents"),
        times(state_today == ConsentState.WITHDRAWN).label("withdrawn"),
        times(state_today == ConsentState.ENDED).label("ended"),
        times(Appeal.no_transfer.is_(True)).label("without_transfer"),
    )
    row = db.session.execute(counted).one()
    return *row, db.session.execute(_transfers(filters)).scalar_one()


def _transfers(filters: ConsentFilters) -> sa.Select[Any]:
    """Disclosures made in these days, whenever the consent was given: the rows of their report."""
    question = _about(sa.select(sa.func.count()))
    return question.join(Disclosure, Disclosure.appeal_id == Consent.appeal_id).where(
        Disclosure.at >= filters.period.begins,
        Disclosure.at < filters.period.ends,
        *_narrowed(filters),
    )


def changes(filters: ConsentFilters) -> bool:
    """Whether rows come and go while they are read: state and transfer do change."""
    return bool(filters.state or filters.transfer)

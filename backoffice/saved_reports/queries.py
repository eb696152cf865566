"""Questions to saved settings and monthly reports."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from backoffice.audit.models import AuditEntry
from backoffice.audit.refusals import NotFound
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.saved_reports.models import ReportMonth, SavedReport

MOST_OWN = 50
MOST_LISTED = 200


def settings_open_to(staff_id: int, report: str = "") -> Sequence[SavedReport]:
    """One's own and the shared ones that stand, by name."""
    query = sa.select(SavedReport).where(
        SavedReport.removed_at.is_(None),
        sa.or_(SavedReport.owner_id == staff_id, SavedReport.shared),
    )
    if report:
        query = query.where(SavedReport.report == report)
    return db.session.scalars(
        query.order_by(SavedReport.name, SavedReport.id).limit(MOST_LISTED)
    ).all()


def setting_open_to(staff_id: int, ref: int) -> SavedReport:
    """One of them, also a removed one. Raises NotFound for what is another's alone."""
    found = db.session.get(SavedReport, ref)
    if found is None or not found.is_open_to(staff_id):
        raise NotFound
    return found


def own_names(staff_id: int) -> Sequence[str]:
    """The names of the settings of a person that stand."""
    return db.session.scalars(
        sa.select(SavedReport.name).where(
            SavedReport.owner_id == staff_id, SavedReport.removed_at.is_(None)
        )
    ).all()


def monthly_settings() -> Sequence[SavedReport]:
    """The settings by which a report is made every month."""
    return db.session.scalars(
        sa.select(SavedReport)
        .where(SavedReport.removed_at.is_(None), SavedReport.monthly_since.is_not(None))
        .order_by(SavedReport.id)
    ).all()


def months_made(saved_report_id: int) -> set[date]:
    """The first days of all months that were ever made by these settings."""
    query = sa.select(ReportMonth.month).where(ReportMonth.saved_report_id == saved_report_id)
    return set(db.session.scalars(query))


def months_kept(*, before: date | None = None) -> Sequence[ReportMonth]:
    """The monthly reports whose files are kept, newest first; or those of earlier months only."""
    query = sa.select(ReportMonth).where(ReportMonth.removed_at.is_(None))
    if before is not None:
        query = query.where(ReportMonth.month < before)
    return db.session.scalars(query.order_by(ReportMonth.month.desc(), ReportMonth.id)).all()


def month_by_ref(ref: int) -> ReportMonth:
    """One monthly report whose file is kept. Raises NotFound."""
    found = db.session.get(ReportMonth, ref)
    if found is None or found.removed_at is not None:
        raise NotFound
    return found


def entry_of(month: ReportMonth) -> AuditEntry | None:
    """The entry of its making: it tells the digest of the file as well."""
    return db.session.scalar(
        sa.select(AuditEntry).where(
            AuditEntry.action == Action.REPORT_MONTH_MAKE,
            AuditEntry.subject == f"{month.subject_kind}:{month.ref}",
            AuditEntry.outcome == "done",
        )
    )

"""Saving, sharing and removing settings of reports; making and dropping monthly reports."""

from dataclasses import dataclass
from datetime import date

from backoffice import clock
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.refusals import NotFound, Refusal
from backoffice.db import db
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor
from backoffice.saved_reports.models import ReportMonth, SavedReport
from backoffice.saved_reports.queries import MOST_OWN, months_made, own_names


@dataclass(frozen=True)
class NewSetting:
    """What is saved: a report, its filters as an address writes them, a name."""

    report: str
    name: str
    filters: str
    language: str
    shared: bool = False


@dataclass(frozen=True)
class MadeMonth:
    """A finished file: of which month, how many rows, its digest, the checkpoint before it."""

    month: date
    rows: int
    sha256: str
    file: str
    checkpoint: int


@perform(Action.REPORT_SETTING_SAVE)
def save_report_setting(_subject: None, /, *, by: Actor, new: NewSetting) -> SavedReport:
    """Keep the filters of a report under a name. Raises Refusal for a name one has already."""
    name = " ".join(new.name.split())
    known = {one.casefold() for one in own_names(by.id)}
    if name.casefold() in known:
        raise Refusal("report-setting.name-taken", Action.REPORT_SETTING_SAVE)
    if len(known) >= MOST_OWN:
        raise Refusal("report-setting.too-many", Action.REPORT_SETTING_SAVE)
    facts = {"report": new.report, "filters": new.filters, "language": new.language}
    saved = SavedReport(
        owner_id=by.id, name=name, shared=new.shared, created_at=clock.now(), **facts
    )
    db.session.add(saved)
    db.session.flush()
    current_deed().note(about=saved, detail=f"report={new.report};shared={int(new.shared)}")
    return saved


@perform(Action.REPORT_SETTING_SHARE)
def share_report_setting(saved: SavedReport, /, *, by: Actor, shared: bool) -> SavedReport:
    """Show one's settings to all who may see reports, or no longer."""
    _refuse_others(saved, by, Action.REPORT_SETTING_SHARE)
    if saved.monthly_since is not None and not shared:
        raise Refusal("report-setting.is-monthly", Action.REPORT_SETTING_SHARE)
    saved.shared = shared
    current_deed().note(detail=f"shared={int(shared)}")
    return saved


@perform(Action.REPORT_SETTING_SCHEDULE)
def schedule_report_setting(saved: SavedReport, /, *, by: Actor, monthly: bool) -> SavedReport:
    """Have a report made by shared settings every month, or no longer: anybody's who may."""
    _refuse_gone(saved, by, Action.REPORT_SETTING_SCHEDULE)
    if not saved.shared:
        raise Refusal("report-setting.not-shared", Action.REPORT_SETTING_SCHEDULE)
    saved.monthly_since = clock.today() if monthly else None
    current_deed().note(detail=f"monthly={int(monthly)}")
    return saved


@perform(Action.REPORT_SETTING_REMOVE)
def remove_report_setting(saved: SavedReport, /, *, by: Actor) -> SavedReport:
    """Take one's settings away; monthly reports made by them stay for their time."""
    _refuse_others(saved, by, Action.REPORT_SETTING_REMOVE)
    saved.removed_at, saved.monthly_since = clock.now(), None
    return saved


@perform(Action.REPORT_MONTH_MAKE)
def make_report_month(saved: SavedReport, /, *, by: Actor, made: MadeMonth) -> ReportMonth:
    """Record a monthly report that was made. Raises Refusal when that month was made before."""
    if made.month in months_made(saved.id):
        raise Refusal("report-month.made", Action.REPORT_MONTH_MAKE)
    month = ReportMonth(
        saved_report_id=saved.id,
        month=made.month,
        rows=made.rows,
        sha256=made.sha256,
        file=made.file,
        made_at=clock.now(),
    )
    db.session.add(month)
    db.session.flush()
    told = f"report={saved.report};month={made.month:%Y-%m};rows={made.rows}"
    detail = f"{told};checkpoint={made.checkpoint};sha256={made.sha256}"
    current_deed().note(about=month, detail=detail)
    return month


@perform(Action.REPORT_MONTH_DROP)
def drop_report_month(month: ReportMonth, /, *, by: Actor) -> ReportMonth:
    """Record that the file of a monthly report goes: its time is over."""
    if month.removed_at is not None:
        raise Refusal("report-month.dropped", Action.REPORT_MONTH_DROP)
    month.removed_at = clock.now()
    current_deed().note(detail=f"month={month.month:%Y-%m}")
    return month


def _refuse_others(saved: SavedReport, by: Actor, action: Action) -> None:
    """Only whose settings they are. Raises Refusal, NotFound for what is not shared."""
    _refuse_gone(saved, by, action)
    if saved.owner_id != by.id:
        raise Refusal("report-setting.not-own", action)


def _refuse_gone(saved: SavedReport, by: Actor, action: Action) -> None:
    if not saved.is_open_to(by.id):
        raise NotFound
    if not saved.stands:
        raise Refusal("report-setting.removed", action)

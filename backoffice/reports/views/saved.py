"""Saved settings of reports: the list, saving, sharing, making monthly, removing."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.audit.refusals import Refusal, Stale
from backoffice.exports.names import names_in
from backoffice.exports.views.report_page import count_waiting
from backoffice.reports.addresses import address_of
from backoffice.reports.filters import Filters
from backoffice.reports.forms.disclosures import FilterForm
from backoffice.reports.forms.saved import SaveForm, StepForm
from backoffice.reports.monthly import days_of
from backoffice.reports.saved_view import address_text, in_words, lines_of
from backoffice.reports.views.disclosures import reports
from backoffice.reports.wording import heading
from backoffice.rules.actions import Action
from backoffice.saved_reports.actions import (
    NewSetting,
    remove_report_setting,
    save_report_setting,
    schedule_report_setting,
    share_report_setting,
)
from backoffice.saved_reports.models import SavedReport
from backoffice.saved_reports.queries import months_kept, setting_open_to, settings_open_to
from backoffice.web.gate import actor, may
from backoffice.web.language import current_language
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence

DISCLOSURES = "disclosures"
_DAYS = ("period", "from", "to")
_Deed = Callable[..., SavedReport]


@reports.page("/reports/saved", action=Action.REPORT_VIEW)
def saved() -> Response:
    """One's own settings, the shared ones, and the monthly reports that are kept (policy 9)."""
    names, today = names_in(current_language()), clock.today()
    found = settings_open_to(actor().id, DISCLOSURES)
    lines = lines_of(found, names, by_id=actor().id, today=today)
    return page(
        "reports/saved.html",
        title=_("Saved reports"),
        own=[line for line in lines if line.is_own],
        others=[line for line in lines if not line.is_own],
        waiting=count_waiting(),
        months=months_kept() if may(Action.REPORT_EXPORT) else [],
        heading=lambda month: heading(days_of(month), current_language()),
    )


@reports.page("/reports/saved/new", action=Action.REPORT_SETTING_SAVE, methods=["GET", "POST"])
def save() -> Response:
    """Keep the filters in the address under a name; the days of a preset move on."""
    names = names_in(current_language())
    question = FilterForm(request.args, names=names, today=clock.today())
    if not question.validate():
        return redirect(url_for("reports.disclosures", **_known_of(request.args)), 303)
    filters, form = question.filters, SaveForm()
    if form.validate_on_submit():
        facts = {"filters": address_text(filters), "language": current_language()}
        new = NewSetting(DISCLOSURES, form.name.data, shared=form.shared.data, **facts)
        try:
            save_report_setting(None, by=actor(), new=new)
        except Refusal as refused:
            form.fail("name", refusal_sentence(refused))
        else:
            flash(_("The settings are saved. They stand under “Saved reports”."), "success")
            return redirect(address_of(filters), 303)
    return page(
        "reports/save.html",
        title=_("Save these filters"),
        status=422 if form.errors else 200,
        form=form,
        here=url_for("reports.save", **filters.address),
        back=address_of(filters),
        asks=in_words(filters, names),
        days=heading(filters.period, current_language()),
        moves_on=filters.preset is not None,
    )


@reports.page(
    "/reports/saved/<int:ref>/share", action=Action.REPORT_SETTING_SHARE, methods=["GET", "POST"]
)
def share(ref: int) -> Response:
    """Show one's settings to all who may see reports, or no longer."""
    found = setting_open_to(actor().id, ref)
    if found.shared:
        title, meaning = _("Stop sharing"), _("Only you will see these settings.")
    else:
        title = _("Share with all")
        meaning = _("All who may see reports will find these settings in their list.")
    told: dict[str, Any] = {"shared": not found.shared}
    return _step(found, share_report_setting, told, title, meaning)


@reports.page(
    "/reports/saved/<int:ref>/monthly",
    action=Action.REPORT_SETTING_SCHEDULE,
    methods=["GET", "POST"],
)
def monthly(ref: int) -> Response:
    """Have a report made every month by shared settings, or no longer."""
    found = setting_open_to(actor().id, ref)
    if found.monthly_since:
        title = _("Stop the monthly report")
        meaning = _("No further month is made. The files made so far stay for their time.")
    else:
        title = _("Make it monthly")
        meaning = _(
            "On the first of each month an Excel file of the month before is made by these"
            " filters, without personal data. All who may take reports out find it here."
        )
    told: dict[str, Any] = {"monthly": found.monthly_since is None}
    return _step(found, schedule_report_setting, told, title, meaning)


@reports.page(
    "/reports/saved/<int:ref>/remove", action=Action.REPORT_SETTING_REMOVE, methods=["GET", "POST"]
)
def remove(ref: int) -> Response:
    """Take one's settings away."""
    found = setting_open_to(actor().id, ref)
    meaning = _("The settings go for everybody. Monthly reports made by them stay for their time.")
    return _step(found, remove_report_setting, {}, _("Remove the settings"), meaning)


def _known_of(asked: Mapping[str, str]) -> dict[str, Any]:
    """What the report can be asked; anything else in an address is nobody's question."""
    return {name: asked[name] for name in (*_DAYS, *Filters.narrowing) if name in asked}


def _step(
    found: SavedReport, deed: _Deed, told: dict[str, Any], title: str, meaning: str
) -> Response:
    """Ask, then do it; a refusal or a colleague who was quicker stands above the button."""
    form, status = StepForm(version=found.version), 200
    if form.validate_on_submit():
        try:
            deed(found, by=actor(), form_version=form.drawn_from, **told)
        except Refusal as refused:
            form.refuse(refusal_sentence(refused))
            status = 409 if isinstance(refused, Stale) else 422
            form.form_version.data = str(found.version)
        else:
            flash(_("Done: %(what)s.", what=title), "success")
            return redirect(url_for("reports.saved"), 303)
    return page(
        "reports/step.html",
        title=title,
        status=status,
        form=form,
        saved=found,
        meaning=meaning,
    )

"""Which cases an incident concerns: by number, by what the log knows; taking some out (2.20)."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from backoffice.accounts.queries import all_staff
from backoffice.audit.refusals import Refusal, WrongState
from backoffice.incidents.actions import add_incident_cases, drop_incident_cases
from backoffice.incidents.concerned import Named, found_by, named, numbers_of
from backoffice.incidents.forms import NumbersForm, SearchForm
from backoffice.incidents.models import Incident
from backoffice.incidents.queries import listed_appeals
from backoffice.incidents.views.gate import incident_for, incidents
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.incidents import CaseSource
from backoffice.third_parties.queries import all_third_parties
from backoffice.web.forms import is_submit
from backoffice.web.gate import actor
from backoffice.web.labels.incidents import CASE_SOURCES
from backoffice.web.language import name_of
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence

SOURCES = {source: word for source, word in CASE_SOURCES.items() if source != CaseSource.NUMBERS}
_SOME = 20


@incidents.page(
    "/incidents/<int:ref>/cases", action=Action.INCIDENT_CASE_ADD, methods=["GET", "POST"]
)
def add(ref: int) -> Response:
    """List cases by number; what is no number of ours is named, and nothing is lost."""
    incident, form = incident_for(ref, Action.INCIDENT_CASE_ADD), NumbersForm()
    if not is_submit() or not form.validate():
        return _ask_numbers(incident, form, Action.INCIDENT_CASE_ADD)
    known = named(form.numbers.data)
    if not _all_known(form, known):
        return _ask_numbers(incident, form, Action.INCIDENT_CASE_ADD)
    ids, source = known.appeal_ids, CaseSource.NUMBERS
    try:
        number = add_incident_cases(incident, by=actor(), appeal_ids=ids, source=source)
    except Refusal as refused:
        _put_beside(form, "numbers", refused)
        return _ask_numbers(incident, form, Action.INCIDENT_CASE_ADD)
    return _added(ref, number)


@incidents.page(
    "/incidents/<int:ref>/cases/drop", action=Action.INCIDENT_CASE_DROP, methods=["GET", "POST"]
)
def drop(ref: int) -> Response:
    """Take out cases that were listed by mistake."""
    incident, form = incident_for(ref, Action.INCIDENT_CASE_DROP), NumbersForm()
    if not is_submit() or not form.validate():
        return _ask_numbers(incident, form, Action.INCIDENT_CASE_DROP)
    known = named(form.numbers.data)
    if not _all_known(form, known):
        return _ask_numbers(incident, form, Action.INCIDENT_CASE_DROP)
    try:
        number = drop_incident_cases(incident, by=actor(), appeal_ids=known.appeal_ids)
    except Refusal as refused:
        _put_beside(form, "numbers", refused)
        return _ask_numbers(incident, form, Action.INCIDENT_CASE_DROP)
    flash(ngettext("%(num)d case taken out.", "%(num)d cases taken out.", number), "success")
    return redirect(url_for("incidents.show", ref=ref, _anchor="cases"), 303)


@incidents.page(
    "/incidents/<int:ref>/cases/find", action=Action.INCIDENT_CASE_ADD, methods=["GET", "POST"]
)
def find(ref: int) -> Response:
    """List cases by what the log and the register of transfers know: first seen, then added."""
    incident, form = incident_for(ref, Action.INCIDENT_CASE_ADD), SearchForm()
    staff = {str(person.id): person.display_name for person in all_staff()}
    parties = {str(party.id): name_of(party) for party in all_third_parties()}
    form.offer(SOURCES, staff, parties)
    if not is_submit() or not form.validate():
        return _ask_search(incident, form, None)
    found = found_by(form.search)
    if form.seen.data != _seen(form, found):
        return _ask_search(incident, form, found)
    told: Any = {"source": form.search.source, "told": form.search.told}
    try:
        number = add_incident_cases(incident, by=actor(), appeal_ids=found, **told)
    except Refusal as refused:
        _put_beside(form, "source", refused)
        return _ask_search(incident, form, found)
    return _added(ref, number)


def _added(ref: int, number: int) -> Response:
    flash(ngettext("%(num)d case added.", "%(num)d cases added.", number), "success")
    return redirect(url_for("incidents.show", ref=ref, _anchor="cases"), 303)


def _put_beside(form: NumbersForm | SearchForm, name: str, refused: Refusal) -> None:
    if refused.code != "incident.no-cases" and not isinstance(refused, WrongState):
        raise refused
    form.fail(name, refusal_sentence(refused))


def _all_known(form: NumbersForm, known: Named) -> bool:
    """Every number is one of ours; the others are named, a long list not to its end."""
    if known.unknown:
        shown, more = ", ".join(word[:40] for word in known.unknown[:_SOME]), ""
        if len(known.unknown) > _SOME:
            more = _("and %(number)s more", number=len(known.unknown) - _SOME)
        words = _("No appeal has these numbers: %(numbers)s", numbers=f"{shown} {more}".strip())
        form.fail("numbers", words)
    return not known.unknown


def _seen(form: SearchForm, found: list[int]) -> str:
    """What the page showed: another question, or other cases, are shown first."""
    return f"{form.search.told};{len(found)}"


def _ask_numbers(incident: Incident, form: NumbersForm, action: Action) -> Response:
    is_drop = action is Action.INCIDENT_CASE_DROP
    return page(
        "incidents/numbers.html",
        title=_("Take cases out") if is_drop else _("Add cases by number"),
        status=422 if form.errors else 200,
        form=form,
        incident=incident,
        is_drop=is_drop,
    )


def _ask_search(incident: Incident, form: SearchForm, found: list[int] | None) -> Response:
    if found is not None:
        form.seen.data = _seen(form, found)
    new = set(found or ()) - listed_appeals(incident.id)
    return page(
        "incidents/find.html",
        title=_("Find cases in the log"),
        status=422 if form.errors else 200,
        form=form,
        incident=incident,
        found=found,
        new=len(new),
        some=numbers_of(sorted(new)[:_SOME]),
    )

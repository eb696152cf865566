"""Pages of the audit log: reading it and watching it."""

from contextlib import nullcontext
from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice.accounts.queries import all_staff
from backoffice.audit.checkpoints import head_now
from backoffice.audit.door import witness
from backoffice.audit_log.filters import Filters, Place
from backoffice.audit_log.forms import MOST, LogForm
from backoffice.audit_log.lines import lines_of
from backoffice.audit_log.queries import count_entries, log_page
from backoffice.audit_log.tail import DETAIL, Skipped, is_written
from backoffice.audit_log.wording import counted, hour_in_words, looked_to, not_there
from backoffice.exports.presets import presets
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.people import Role
from backoffice.third_parties.queries import all_third_parties
from backoffice.web.forms import Form
from backoffice.web.gate import Gate, actor
from backoffice.web.labels.people import ROLES
from backoffice.web.language import name_of
from backoffice.web.pages import page

audit_log = Gate("audit_log", __name__)


@audit_log.page("/audit", action=Action.AUDIT_VIEW)
def index() -> Response:
    """Every action of everybody, newest first; the look itself is written down first."""
    third_parties = {party.code: name_of(party) for party in all_third_parties()}
    form = _form(third_parties)
    is_valid = form.validate()
    filters, place = (form.filters, form.place) if is_valid else (Filters(), Place())
    with witness(Action.AUDIT_VIEW, None, actor(), detail=_codes(filters, place)):
        found = log_page(filters, place)
        return page(
            "audit_log/index.html",
            title=_("Audit log"),
            status=200 if is_valid else 422,
            form=form,
            lines=lines_of(found.entries, third_parties),
            sought=form.number.data,
            not_there=not_there(form.number.data, found.entries) if is_valid else "",
            count=counted(count_entries(filters)),
            looked_to=looked_to(found),
            upwards=found.upwards,
            newer_href=_href(filters, found.newer),
            older_href=_href(filters, found.older),
            head=head_now().short,
            checkpoint_form=Form(),
            **_days(form, filters),
        )


@audit_log.page("/audit/tail", action=Action.AUDIT_VIEW)
def tail() -> Response:
    """The newest entries as they come; opening it is an entry, looking again by itself is none."""
    seen = request.args.get("seen", type=int)
    is_again = seen is not None
    g.looks_by_itself = is_again and "paused" not in request.args
    if g.looks_by_itself and seen == head_now().seq:
        return Response(status=204)
    rests = is_again and is_written(actor())
    with nullcontext() if rests else witness(Action.AUDIT_VIEW, None, actor(), detail=DETAIL):
        entries = log_page(Filters(), Place()).entries
        third_parties = {party.code: name_of(party) for party in all_third_parties()}
        return page(
            "audit_log/tail.html",
            title=_("Live tail of the log"),
            fragment="tail",
            lines=lines_of(entries, third_parties),
            newest=entries[0].seq,
            seen=seen or 0,
            skipped=_skipped().and_between(seen or 0, entries[-1].seq),
            is_paused=request.args.get("paused") == "y",
        )


def _skipped() -> Skipped:
    """What earlier looks of this page did not show; a spoilt number is none."""
    told = [request.args.get(name, 0, type=int) for name in ("after", "skipped")]
    return Skipped(*told) if all(0 < number <= MOST for number in told) else Skipped()


def _form(third_parties: dict[str, str]) -> LogForm:
    form = LogForm(request.args)
    people = {str(person.id): person.display_name for person in all_staff()}
    form.offer({**people, "0": ROLES[Role.SYSTEM]}, third_parties)
    return form


def _days(form: LogForm, filters: Filters) -> dict[str, Any]:
    """The row of presets and the hour a link asked for, each with what else was chosen."""
    dated = ("since", "until", "hour")
    kept = {name: code for name, code in filters.chosen.items() if name not in dated}
    return {
        "presets": presets(form.preset_shown, kept, of="audit_log.index"),
        "hour": hour_in_words(filters),
        "without_hour_href": url_for("audit_log.index", **kept),
    }


def _codes(filters: Filters, place: Place) -> str:
    """What was looked at, for the entry: codes and numbers only."""
    return ";".join(f"{name}={code}" for name, code in (filters.chosen | place.chosen).items())


def _href(filters: Filters, place: Place | None) -> str:
    return url_for("audit_log.index", **filters.chosen, **place.chosen) if place else ""

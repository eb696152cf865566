"""Pages of the audit log: reading it, and signing where it stands."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice.accounts.queries import all_staff
from backoffice.audit.checkpoints import head_now, write_checkpoint
from backoffice.audit.door import witness
from backoffice.audit_log.filters import Filters, Place
from backoffice.audit_log.forms import CheckpointForm, LogForm
from backoffice.audit_log.lines import lines_of
from backoffice.audit_log.queries import MOST_COUNTED, count_entries, log_page
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.people import Role
from backoffice.third_parties.queries import all_third_parties
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
            count=_bounded(count_entries(filters), filters),
            newer_href=_href(filters, found.newer),
            older_href=_href(filters, found.older),
            head=head_now().short,
            checkpoint_form=CheckpointForm(),
        )


@audit_log.page("/audit/checkpoint", action=Action.AUDIT_CHECKPOINT, methods=["POST"])
def checkpoint() -> Response:
    """Sign where the log stands, so that a later change of it is found (policy 2)."""
    signed = write_checkpoint(None, by=actor())
    flash(_("Checkpoint written: %(short)s", short=signed.short), "success")
    return redirect(url_for("audit_log.index"), 303)


def _form(third_parties: dict[str, str]) -> LogForm:
    form = LogForm(request.args)
    people = {str(person.id): person.display_name for person in all_staff()}
    form.offer({**people, "0": ROLES[Role.SYSTEM]}, third_parties)
    return form


def _codes(filters: Filters, place: Place) -> str:
    """What was looked at, for the entry: codes and numbers only."""
    return ";".join(f"{name}={code}" for name, code in (filters.chosen | place.chosen).items())


def _href(filters: Filters, place: Place | None) -> str:
    return url_for("audit_log.index", **filters.chosen, **place.chosen) if place else ""


def _bounded(count: int, filters: Filters) -> str:
    """A count as it is shown; nobody counts matches further than a thousand."""
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED and filters != Filters() else str(count)

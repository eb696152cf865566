"""Pages where administrators keep the accounts of their colleagues (policy 2)."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from backoffice.accounts import actions
from backoffice.accounts.forms import RoleForm, StaffForm
from backoffice.accounts.models import Staff
from backoffice.accounts.passwords import MAXIMUM, MINIMUM, first_password
from backoffice.accounts.queries import all_staff, staff_by_ref
from backoffice.accounts.views.own import account
from backoffice.audit.refusals import NotAllowed, Refusal, Stale
from backoffice.rules.actions import Action
from backoffice.web.gate import actor
from backoffice.web.labels.people import ROLES
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence


@account.page("/staff", action=Action.STAFF_LIST)
def staff() -> Response:
    """Everybody who has or had an account."""
    return page("account/staff.html", title=_("Staff"), people=all_staff(), roles=ROLES)


@account.page("/staff/new", action=Action.STAFF_CREATE, methods=["GET", "POST"])
def staff_new() -> Response:
    """Give a colleague an account; its first password is shown once, on the answer."""
    form = StaffForm()
    if not form.validate_on_submit():
        return _new_page(form, 422 if form.is_submitted() else 200)
    password = form.password.data or first_password()
    try:
        person = actions.create_staff(
            None,
            by=actor(),
            username=form.username.data,
            display_name=form.display_name.data,
            role=form.role.data,
            password=password,
        )
    except NotAllowed:
        raise
    except Refusal as refused:
        form.fail("username", refusal_sentence(refused))
        return _new_page(form, 422)
    return _first_password_page(person, password)


def _new_page(form: StaffForm, status: int) -> Response:
    return page(
        "account/staff_new.html",
        title=_("New account"),
        status=status,
        form=form,
        minimum=MINIMUM,
        maximum=MAXIMUM,
    )


def _first_password_page(person: Staff, password: str) -> Response:
    return page(
        "account/first_password.html",
        title=_("First password"),
        person=person,
        password=password,
        role=ROLES[person.role],
    )


@account.page("/staff/<int:ref>", action=Action.STAFF_CHANGE_ROLE, methods=["GET", "POST"])
def staff_edit(ref: int) -> Response:
    """One account: each change has a form and a button of its own."""
    person = staff_by_ref(ref)
    form = RoleForm(version=person.version, role=person.role)
    if request.method == "GET":
        return _edit_page(form, person, 200)
    deed = DEEDS.get(request.form.get("deed", ""))
    if deed is None:
        raise BadRequest
    if deed is _change_role and not form.validate():
        return _edit_page(form, person, 422)
    try:
        return deed(person, form)
    except NotAllowed:
        raise
    except Refusal as refused:
        return _refused_page(staff_by_ref(ref), form, refused)


def _edit_page(form: RoleForm, person: Staff, status: int) -> Response:
    return page(
        "account/staff_edit.html",
        title=person.display_name,
        status=status,
        form=form,
        person=person,
        role=ROLES[person.role],
        is_self=person.id == actor().id,
    )


def _refused_page(person: Staff, form: RoleForm, refused: Refusal) -> Response:
    """The page again, with the reason on top; after a clash it is drawn from the new state."""
    form.form_errors.append(refusal_sentence(refused))
    if isinstance(refused, Stale):
        form.form_version.data = str(person.version)
    return _edit_page(form, person, 409)


def _disable(person: Staff, form: RoleForm) -> Response:
    actions.disable_staff(person, by=actor(), form_version=form.drawn_from)
    return _done(person, _("The account was disabled and its sessions have ended."))


def _enable(person: Staff, form: RoleForm) -> Response:
    actions.enable_staff(person, by=actor(), form_version=form.drawn_from)
    return _done(person, _("The account was enabled."))


def _change_role(person: Staff, form: RoleForm) -> Response:
    actions.change_role(person, by=actor(), role=form.role.data, form_version=form.drawn_from)
    return _done(person, _("The role was changed. It holds from the next page on."))


def _reset_password(person: Staff, form: RoleForm) -> Response:
    password = first_password()
    actions.reset_password(person, by=actor(), password=password, form_version=form.drawn_from)
    return _first_password_page(person, password)


def _done(person: Staff, sentence: str) -> Response:
    flash(sentence, "success")
    return redirect(url_for("account.staff_edit", ref=person.id), 303)


DEEDS: dict[str, Callable[[Staff, Any], Response]] = {
    "disable": _disable,
    "enable": _enable,
    "role": _change_role,
    "reset": _reset_password,
}

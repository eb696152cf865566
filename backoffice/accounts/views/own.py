"""Signing in and out, one's own settings, the language, and the way home."""

from datetime import timedelta

from flask import flash, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.accounts import actions
from backoffice.accounts.devices import remember_here, this_device
from backoffice.accounts.forms import LanguageForm, PasswordForm, SignInForm, language_or_none
from backoffice.accounts.models import Staff
from backoffice.accounts.passwords import MAXIMUM, MINIMUM
from backoffice.accounts.places import home_of, local_path
from backoffice.accounts.sessions import other_browsers, this_session
from backoffice.accounts.signing_in import TooManyGuesses, WrongSignIn, sign_in_with
from backoffice.accounts.throttle import admit, counters_of_present, forgive
from backoffice.audit.door import record_refusal
from backoffice.rules.actions import Action
from backoffice.rules.permissions import opens_personal_data
from backoffice.rules.vocabulary.people import Role
from backoffice.web.errors import form_expired
from backoffice.web.gate import Gate, actor
from backoffice.web.language import show_date
from backoffice.web.pages import page
from backoffice.web.refusal_words import REFUSALS

account = Gate("account", __name__)
UNDERTAKING_SOON = timedelta(days=30)


@account.page("/", action=Action.ACCOUNT_SETTINGS)
def home() -> Response:
    """Lead everybody to the page their work begins on."""
    return redirect(home_of(actor()), 303)


@account.page("/sign-in", public="who signs in is not known yet", methods=["GET", "POST"])
def sign_in() -> Response:
    """The door for staff: one message for every wrong guess."""
    if request.method == "GET" and current_user.is_authenticated:
        return redirect(url_for("account.home"), 303)
    form = SignInForm()
    if not form.validate_on_submit():
        return _sign_in_page(form, 422 if form.is_submitted() else 200)
    try:
        person = sign_in_with(
            form.username.data,
            form.password.data,
            address=request.remote_addr or "",
            device=this_device(),
        )
    except WrongSignIn:
        form.form_errors.append(_("The user name or the password is wrong."))
        return _sign_in_page(form, 422)
    except TooManyGuesses as many:
        form.form_errors.append(
            _("Too many attempts. Try again in %(seconds)s s.", seconds=many.seconds)
        )
        return _sign_in_page(form, 429, wait=many.seconds)
    return _open_session(person)


def _open_session(person: Staff) -> Response:
    """A new key and nothing of what the browser's session held before (fixation)."""
    target = local_path(request.form.get("next") or request.args.get("next"))
    chosen = session.get("language") if session.get("language_chosen") else None
    session.clear()
    login_user(person)
    this_session().renew()
    if chosen and chosen != person.language:
        actions.set_language(person, by=person, language=chosen)
    _remind_of_undertaking(person)
    answer = redirect(target, 303)
    remember_here(answer, person.username)
    return answer


def _remind_of_undertaking(person: Staff) -> None:
    """Once a year it is to be signed anew: told from 30 days before, at each sign-in (2.6)."""
    until = person.undertaken_until
    if not opens_personal_data(Role(person.role)) or not person.has_undertaken or until is None:
        return
    if until <= clock.today() + UNDERTAKING_SOON:
        told = _(
            "A confidentiality undertaking must be signed by %(day)s: after that day "
            "personal data is closed to you.",
            day=show_date(until),
        )
        flash(told, "warning")


def _sign_in_page(form: SignInForm, status: int, *, wait: int = 0) -> Response:
    asked = request.form.get("next") or request.args.get("next") or ""
    answer = page("account/sign_in.html", title=_("Sign in"), status=status, form=form, next=asked)
    if wait:
        answer.headers["Retry-After"] = str(wait)
    return answer


@account.page("/sign-out", action=Action.ACCOUNT_SIGN_OUT, methods=["POST"])
def sign_out() -> Response:
    """End this session; the sign-in page goes on in the person's language."""
    language = current_user.language
    actions.sign_out(me(), by=actor())
    logout_user()
    session["language"] = language
    session.pop("language_chosen", None)
    flash(_("You have signed out."), "success")
    return redirect(url_for("account.sign_in"), 303)


@account.page("/account", action=Action.ACCOUNT_SETTINGS, methods=["GET", "POST"])
def settings() -> Response:
    """One's own account: password, other browsers, language."""
    if request.form.get("deed") == "sessions":
        return _end_others()
    form = PasswordForm()
    if not form.is_submitted():
        return _settings_page(form, 200)
    counters = counters_of_present(me().id)
    if wait := admit(counters):
        return _wait_page(form, wait)
    if not form.validate():
        if form.old.data and form.old.errors:
            record_refusal(Action.ACCOUNT_CHANGE_PASSWORD, actor(), "sign-in.wrong", about=me())
        return _settings_page(form, 422)
    forgive(counters)
    actions.change_password(me(), by=actor(), password=form.new.data, keep_key=this_session().key)
    this_session().renew()
    flash(_("The password was changed. Other browsers were signed out."), "success")
    return redirect(url_for("account.home"), 303)


def _wait_page(form: PasswordForm, wait: int) -> Response:
    form.form_errors.append(_("Too many attempts. Try again in %(seconds)s s.", seconds=wait))
    answer = _settings_page(form, 429)
    answer.headers["Retry-After"] = str(wait)
    return answer


def _end_others() -> Response:
    actions.end_other_sessions(me(), by=actor(), keep_key=this_session().key)
    flash(_("Other browsers were signed out."), "success")
    return redirect(url_for("account.settings"), 303)


def _settings_page(form: PasswordForm, status: int) -> Response:
    return page(
        "account/settings.html",
        title=_("My settings"),
        status=status,
        form=form,
        language_form=LanguageForm(formdata=None, language=me().language),
        others=other_browsers(me().id),
        needs_undertaking=opens_personal_data(Role(me().role)),
        refusal_of_undertaking=REFUSALS["permission.no-undertaking"],
        minimum=MINIMUM,
        maximum=MAXIMUM,
    )


@account.page(
    "/account/language", public="the sign-in page speaks three languages", methods=["POST"]
)
def choose_language() -> Response:
    """Speak another language, from the next page on."""
    code = language_or_none(request.form.get("language"))
    if code is not None:
        session["language"] = code
        session["language_chosen"] = True  # and not what somebody else left at this computer
        if current_user.is_authenticated and current_user.language != code:
            actions.set_language(me(), by=actor(), language=code)
    return redirect(local_path(request.form.get("next")), 303)


@account.errorhandler(CSRFError)
def sign_in_again(problem: CSRFError) -> Response:
    """A sign-in page left open overnight is no fault of the person: show a fresh one."""
    if current_user.is_authenticated:
        return form_expired(problem)
    flash(_("This page had been open for too long. Sign in again."), "warning")
    return redirect(url_for("account.sign_in"), 303)


def me() -> Staff:
    """The member of staff of this request, as a row."""
    person: Staff = current_user._get_current_object()
    return person

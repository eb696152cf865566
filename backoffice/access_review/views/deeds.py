"""Changing a rule, and saying that a flag was looked at."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.access_review.actions import change_reading_rule, review_reading_flag
from backoffice.access_review.forms.deeds import LookForm, RuleForm
from backoffice.access_review.queries import Flag, flags_in
from backoffice.access_review.rule_book import RuleInForce, changes_of, row_of, rule_by_code
from backoffice.access_review.views.unusual import access_review
from backoffice.access_review.wording import flag_lines, rule_in_words
from backoffice.accounts.queries import names_of
from backoffice.audit.door import witness
from backoffice.audit.refusals import NotAllowed, Refusal, Stale
from backoffice.exports.hours import hour_asked, hour_told
from backoffice.exports.period import Period
from backoffice.rules.actions import Action
from backoffice.rules.vocabulary.access_review import Finding, FindingReason
from backoffice.web.forms import is_submit
from backoffice.web.gate import actor
from backoffice.web.labels.access_review import READING_RULES
from backoffice.web.pages import page
from backoffice.web.refusal_words import refusal_sentence

_MOST = 2**31 - 1  # numbers of staff are no larger
_BESIDE = {"reading-rule.hours": "closes", "reading-rule.per": "per"}


@access_review.page(
    "/audit/unusual/rules/<code>", action=Action.READING_RULE_CHANGE, methods=["GET", "POST"]
)
def rule(code: str) -> Response:
    """Change one rule; what it was, who changed it and when stay beside it."""
    held = rule_by_code(code)
    form = RuleForm(held)
    if not is_submit() or not form.validate():
        return _show_rule(form, held, status=422 if is_submit() else 200)
    try:
        change_reading_rule(held, by=actor(), row=form.row(), drawn_from=form.drawn_from)
    except Stale:
        newer = rule_by_code(code)
        form.form_version.data = str(newer.version)
        return _show_rule(form, newer, status=409)
    except NotAllowed:
        raise
    except Refusal as refused:
        form.fail(_BESIDE.get(refused.code, "most"), refusal_sentence(refused))
        return _show_rule(form, held, status=422)
    flash(_("The rule “%(name)s” is changed.", name=READING_RULES[held.code]), "success")
    return redirect(url_for("access_review.unusual", _anchor="rules"), 303)


@access_review.page(
    "/audit/unusual/look", action=Action.READING_FLAG_REVIEW, methods=["GET", "POST"]
)
def look() -> Response:
    """Say of one flag that somebody looked at it, so that it does not come back unseen."""
    flag = _flag_asked()
    if flag is None:
        flash(_("The rules no longer find this flag."), "warning")
        return redirect(url_for("access_review.unusual"), 303)
    form = LookForm(version=flag.entries)
    if not is_submit() or not form.validate():
        return _show_flag(form, flag, status=422 if is_submit() else 200)
    finding, reason = Finding(form.finding.data), FindingReason(form.reason.data)
    told: dict[str, Any] = {"finding": finding, "reason": reason, "drawn_from": form.drawn_from}
    try:
        review_reading_flag(flag, by=actor(), **told)
    except Stale:
        form.form_version.data = str(flag.entries)
        return _show_flag(form, flag, status=409)
    except NotAllowed:
        raise
    except Refusal as refused:
        form.fail("reason", refusal_sentence(refused))
        return _show_flag(form, flag, status=422)
    flash(_("It is recorded that the flag was looked at."), "success")
    day = clock.local(flag.begins).date().isoformat()
    days: dict[str, Any] = {"from": day, "to": day}
    return redirect(url_for("access_review.unusual", **days), 303)


def _flag_asked() -> Flag | None:
    """The flag an address names, counted anew; none when a changed rule finds it no more."""
    code, person = request.args.get("code", ""), request.args.get("person", 0, type=int)
    try:
        begins = hour_asked(request.args.get("begins", ""))
    except ValueError:
        return None
    if not 0 < person <= _MOST:
        return None
    for flag in flags_in(Period(begins.date(), begins.date()), staff_id=person):
        if (flag.code, flag.begins) == (code, begins):
            return flag
    return None


def _show_rule(form: RuleForm, held: RuleInForce, *, status: int) -> Response:
    changes = changes_of(held.code)
    return page(
        "access_review/rule.html",
        title=READING_RULES[held.code],
        status=status,
        form=form,
        sentence=rule_in_words(held.code, held.row),
        changes=[(row, rule_in_words(held.code, row_of(row))) for row in changes],
        is_clash=status == 409,
        staff=names_of({row.by_id for row in changes}),
    )


def _show_flag(form: LookForm, flag: Flag, *, status: int) -> Response:
    """What one flag tells; it is read from the log, so each look is an entry too."""
    told = f"page=look;code={flag.code};person={flag.staff_id};begins={hour_told(flag.begins)}"
    with witness(Action.AUDIT_VIEW, None, actor(), detail=told):
        return page(
            "access_review/look.html",
            title=_("Look at a flag"),
            status=status,
            form=form,
            line=flag_lines([flag])[0],
            is_clash=status == 409,
        )

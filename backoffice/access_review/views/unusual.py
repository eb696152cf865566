"""The page of unusual reading: the flags of a period and the rules that found them."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.access_review.filters import UnusualQuestion
from backoffice.access_review.forms.questions import UnusualForm
from backoffice.access_review.queries import MOST_FLAGS, flags_in
from backoffice.access_review.rule_book import rules_in_force
from backoffice.access_review.wording import FlagLine, flag_lines, rule_in_words
from backoffice.audit.door import witness
from backoffice.exports.names import names_in
from backoffice.exports.presets import presets
from backoffice.rules.actions import Action
from backoffice.web.gate import Gate, actor
from backoffice.web.labels.access_review import READING_RULES
from backoffice.web.language import current_language
from backoffice.web.pages import page

access_review = Gate("access_review", __name__)
_HERE = "access_review.unusual"


@access_review.page("/audit/unusual", action=Action.AUDIT_VIEW)
def unusual() -> Response:
    """What the rules find in the log; a question to people, and nothing is done to anybody."""
    names = names_in(current_language())
    form = UnusualForm(request.args, names=names, today=clock.today())
    is_valid = form.validate()
    detail = detail_of("unusual", form.filters) if is_valid else "page=unusual"
    with witness(Action.AUDIT_VIEW, None, actor(), detail=detail):
        return page(
            "access_review/unusual.html",
            title=_("Unusual reading"),
            status=200 if is_valid else 422,
            question=form,
            presets=presets(form.preset_shown, form.narrowed, of=_HERE),
            view=_view(form.filters) if is_valid else None,
            rules=[
                (rule, READING_RULES[rule.code], rule_in_words(rule.code, rule.row))
                for rule in rules_in_force()
            ],
            most=MOST_FLAGS,
        )


def detail_of(name: str, filters: Any) -> str:
    """What was looked at, for the entry: codes and numbers only."""
    told = {"page": name, **filters.settled}
    return ";".join(f"{part}={code}" for part, code in told.items())


def _view(filters: UnusualQuestion) -> dict[str, Any]:
    person = int(filters.person) if filters.person else None
    found = flags_in(filters.period, staff_id=person)
    shown = [flag for flag in found if flag.is_open or not filters.show]
    lines: list[FlagLine] = flag_lines(shown)
    return {
        "here": "",
        "chosen": [],
        "lines": lines,
        "open": sum(flag.is_open for flag in found),
        "all": len(found),
    }

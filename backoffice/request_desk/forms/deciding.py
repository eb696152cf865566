"""A decision on a request, and handing an extract over (law 25)."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.validators import Length

from backoffice.request_desk.forms.boxes import LONGEST, TOO_LONG, Mendable
from backoffice.request_desk.wording import reason_words
from backoffice.rules.subject_requests import refusals_for
from backoffice.subject_requests.models import SubjectRequest
from backoffice.web.forms import OneOf, choices
from backoffice.web.labels.appeals import CHANNELS
from backoffice.web.labels.requests import REQUEST_OUTCOMES


class DecisionForm(Mendable):
    """What is decided, on which grounds, in which words (law 25)."""

    outcome = RadioField(
        _l("Decision"), [OneOf(REQUEST_OUTCOMES)], choices=lambda: choices(REQUEST_OUTCOMES)
    )
    reasons = SelectMultipleField(_l("Reasons of the refusal"), validate_choice=False)
    words = TextAreaField(
        _l("Words to the person"),
        [Length(max=LONGEST, message=TOO_LONG)],
        render_kw={"rows": 4},
    )

    def __init__(self, request: SubjectRequest, **more: Any) -> None:
        super().__init__(version=request.version, **more)
        self.reasons.choices = [
            (str(reason), reason_words(reason)) for reason in refusals_for(request.kind)
        ]
        if request.appeal_id is None:
            del self.words  # nothing about a person is kept where nothing is held

    def told(self) -> dict[str, Any]:
        """What the form tells the action, by the names of its arguments."""
        words = {"words": self.words.data or ""} if self.words else {}
        return {"outcome": self.outcome.data, "reasons": self.reasons.data or [], **words}


class HandOverForm(Mendable):
    """By which way the extract went to the person."""

    channel = SelectField(
        _l("How it was handed over"), [OneOf(CHANNELS)], choices=lambda: choices(CHANNELS)
    )

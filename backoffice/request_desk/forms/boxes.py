"""What the forms of requests share: a refusal told beside its box, how a request came."""

from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    SelectField,
    StringField,
)
from wtforms.validators import DataRequired, Length

from backoffice import clock
from backoffice.audit.refusals import Refusal
from backoffice.rules.vocabulary.requests import RequestKind
from backoffice.subject_requests.actions import NewRequest
from backoffice.web.forms import Form, OneOf, choices, no_personal_data
from backoffice.web.labels.appeals import CHANNELS
from backoffice.web.refusal_words import refusal_sentence

DAYS = ["%Y-%m-%d", "%d.%m.%Y"]
TOO_LONG = _l("This is too long.")
LONGEST = 2000
# Beside which box a refusal is told that the person can mend there.
BESIDE = {
    "request.future": "received_on",
    "request.too-early": "received_on",
    "request.not-theirs": "asker",
    "request.no-demand": "reference",
    "request.no-authority": "document_kind",
    "request.no-field": "about",
    "request.no-value": "proposed",
    "request.no-evidence": "evidence",
    "request.done": "outcome",
    "request.not-proved": "outcome",
    "request.no-extract": "channel",
    "request.no-reason": "reasons",
    "request.needless-reason": "reasons",
    "request.other-reason": "reasons",
    "request.nothing-held": "outcome",
    "retention.emptied": "words",
}


class Mendable(Form):
    """A form that tells a refusal beside the box where it can be mended."""

    def tell_beside(self, refused: Refusal) -> None:
        """Put the refusal beside its box. Raises it again when it cannot be mended."""
        name = BESIDE.get(refused.code, "")
        if name not in self:
            raise refused
        self.fail(name, refusal_sentence(refused))


class BareForm(Mendable):
    """How and when a request came: all that is kept when nothing is held about the person."""

    channel = SelectField(_l("By which way"), [OneOf(CHANNELS)], choices=lambda: choices(CHANNELS))
    received_on = DateField(
        _l("Received on"), [DataRequired(_l("Write the date as 23.11.2026."))], format=DAYS
    )
    reference = StringField(
        _l("Incoming document"), [Length(max=60, message=TOO_LONG), no_personal_data]
    )

    def draw_today(self, channel: str = "") -> None:
        """Offer today, and the way the appeal came by."""
        self.received_on.data = clock.today()
        self.channel.data = channel or self.channel.data

    @property
    def bare(self) -> NewRequest:
        """A request for access of somebody about whom nothing is held."""
        told = (self.received_on.data, self.channel.data)
        return NewRequest(RequestKind.ACCESS, *told, reference=self.reference.data or "")

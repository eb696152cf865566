"""What is typed to record an objection or to lift one."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from backoffice.objections.wording import OBJECTS
from backoffice.rules.names import sort_key
from backoffice.rules.vocabulary.appeals import FORM_OF_CHANNEL, AppealForm, Channel
from backoffice.rules.vocabulary.consent import ObjectionReason
from backoffice.rules.vocabulary.requests import Asker
from backoffice.subject_requests.models import SubjectRequest
from backoffice.third_parties.queries import all_third_parties
from backoffice.web.forms import Form, OneOf, choices
from backoffice.web.labels.consent import OBJECTION_REASONS
from backoffice.web.language import name_of


class LiftForm(Form):
    """On what word an objection is lifted."""

    reason = SelectField(
        _l("Reason"),
        [OneOf(OBJECTION_REASONS)],
        choices=lambda: choices(OBJECTION_REASONS, first=_l("Choose a reason")),
        validate_choice=False,
    )


class ObjectionForm(LiftForm):
    """What is not to be given, and to whom."""

    what = SelectField(
        _l("What is not to be given"),
        [OneOf(OBJECTS)],
        choices=lambda: choices(OBJECTS, first=_l("Choose")),
        validate_choice=False,
    )
    recipient = SelectField(_l("To whom"), validate_choice=False)

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.parties = {party.code: party for party in all_third_parties()}
        named = sorted(
            ((code, name_of(party)) for code, party in self.parties.items()),
            key=lambda row: sort_key(row[1]),
        )
        self.recipient.choices = [("", _l("To no third party")), *named]

    def draw_from(self, order: SubjectRequest) -> None:
        """Fill in what a request says: what, to whom, on whose word."""
        is_spoken = FORM_OF_CHANNEL[Channel(order.channel)] is AppealForm.ORAL
        by_person = ObjectionReason.SAID if is_spoken else ObjectionReason.WRITTEN
        by_other = order.asker == Asker.REPRESENTATIVE
        self.reason.data = ObjectionReason.BY_REPRESENTATIVE if by_other else by_person
        self.what.data = order.field
        self.recipient.data = order.third_party.code if order.third_party else ""

    def told(self) -> dict[str, Any]:
        """What the form tells the action, by the names of its arguments."""
        party = self.parties.get(self.recipient.data or "")
        return {"field": self.what.data, "third_party": party, "reason": self.reason.data}

    def validate_recipient(self, field: SelectField) -> None:
        """One of the register, or nobody at all."""
        OneOf(["", *self.parties])(self, field)

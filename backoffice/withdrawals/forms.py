"""The shape of a withdrawal as it is typed, and of the step that confirms it."""

from datetime import datetime, time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, Length
from wtforms.validators import Optional as MayBeEmpty

from backoffice import clock
from backoffice.appeals.models import Appeal
from backoffice.audit.refusals import Refusal
from backoffice.rules.vocabulary.consent import WithdrawalOutcome
from backoffice.rules.vocabulary.people import Party
from backoffice.subject_requests.carrying import UNDER_A_REQUEST
from backoffice.subject_requests.models import SubjectRequest
from backoffice.web.forms import MomentForm, OneOf, choices
from backoffice.web.labels.appeals import CHANNELS
from backoffice.web.labels.consent import WITHDRAWAL_OUTCOMES
from backoffice.web.labels.people import PARTIES
from backoffice.web.refusal_words import refusal_sentence
from backoffice.withdrawals.actions import Follows, Said

# Beside which box a refusal is told that the person can mend there.
BESIDE = {
    **dict.fromkeys(UNDER_A_REQUEST, "party"),
    "withdrawal.future": "at",
    "withdrawal.too-early": "at",
    "withdrawal.no-evidence": "evidence",
    "withdrawal.no-authority": "party",
    "withdrawal.no-duty": "article",
    "withdrawal.keep-past": "keep_until",
}
CONFIRMING = "confirm"
NOON = time(12)  # of a day of receipt whose hour nobody wrote down


class WithdrawalForm(MomentForm):
    """Who withdrew, when, by which way and with what proof; what follows (policy 7; 2.3)."""

    party = RadioField(_l("Who withdrew it"), default=Party.APPLICANT, validate_choice=False)
    channel = SelectField(_l("By which way"), [OneOf(CHANNELS)], choices=lambda: choices(CHANNELS))
    evidence = StringField(
        _l("Evidence"),
        [
            DataRequired(_l("A withdrawal needs evidence: a call, a message or a sheet.")),
            Length(max=200),
        ],
        render_kw={"autocomplete": "off", "maxlength": 200},
    )
    outcome = RadioField(
        _l("What follows"),
        choices=lambda: choices(WITHDRAWAL_OUTCOMES),
        default=WithdrawalOutcome.DESTRUCTION,
    )
    article = StringField(_l("Article"), [Length(max=60)], render_kw={"maxlength": 60})
    act = StringField(_l("Act"), [Length(max=120)], render_kw={"maxlength": 120})
    keep_until = DateField(_l("Kept until"), [MayBeEmpty()], format=["%Y-%m-%d", "%d.%m.%Y"])
    step = HiddenField()
    understood = BooleanField(_l("I looked at what follows, and it is right"))

    def __init__(self, appeal: Appeal, order: SubjectRequest | None = None, **more: Any) -> None:
        super().__init__(version=appeal.version, **more)
        speaks = appeal.representative or (order and order.document_kind)
        parties = [Party.APPLICANT] + [Party.REPRESENTATIVE] * bool(speaks)
        self.party.choices = [(str(one), PARTIES[one]) for one in parties]

    def draw_from(self, order: SubjectRequest, evidence: str) -> None:
        """Fill in what the request says: who, by which way, when, with what evidence."""
        self.party.data, self.channel.data = order.asker, order.channel
        self.evidence.data = evidence
        moment = clock.local(order.recorded_at)
        if moment.date() != order.received_on:
            moment = datetime.combine(order.received_on, NOON, clock.ALMATY)
        self.at.data = moment.replace(tzinfo=None)

    def validate_party(self, party: RadioField) -> None:
        """One of the people of the appeal."""
        OneOf(code for code, _label in party.choices)(self, party)

    @property
    def said(self) -> Said:
        """What is known of the withdrawal."""
        told = (self.channel.data, self.party.data, self.evidence.data or "")
        return Said(self.moment, *told)

    @property
    def follows(self) -> Follows:
        """What follows; article and act go with a duty only."""
        if self.outcome.data != WithdrawalOutcome.LEGAL_DUTY:
            return Follows(self.outcome.data)
        told = (self.article.data or "", self.act.data or "")
        return Follows(self.outcome.data, *told, self.keep_until.data)

    @property
    def is_last_step(self) -> bool:
        """Whether it comes from the page that names what follows."""
        return self.step.data == CONFIRMING

    def is_confirmed(self) -> bool:
        """Whether the tick was set on that page; tells it beside the tick when it was not."""
        if not self.understood.data:
            self.fail("understood", _("Tick that you looked at it."))
        return bool(self.understood.data)

    def tell_beside(self, refused: Refusal) -> None:
        """Put a refusal that can be mended beside its box. Raises it again when it cannot."""
        name = BESIDE.get(refused.code, "")
        if name not in self:
            raise refused
        self.fail(name, refusal_sentence(refused))

"""A change of a rule, and what is said of a flag."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField
from wtforms.validators import NumberRange

from backoffice.access_review.rule_book import RuleInForce
from backoffice.rules.access_review import COUNTS, SPANS, RuleRow
from backoffice.rules.vocabulary.access_review import Finding, FindingReason, Per
from backoffice.web.forms import Form, OneOf, choices
from backoffice.web.labels.access_review import FINDING_REASONS, FINDINGS, SPANS_OF_RULES

_HOUR = {"size": 4, "inputmode": "numeric"}
_HOURS = _l("Write a whole hour from 0 to 24.")


class RuleForm(Form):
    """From how many on, within how long, and whether the rule is asked at all."""

    is_on = BooleanField(_l("The rule is on"))
    most = IntegerField(
        _l("More than"),
        validators=[NumberRange(min=1, max=10_000, message=_l("Write a number from 1 to 10000."))],
        render_kw={"size": 6, "inputmode": "numeric"},
    )
    per = SelectField(_l("Within"))
    opens = IntegerField(
        _l("Working hours begin at"),
        validators=[NumberRange(min=0, max=23, message=_HOURS)],
        render_kw=_HOUR,
    )
    closes = IntegerField(
        _l("Working hours end at"),
        validators=[NumberRange(min=1, max=24, message=_HOURS)],
        render_kw=_HOUR,
    )

    def __init__(self, held: RuleInForce) -> None:
        super().__init__(version=held.version, obj=held.row)
        spans = {per: SPANS_OF_RULES[per] for per in SPANS[held.code]}
        self.per.choices = choices(spans)
        if not COUNTS[held.code].outside_hours:
            del self.opens, self.closes
        self._held = held

    def row(self) -> RuleRow:
        """What was typed, as the table of rules holds it."""
        kept = self._held.row
        hours = (self.opens.data, self.closes.data) if self.opens else (kept.opens, kept.closes)
        return RuleRow(self.is_on.data, self.most.data, Per(self.per.data), *hours)


class LookForm(Form):
    """What somebody who looked at the entries behind a flag says of it."""

    finding = SelectField(
        _l("The flag is"),
        choices=choices(FINDINGS, first=_l("choose")),
        default="",
        validate_choice=False,
        validators=[OneOf(Finding)],
    )
    reason = SelectField(
        _l("Reason"),
        choices=choices(FINDING_REASONS, first=_l("choose")),
        default="",
        validate_choice=False,
        validators=[OneOf(FindingReason)],
    )

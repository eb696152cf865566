"""The shape of what is typed: a rule of storage, a hold, a confirmation."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, Length, NumberRange
from wtforms.validators import Optional as MayBeEmpty

from backoffice.rules.retention import EVERY_CATEGORY, Key, RetentionRow
from backoffice.rules.vocabulary.retention import RetentionKind, RetentionOutcome
from backoffice.web.forms import Form, OneOf, choices
from backoffice.web.labels.retention import HOLD_REASONS, RETENTION_KINDS, RETENTION_OUTCOMES

COUNT = re.compile("[0-9]{1,9}")
LENGTH = _l("Write a number from 1 to 1200.")


class RuleForm(Form):
    """One rule of storage; `shown` says that the page with its effect was seen (R-5f.1)."""

    kind = SelectField(_l("How it was handled"), choices=lambda: choices(RETENTION_KINDS))
    category = SelectField(_l("Category"), validate_choice=False)
    months = IntegerField(
        _l("Kept after closing, months"),
        validators=[NumberRange(min=1, max=1200, message=LENGTH)],
    )
    outcome = SelectField(_l("Then"), choices=lambda: choices(RETENTION_OUTCOMES))
    follows = BooleanField(_l("This category follows the general rule again"))
    ground = StringField(_l("Legal ground"), validators=[Length(max=120)])
    source = StringField(_l("Source"), validators=[Length(max=120)])
    valid_from = DateField(_l("Holds from"), validators=[DataRequired(_l("Choose a day."))])
    shown = HiddenField()

    def name_categories(self, names: dict[str, str]) -> None:
        """The categories of the catalogue, and all of them first."""
        self.category.choices = choices(names, first=_l("every category"))

    def validate_category(self, category: SelectField) -> None:
        """One of the catalogue, or all of them."""
        OneOf(row.value for row in category.choices)(self, category)

    def validate(self, extra_validators: Any = None) -> bool:
        """A category that follows the general rule needs no length of its own."""
        if self.follows.data:
            self.months.process_errors, self.months.data = [], self.months.data or 1
        return bool(super().validate(extra_validators))

    @property
    def key(self) -> Key:
        """Which rule it is about."""
        return RetentionKind(self.kind.data), self.category.data or EVERY_CATEGORY

    def row(self) -> RetentionRow | None:
        """What was typed, as the table of rules holds it; None: the general rule again."""
        if self.follows.data:
            return None
        told = (self.ground.data or "", self.source.data or "")
        return RetentionRow(self.months.data, RetentionOutcome(self.outcome.data), *told)


class HoldForm(Form):
    """Why nothing of an appeal may be destroyed, by which act, until when (R-5f.3)."""

    reason = SelectField(
        _l("Reason"),
        [OneOf(HOLD_REASONS)],
        choices=lambda: choices(HOLD_REASONS, first=_l("Choose a reason")),
        validate_choice=False,
    )
    reference = StringField(
        _l("Number and date of the act"),
        [DataRequired(_l("Write the number of the act.")), Length(max=60)],
    )
    until = DateField(_l("Until"), [MayBeEmpty()])


class LiftForm(Form):
    """By which act a hold ends."""

    reference = StringField(
        _l("Number and date of the act"),
        [DataRequired(_l("Write the number of the act.")), Length(max=60)],
    )


class DeedForm(Form):
    """A step of an act, with the tick for what cannot be undone."""

    listed = HiddenField()
    understood = BooleanField(_l("I understand that it cannot be restored"))

    @property
    def count(self) -> int | None:
        """How many items the page named; None when it named none."""
        text = self.listed.data or ""
        return int(text) if COUNT.fullmatch(text) else None

    def is_confirmed(self) -> bool:
        """Whether the tick was set; tells it beside the tick when it was not."""
        if not self.understood.data:
            self.fail("understood", _("Tick that you understand it."))
        return bool(self.understood.data)

"""The shape of a draft of the policy, of a step of it, of a review and of a change of the law."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.validators import Optional as MayBeEmpty

from backoffice.policy.drafting import DraftFacts
from backoffice.policy.layout import tidy
from backoffice.policy.models import (
    LONGEST_BASIS,
    LONGEST_NOTE,
    LONGEST_ORDER,
    LawChange,
    PolicyDraft,
)
from backoffice.rules.vocabulary.people import Language
from backoffice.rules.vocabulary.policy_versions import ReviewOutcome
from backoffice.web.forms import Form, OneOf, choices
from backoffice.web.labels.policy_versions import REVIEW_OUTCOMES
from backoffice.web.language import show_date
from backoffice.web.refusal_words import REFUSALS

LONGEST_TEXT = 60_000
YEARLY = "annual"
TOO_LONG = _l("This is too long.")


def _line(label: Any, longest: int, *more: Any) -> StringField:
    return StringField(
        label,
        [*more, Length(max=longest, message=TOO_LONG)],
        filters=[lambda text: (text or "").strip()],
        render_kw={"maxlength": longest},
    )


def _text(label: Any) -> TextAreaField:
    return TextAreaField(
        label,
        [Length(max=LONGEST_TEXT, message=TOO_LONG)],
        filters=[lambda text: tidy(text or "")],
        render_kw={"rows": 18, "spellcheck": "true"},
    )


class DraftForm(Form):
    """A draft may be saved unfinished; proposing it asks for the whole (R-1.2)."""

    effective_from = DateField(_l("Comes into force on"), [MayBeEmpty()])
    order_no = _line(_l("Number of the order that approves it"), LONGEST_ORDER)
    legal_basis = _line(_l("Legal basis"), LONGEST_BASIS)
    text_kk = _text(_l("Text in Kazakh, which rules"))
    text_ru = _text(_l("Text in Russian"))
    text_en = _text(_l("Text in English"))

    def facts(self) -> DraftFacts:
        """What was typed, as the draft keeps it."""
        return DraftFacts(
            **{f"text_{code}": self[f"text_{code}"].data or "" for code in Language},
            order_no=self.order_no.data or "",
            legal_basis=self.legal_basis.data or "",
            effective_from=self.effective_from.data,
        )

    def changes(self) -> dict[str, Any]:
        """What editing takes, with the version the form was drawn from."""
        return {"facts": self.facts(), "form_version": self.drawn_from}

    def other_facts(self, stored: PolicyDraft) -> list[tuple[str, str]]:
        """Labels and stored values of the short facts that were typed otherwise."""
        typed = self.facts()
        return [
            (self[name].label.text, _in_words(getattr(stored, name)))
            for name in ("effective_from", "order_no", "legal_basis")
            if getattr(stored, name) != getattr(typed, name)
        ]


class StepForm(Form):
    """A step of a draft: nothing is typed, the version tells what was seen."""


class FinalStepForm(StepForm):
    """A step that cannot be taken back."""

    understood = BooleanField(
        _l("I know that this cannot be undone"),
        [InputRequired(_l("Tick that you know it."))],
    )


class ReviewForm(Form):
    """A review: what called for it, what it found (R-12.2)."""

    occasion = SelectField(_l("What calls for the review"), validate_choice=False)
    outcome = SelectField(
        _l("Outcome"),
        [OneOf(ReviewOutcome)],
        choices=lambda: choices(REVIEW_OUTCOMES, first=_l("Choose the outcome")),
        validate_choice=False,
    )
    note = _line(_l("Reference of a minute or a memo"), LONGEST_NOTE)

    def __init__(self, *, open_changes: Sequence[LawChange], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.changes = {str(change.id): change for change in open_changes}
        acts = {code: change.act_ref for code, change in self.changes.items()}
        self.occasion.choices = choices({YEARLY: _l("The yearly review"), **acts})

    def validate_occasion(self, field: SelectField) -> None:
        """The yearly review, or a change of the law that no review has answered meanwhile."""
        if field.data not in (YEARLY, *self.changes):
            raise ValidationError(REFUSALS["policy-review.answered"])


class LawChangeForm(Form):
    """A change of the law, by the reference of the act (R-12.2)."""

    act_ref = _line(
        _l("Act: name, date and number"),
        LONGEST_BASIS,
        DataRequired(_l("Write which act it is.")),
    )
    in_force_on = DateField(_l("In force from"), [InputRequired(_l("Write the day."))])


def _in_words(stored: Any) -> str:
    return (show_date(stored) if isinstance(stored, date) else stored) or "—"

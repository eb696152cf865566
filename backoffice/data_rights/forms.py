"""The shape of what is typed: the reason, the note, the new value, the confirmation."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import TextArea

from backoffice import clock
from backoffice.audit.refusals import Refusal
from backoffice.rules.checks import findings
from backoffice.rules.completeness import said_about
from backoffice.rules.fields import Field
from backoffice.subject_requests.carrying import UNDER_A_REQUEST
from backoffice.web.forms import Form, OneOf, choices
from backoffice.web.labels.completeness import DOUBT_ANSWERS, SAID_REASONS
from backoffice.web.labels.fields import FIELDS
from backoffice.web.labels.personal_values import RIGHTS_REASONS
from backoffice.web.refusal_words import FINDINGS, refusal_sentence

LONGEST_TEXT, LONGEST_LINE, LONGEST_NOTE = 4000, 200, 2000
LONG_FIELDS = frozenset(
    {
        Field.PROBLEM_TEXT,
        Field.DESCRIPTION,
        Field.NOTE,
        Field.ANSWER,
        Field.RECIPIENT_REPLY,
        Field.DISCLOSURE_REASON,
        Field.CONSENT_EVIDENCE,
    }
)
DAYS = ["%Y-%m-%d", "%d.%m.%Y"]
# Beside which box a refusal is told that the person can mend there.
BESIDE = {
    "value.same": "text",
    "value.empty": "text",
    "value.until-past": "until",
    "doubt.exists": "reason",
    "doubt.none": "reason",
    "doubt.reason": "reason",
    "value.exists": "kind",
    "field.not-collected": "kind",
    **dict.fromkeys(UNDER_A_REQUEST, "reason"),
}
TOO_LONG = _l("This is too long.")


class Day(DateField):
    """A day, as a browser sends it or as people here write it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as wrong:
            raise ValueError(_("Write the date as 23.11.2026.")) from wrong


class ReasonForm(Form):
    """Why it is done; every deed on personal data asks."""

    reason = SelectField(
        _l("Reason"),
        [OneOf(RIGHTS_REASONS)],
        choices=choices(RIGHTS_REASONS, first=_l("Choose a reason")),
        validate_choice=False,
    )
    note = TextAreaField(
        _l("Note"),
        [MayBeEmpty(), Length(max=LONGEST_NOTE, message=TOO_LONG)],
        render_kw={"rows": 3},
    )

    def told(self) -> dict[str, Any]:
        """What the form tells the action, by the names of its arguments."""
        note = {"note": self.note.data or ""} if self.note else {}
        return {"reason": self.reason.data, **note}

    def tell_beside(self, refused: Refusal) -> None:
        """Put a refusal that can be mended beside its box. Raises it again when it cannot."""
        name = BESIDE.get(refused.code, "")
        if name not in self:
            raise refused
        self.fail(name, refusal_sentence(refused))


class DoubtForm(ReasonForm):
    """Why a value may be wrong (policy 5.5)."""

    reason = SelectField(
        _l("Why it is doubtful"),
        [OneOf(SAID_REASONS)],
        validate_choice=False,
    )

    def __init__(self, *, field: str, **more: Any) -> None:
        super().__init__(**more)
        reasons = {reason: SAID_REASONS[reason] for reason in said_about(Field(field))}
        self.reason.choices = choices(reasons, first=_l("Choose a reason"))


class ConfirmForm(ReasonForm):
    """How it was found out that a doubtful value is right (policy 5.5)."""

    reason = SelectField(
        _l("How it was confirmed"),
        [OneOf(DOUBT_ANSWERS)],
        choices=choices(DOUBT_ANSWERS, first=_l("Choose how")),
        validate_choice=False,
    )


class BlockForm(ReasonForm):
    """Blocking, with the day on which it is to be looked at again."""

    until = Day(_l("Look at it again on"), [MayBeEmpty()], format=DAYS)

    def told(self) -> dict[str, Any]:
        """The reason, and until when."""
        return {**super().told(), "until": self.until.data}


class Listing(ReasonForm):
    """Carries which records the page named; what was added since is not touched unseen."""

    listed = HiddenField()

    def told(self) -> dict[str, Any]:
        """What the form tells anyway, and the mark of the list."""
        return {**super().told(), "listed": self.listed.data or ""}


class WholeForm(Listing):
    """Why it is done to every value of an appeal."""


class WholeBlockForm(Listing, BlockForm):
    """Blocking every value of an appeal."""


class TextForm(ReasonForm):
    """A new value; a doubt about it asks for a confirmation and stops nothing (policy 5.5)."""

    text = StringField(
        _l("New value"),
        [DataRequired(message=_l("Write the new value."))],
        render_kw={"autocomplete": "off"},
    )
    confirmed = BooleanField(_l("I looked again: it is right as I wrote it"))
    warnings: tuple[str, ...] = ()

    def __init__(self, *, field: str = "", **more: Any) -> None:
        super().__init__(**more)
        self.about = field
        if field in LONG_FIELDS:
            self.text.widget = TextArea()
            self.text.render_kw = {**self.text.render_kw, "rows": 8}

    def told(self) -> dict[str, Any]:
        """The reason, and the new text."""
        return {**super().told(), "text": self.text.data}

    def validate(self, extra_validators: Any = None) -> bool:
        """Everything but a doubt that was not confirmed."""
        if not super().validate(extra_validators):
            return False
        found = findings(Field(self.about), self.text.data, today=clock.today())
        self.warnings = tuple(str(FINDINGS[finding.code]) for finding in found)
        if self.warnings and not self.confirmed.data:
            self.fail("confirmed", _("Look at the value again, then confirm it."))
            return False
        return True

    def validate_text(self, text: Any) -> None:
        """Within what the field may hold."""
        longest = LONGEST_TEXT if self.about in LONG_FIELDS else LONGEST_LINE
        Length(max=longest, message=TOO_LONG)(self, text)


class SupplementForm(TextForm):
    """A value the case lacks: which field, and its text."""

    kind = SelectField(_l("What is added"), validate_choice=False)
    text = TextAreaField(
        _l("Value"),
        [DataRequired(message=_l("Write the new value."))],
        render_kw={"rows": 2, "autocomplete": "off"},
    )

    def __init__(self, *, lacking: list[Field], **more: Any) -> None:
        super().__init__(**more)
        rows = {field: FIELDS[field] for field in lacking}
        self.kind.choices = choices(rows, first=_l("Choose what is added"))
        self.about = self.kind.data if self.kind.data in rows else ""

    def validate_kind(self, kind: SelectField) -> None:
        """One of the fields the case lacks and its category asks for."""
        OneOf(row.value for row in kind.choices if row.value)(self, kind)


class DestroyForm(Listing):
    """Two steps: the reason, then the list of what goes with a tick under it (policy 3.5)."""

    understood = BooleanField(_l("I understand that it cannot be restored"))

    @property
    def asks_to_destroy(self) -> bool:
        """Whether it comes from the page that names what goes, and not from the first step."""
        return bool(self.listed.data)

    def is_confirmed(self) -> bool:
        """Whether the tick was set on that page; tells it beside the tick when it was not."""
        if not self.understood.data:
            self.fail("understood", _("Tick that you understand it."))
        return bool(self.understood.data)

    def draw_confirmation(self, listed: str) -> None:
        """Make it the second step: the mark of the records the page names goes with it."""
        self.listed.data = listed
        self.understood.data = False

"""The shape of what is typed about a notice: when a step happened, why it is waived."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from backoffice.web.forms import MomentForm, OneOf, choices
from backoffice.web.labels.notices import NOTICE_WAIVERS


class StepForm(MomentForm):
    """When a step of a notice happened."""

    def told(self) -> dict[str, Any]:
        """What the form tells the action, by the names of its arguments."""
        return {"at": self.moment}


class WaiveForm(StepForm):
    """Why nobody waits for the answer any more."""

    reason = SelectField(
        _l("Reason"),
        [OneOf(NOTICE_WAIVERS)],
        choices=lambda: choices(NOTICE_WAIVERS, first=_l("Choose a reason")),
        validate_choice=False,
    )

    def told(self) -> dict[str, Any]:
        """When, and why."""
        return {**super().told(), "reason": self.reason.data}

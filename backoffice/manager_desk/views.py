"""The manager's page."""

from flask import current_app, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.audit.checkpoints import head_now
from backoffice.exports.names import names_in
from backoffice.exports.presets import presets
from backoffice.manager_desk.forms import OverviewForm
from backoffice.manager_desk.overview import overview
from backoffice.manager_desk.wording import heading
from backoffice.rules.actions import Action
from backoffice.web.gate import Gate
from backoffice.web.language import current_language
from backoffice.web.pages import page

manager_desk = Gate("manager_desk", __name__)


@manager_desk.page("/manager", action=Action.REPORT_VIEW)
def index() -> Response:
    """How appeals stand, what was disclosed, what waits: no personal data (policy 4, 9, 12)."""
    question, language = OverviewForm(request.args, today=clock.today()), current_language()
    is_valid = question.validate()
    view = overview(question.filters, names_in(language), language) if is_valid else None
    return page(
        "manager_desk/index.html",
        status=200 if is_valid else 422,
        title=heading(question.days, language) if is_valid else _("Overview"),
        view=view,
        question=question,
        presets=presets(question.preset_shown, {}, of="manager_desk.index"),
        centre=current_app.config[f"CENTRE_NAME_{language.upper()}"],
        checkpoint=head_now(),
        now=clock.now(),
    )

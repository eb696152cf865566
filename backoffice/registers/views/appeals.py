"""The page of the register of appeals, and its files."""

from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from backoffice.registers.appeals.overview import SHOWN, register_view
from backoffice.registers.appeals.report import APPEALS
from backoffice.registers.appeals.wording import TITLE
from backoffice.registers.forms.appeals import AppealFilterForm
from backoffice.registers.views.gate import register_page, registers
from backoffice.rules.actions import Action
from backoffice.web.labels.registers import WHY_BROKEN, WHY_RULES

_PAGE = register_page(
    "appeals",
    report=APPEALS,
    title=TITLE,
    question=AppealFilterForm,
    view=register_view,
    columns=SHOWN,
    rows_caption=_l("Appeals"),
    nothing=_l("No appeal was registered in this period under these filters."),
    more={"rules": [(WHY_BROKEN[why], rule) for why, rule in WHY_RULES.items()]},
)


@registers.page("/reports/appeals", action=Action.REPORT_VIEW)
def appeals() -> Response:
    """Every appeal of a period, whether its term was kept, and why not (policy 4, 9)."""
    return _PAGE.show()


@registers.page("/reports/appeals/export", action=Action.REPORT_EXPORT, methods=["POST"])
def appeals_export() -> Response:
    """The same rows as a file, with a reason, a checkpoint and an entry (policy 9)."""
    return _PAGE.take_out()

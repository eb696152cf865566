"""The page of the register of subject requests, and its files."""

from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from backoffice.registers.forms.requests import RequestFilterForm
from backoffice.registers.requests.overview import SHOWN, register_view
from backoffice.registers.requests.report import REQUESTS
from backoffice.registers.requests.wording import TITLE
from backoffice.registers.views.gate import register_page, registers
from backoffice.rules.actions import Action

_PAGE = register_page(
    "requests",
    report=REQUESTS,
    title=TITLE,
    question=RequestFilterForm,
    view=register_view,
    columns=SHOWN,
    rows_caption=_l("Subject requests"),
    nothing=_l("No request was received in this period under these filters."),
)


@registers.page("/reports/requests", action=Action.REPORT_VIEW)
def requests() -> Response:
    """Every request of a period, what was decided and whether in time (law 25; 2.8, 2.9)."""
    return _PAGE.show()


@registers.page("/reports/requests/export", action=Action.REPORT_EXPORT, methods=["POST"])
def requests_export() -> Response:
    """The same rows as a file, with a reason, a checkpoint and an entry (policy 9)."""
    return _PAGE.take_out()

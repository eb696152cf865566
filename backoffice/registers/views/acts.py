"""The pages of the registers of destruction acts and of legal holds, and their files."""

from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from backoffice.registers.acts import overview as acts_overview
from backoffice.registers.acts.report import ACTS
from backoffice.registers.acts.wording import TITLE as ACTS_TITLE
from backoffice.registers.forms.acts import ActFilterForm, HoldFilterForm
from backoffice.registers.holds import overview as holds_overview
from backoffice.registers.holds.report import HOLDS
from backoffice.registers.holds.rows import COLUMNS as HOLD_COLUMNS
from backoffice.registers.holds.wording import TITLE as HOLDS_TITLE
from backoffice.registers.views.gate import register_page, registers
from backoffice.rules.actions import Action

_ACTS = register_page(
    "acts",
    report=ACTS,
    title=ACTS_TITLE,
    question=ActFilterForm,
    view=acts_overview.register_view,
    columns=acts_overview.SHOWN,
    rows_caption=_l("Destruction acts"),
    nothing=_l("No destruction act was proposed in this period under these filters."),
)
_HOLDS = register_page(
    "holds",
    report=HOLDS,
    title=HOLDS_TITLE,
    question=HoldFilterForm,
    view=holds_overview.register_view,
    columns=HOLD_COLUMNS,
    rows_caption=_l("Legal holds"),
    nothing=_l("No hold was placed or lifted in this period under these filters."),
)


@registers.page("/reports/destruction", action=Action.REPORT_VIEW)
def acts() -> Response:
    """Every destruction act of a period, who took part and what went (policy 3.5, 5.6)."""
    return _ACTS.show()


@registers.page("/reports/destruction/export", action=Action.REPORT_EXPORT, methods=["POST"])
def acts_export() -> Response:
    """The same rows as a file, with a reason, a checkpoint and an entry (policy 9)."""
    return _ACTS.take_out()


@registers.page("/reports/holds", action=Action.REPORT_VIEW)
def holds() -> Response:
    """Every placing and lifting of a legal hold in a period (policy 5.6)."""
    return _HOLDS.show()


@registers.page("/reports/holds/export", action=Action.REPORT_EXPORT, methods=["POST"])
def holds_export() -> Response:
    """The same rows as a file, with a reason, a checkpoint and an entry (policy 9)."""
    return _HOLDS.take_out()

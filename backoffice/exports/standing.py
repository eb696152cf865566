"""Where an order of an export stands: what its events say, if it is still true."""

from dataclasses import dataclass

from flask_babel import format_decimal, format_percent
from flask_babel import gettext as _

from backoffice.db import db
from backoffice.exports.models import ExportOrder
from backoffice.exports.runs import rows_so_far
from backoffice.rules.vocabulary.export_orders import ExportState
from backoffice.web.labels.export_orders import EXPORT_STATES

_TONES = {
    ExportState.ASKED: "warn",
    ExportState.REFUSED: "bad",
    ExportState.BROKEN_OFF: "bad",
    ExportState.DONE: "ok",
}


@dataclass(frozen=True)
class Standing:
    """Where an order stands at this moment; `rows` only while somebody makes the file."""

    state: str
    rows: int = 0
    of: int = 0

    @property
    def label(self) -> str:
        """The state in words."""
        return str(EXPORT_STATES[self.state])

    @property
    def tone(self) -> str:
        """How its tag looks; the words say it too."""
        return _TONES.get(ExportState(self.state), "info")

    @property
    def is_running(self) -> bool:
        """Whether somebody makes the file now."""
        return self.state == ExportState.STARTED

    @property
    def so_far(self) -> str:
        """How far it is, in words."""
        share = format_percent(min(self.rows / self.of, 1) if self.of else 1, "#,##0 %")
        told = {"rows": format_decimal(self.rows), "all": format_decimal(self.of)}
        return _("%(rows)s of %(all)s rows, %(share)s", share=share, **told)


def standing_of(order: ExportOrder) -> Standing:
    """Where it stands: what its events say, and whether what they say is still true."""
    if order.state == ExportState.STARTED:
        rows = rows_so_far(order.key)
        if rows is not None:
            return Standing(ExportState.STARTED, rows, order.events[-1].rows)
        db.session.rollback()  # it may have ended since it was read: what follows is read anew
    if order.has_lapsed:
        return Standing(ExportState.LAPSED)
    is_dead = order.state == ExportState.STARTED  # its process died: nobody holds the lock
    return Standing(ExportState.BROKEN_OFF if is_dead else order.state)

"""Words for orders to take a report out."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.vocabulary.export_orders import (
    ApprovalReason,
    Break,
    DenialReason,
    ExportState,
)
from backoffice.rules.vocabulary.exports import Format
from backoffice.web.labels.table import Labels

EXPORT_FORMATS: Labels = {
    Format.XLSX: _l("Excel"),
    Format.CSV: "CSV (;)",
    Format.CSV_COMMA: "CSV (,)",
    Format.PDF: "PDF",
}
EXPORT_STATES: Labels = {
    ExportState.ASKED: _l("waits for a second person"),
    ExportState.READY: _l("ready to start"),
    ExportState.APPROVED: _l("approved, ready to start"),
    ExportState.REFUSED: _l("refused"),
    ExportState.STARTED: _l("under way"),
    ExportState.DONE: _l("finished"),
    ExportState.BROKEN_OFF: _l("broken off"),
    ExportState.LAPSED: _l("lapsed"),
}
# The same as steps of a history: what somebody did.
EXPORT_STEPS: Labels = {
    ExportState.ASKED: _l("ordered it; a second person has to approve"),
    ExportState.READY: _l("ordered it"),
    ExportState.APPROVED: _l("approved it"),
    ExportState.REFUSED: _l("refused it"),
    ExportState.STARTED: _l("started it"),
    ExportState.DONE: _l("has the whole file"),
    ExportState.BROKEN_OFF: _l("has no whole file: it broke off"),
}
APPROVAL_REASONS: Labels = {
    ApprovalReason.NEEDED: _l("The stated purpose needs these values and no fewer"),
    ApprovalReason.DEMANDED: _l("The law or a state body demands them"),
}
DENIAL_REASONS: Labels = {
    DenialReason.NOT_NEEDED: _l("The purpose can be served without personal values"),
    DenialReason.TOO_MUCH: _l("More rows or more fields than needed"),
    DenialReason.UNCLEAR: _l("It is not clear what it is for"),
}
BREAKS: Labels = {
    Break.CLOSED: _l("the browser was closed or the connection lost"),
    Break.NO_ROOM: _l("there is no room left on the disk"),
    Break.FAULT: _l("something went wrong in the program"),
}

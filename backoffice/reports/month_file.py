"""The file of a monthly report: the workbook of the page, made without anybody at the page.

The one place of the monthly reports that knows how a workbook is written.
"""

from pathlib import Path

from flask import current_app
from flask_babel import gettext as _

from backoffice import clock
from backoffice.audit.checkpoints import Checkpoint
from backoffice.exports.columns import Names
from backoffice.exports.extract import Extract, own_connection
from backoffice.exports.xlsx_file import MOST_ROWS, write_xlsx
from backoffice.policy.queries import version_in_force
from backoffice.reports.disclosure_report import DISCLOSURES
from backoffice.reports.filters import Filters
from backoffice.saved_reports.models import SavedReport
from backoffice.web.language import show_date, show_moment


class TooManyRows(Exception):
    """A workbook of this many rows is not made."""


def write_month(
    path: Path, saved: SavedReport, filters: Filters, names: Names, checkpoint: Checkpoint
) -> int:
    """Write the workbook without any personal column; answers with its number of rows.

    Raises TooManyRows, OSError or XlsxWriterException: then nothing of it may be kept.
    """
    with own_connection() as connection:
        extract = Extract(connection, DISCLOSURES, filters)
        if extract.count > MOST_ROWS:
            raise TooManyRows
        told = _parameters(saved, filters, names, checkpoint, extract.count)
        write_xlsx(path, extract.chunks(), DISCLOSURES, DISCLOSURES.columns, names, told)
    return extract.count


def _parameters(
    saved: SavedReport, filters: Filters, names: Names, checkpoint: Checkpoint, count: int
) -> list[tuple[str, str]]:
    """How the file was made; the entry of its making is written when it is whole."""
    period, language = filters.period, saved.language
    narrowings = DISCLOSURES.narrowings(filters, names)
    return [
        (_("Centre"), current_app.config[f"CENTRE_NAME_{language.upper()}"]),
        (_("Report"), DISCLOSURES.heading(period, language)),
        (_("Saved report"), _("%(name)s, no. %(no)s", name=saved.name, no=saved.ref)),
        (_("From"), show_date(period.first)),
        (_("To"), show_date(period.last)),
        *((label, value) for _name, label, value in narrowings),
        (_("Rows"), str(count)),
        (_("Made by"), _("the system, every month")),
        (_("Made at"), show_moment(clock.now())),
        (_("Time zone"), _("Astana time (Asia/Almaty)")),
        (_("Policy version"), str(version_in_force(clock.today()).number)),
        (_("Audit checkpoint"), str(checkpoint.seq)),
        (_("Checkpoint digest"), checkpoint.digest),
    ]

"""What is to be ordered, with its number of rows: told before anything is made of them."""

from backoffice.exports.actions import Asked
from backoffice.exports.extract import Extract, own_connection
from backoffice.exports.question import Question
from backoffice.exports.report import Report


def asked_of(
    report: Report,
    filters: Question,
    *,
    kind: str,
    reason: str,
    language: str,
    personal: tuple[str, ...] = (),
) -> Asked:
    """Count the rows and bind the order to them: what comes later is not in the file."""
    with own_connection() as connection:
        extract = Extract(connection, report, filters)
    return Asked(
        report=report.code,
        question=filters.settled,
        format=kind,
        language=language,
        reason=reason,
        rows=extract.count,
        upto=extract.upto,
        personal=tuple(c.key for c in report.personal if c.key in personal),
    )

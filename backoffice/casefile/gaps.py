"""What the head of a case says of data that is missing or doubtful (policy 5.e; R-5e.4)."""

from flask_babel import gettext as _

from backoffice.casefile.queries import CaseRecord
from backoffice.casefile.value_rows import Tag
from backoffice.rules.completeness import required_among
from backoffice.rules.vocabulary.appeals import AppealState
from backoffice.rules.vocabulary.people import Party
from backoffice.rules.vocabulary.personal_values import ValueState


def gap_tags(record: CaseRecord) -> list[Tag]:
    """The marks the queue and the board show too; none once consent is withdrawn."""
    appeal = record.appeal
    if appeal.emptied_at is not None or not appeal.consent.is_in_force:
        return []
    tags = [Tag(_("data missing"), "warn")] if appeal.is_open and _lacks(record) else []
    is_doubted = record.doubts and appeal.state != AppealState.CLOSED
    return [*tags, Tag(_("data doubtful"), "warn")] if is_doubted else tags


def _lacks(record: CaseRecord) -> bool:
    appeal, person, values = record.appeal, record.appeal.applicant, record.values
    held = {value.field for value in values}
    in_use = any(v.party != Party.CASE and v.state == ValueState.CURRENT for v in values)
    return in_use and any(
        str(row.field) not in held
        and row.asks(
            appeal.category_code,
            applicant_type=person.type,
            channel=appeal.channel,
            is_anonymous=person.is_anonymous,
            number_hidden=person.number_hidden,
        )
        for row in required_among([appeal.category.needs])
    )

"""What was disclosed in the period: to whom and what, and what needs a look (policy 9, 11)."""

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from backoffice.exports.columns import Names
from backoffice.exports.question import Question
from backoffice.manager_desk.drawn import (
    Counted,
    Picture,
    data_of,
    greatest_of,
    picture,
    with_shares,
)
from backoffice.manager_desk.rows import appeals_href, disclosures_href
from backoffice.manager_desk.second_looks import SecondLooks
from backoffice.manager_desk.shares import share_of
from backoffice.manager_desk.tiles import Tile
from backoffice.manager_desk.wording import fields_say, recipients_say
from backoffice.reports.filters import Filters
from backoffice.reports.queries import by_field, by_recipient
from backoffice.web.labels.fields import FIELDS

# Marks of the report of disclosures, as its address names them.
BEYOND, CORRECTED, UNTOLD = "beyond", "corrected", "untold"
UNACKNOWLEDGED = "unacknowledged"


def tiles_of(question: Question, looks: SecondLooks, registered: int) -> list[Tile]:
    """The numbers of the period: each the way to its rows."""
    words = ngettext("appeal registered", "appeals registered", registered)
    disclosures = ngettext("disclosure", "disclosures", looks.disclosures)
    beyond = _("beyond need, with a reason: %(count)s", count=format_decimal(looks.beyond))
    return [
        Tile(registered, words, appeals_href(**question.address)),
        Tile(looks.disclosures, disclosures, disclosures_href(question)),
        Tile(
            looks.beyond,
            beyond,
            disclosures_href(question, mark=BEYOND),
            said=share_of(looks.beyond, looks.disclosures),
        ),
        Tile(
            looks.corrected,
            _("with a value corrected or destroyed later"),
            disclosures_href(question, mark=CORRECTED),
        ),
        Tile(
            looks.untold,
            _("of them with a recipient whose notice is open"),
            disclosures_href(question, mark=UNTOLD),
        ),
        Tile(
            looks.unacknowledged,
            _("not acknowledged in the term"),
            disclosures_href(question, mark=UNACKNOWLEDGED),
        ),
    ]


def to_whom(question: Question, names: Names, whole: int) -> Picture:
    """Who was given data, the most first."""
    counted = [
        Counted(names.third_parties[key], times, disclosures_href(question, third_party=code))
        for key, code, times in by_recipient(Filters(question.period))
    ]
    sentence = recipients_say(data_of(counted), whole)
    table = with_shares(counted, whole, _("Recipient"), _("Disclosures"))
    title = _("Disclosures by recipient")
    return picture("recipients", title, "bars", greatest_of(counted), sentence, **table)


def of_what(question: Question, whole: int) -> Picture:
    """What was given, the most first; one disclosure gives several fields."""
    counted = [
        Counted(str(FIELDS[field]), times, disclosures_href(question, field=field))
        for field, times in by_field(Filters(question.period))
    ]
    sentence = fields_say(data_of(counted), whole)
    table = with_shares(counted, whole, _("Data disclosed"), _("Disclosures"))
    title = _("Disclosures by data disclosed")
    return picture("fields", title, "bars", greatest_of(counted), sentence, **table)

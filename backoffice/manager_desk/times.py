"""In which months data was given, and how soon after registration (policy 4, 9)."""

from collections.abc import Callable, Sequence

from flask_babel import gettext as _

from backoffice.exports.period import Period
from backoffice.exports.question import Question
from backoffice.exports.took import Took
from backoffice.manager_desk.drawn import Counted, Picture, data_of, picture, with_shares
from backoffice.manager_desk.months import full_name, short_name
from backoffice.manager_desk.queries import disclosures_in
from backoffice.manager_desk.rows import appeals_href, disclosures_href
from backoffice.manager_desk.wording import answering_says, disclosing_says, months_say
from backoffice.pictures.data import Datum
from backoffice.rules.vocabulary.spans import Span
from backoffice.web.labels.spans import SPANS


def by_month(question: Question, months: Sequence[Period], language: str) -> Picture:
    """Disclosures of twelve months, whatever the period, so that they can be compared."""
    numbers = disclosures_in(months)
    counted = [
        Counted(full_name(month, language), number, disclosures_href(question, **days_of(month)))
        for month, number in zip(months, numbers, strict=True)
    ]
    drawn = [
        Datum(short_name(month, language), one.number, one.datum.shown)
        for month, one in zip(months, counted, strict=True)
    ]
    whole = sum(numbers)
    table = with_shares(counted, whole, _("Month"), _("Disclosures"))
    sentence = months_say(data_of(counted), whole)
    return picture("months", _("Disclosures by month"), "columns", drawn, sentence, **table)


def days_of(month: Period) -> dict[str, str]:
    """A month as dates of an address."""
    return {"from": month.first.isoformat(), "to": month.last.isoformat()}


def until_disclosed(question: Question, took: Took) -> Picture:
    """From registration to each disclosure."""
    counted = _steps(took, lambda span: disclosures_href(question, wait=span))
    title = _("Time from registration to disclosure")
    table = with_shares(counted, took.count, _("Time"), _("Disclosures"))
    sentence = disclosing_says(took)
    return picture("waits", title, "bars", data_of(counted), sentence, **table)


def until_answered(question: Question, took: Took, registered: int) -> Picture:
    """From registration to the last answer."""
    counted = _steps(took, lambda span: appeals_href(**question.address, took=span))
    title = _("Time from registration to answer")
    table = with_shares(counted, took.count, _("Time"), _("Appeals"))
    sentence = answering_says(took, registered)
    return picture("answers", title, "bars", data_of(counted), sentence, **table)


def _steps(took: Took, href: Callable[[Span], str]) -> list[Counted]:
    """Every step in its order, also an empty one."""
    return [Counted(str(SPANS[span]), times, href(span)) for span, times in took.spans.items()]

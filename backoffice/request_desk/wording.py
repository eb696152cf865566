"""Words of requests that are put together: what one is about, a reason with its article."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from backoffice.rules.objections import EVERY_FIELD
from backoffice.rules.subject_requests import article_of
from backoffice.subject_requests.models import SubjectRequest
from backoffice.web.labels.fields import FIELDS
from backoffice.web.labels.requests import REQUEST_KINDS, REQUEST_REFUSALS
from backoffice.web.labels.table import Labels
from backoffice.web.language import name_of

ABOUT: Labels = {EVERY_FIELD: _l("all data about the person"), **FIELDS}


def reason_words(reason: str) -> str:
    """A reason of a refusal with its article."""
    return _(
        "%(reason)s (law, article %(article)s)",
        reason=REQUEST_REFUSALS.get(reason, reason),
        article=article_of(reason),
    )


def asked_words(request: SubjectRequest) -> str:
    """What is asked, about which data, and of an objection against whom."""
    told = [str(REQUEST_KINDS[request.kind])]
    told += [str(ABOUT.get(request.field, request.field))] if request.field else []
    told += [name_of(request.third_party)] if request.third_party else []
    return " · ".join(told)

"""Words for how long something took."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.vocabulary.spans import Span
from backoffice.web.labels.table import Labels

SPANS: Labels = {
    Span.DAY: _l("less than a day"),
    Span.THREE_DAYS: _l("1 to 3 days"),
    Span.WEEK: _l("3 to 7 days"),
    Span.FIFTEEN_DAYS: _l("7 to 15 days"),
    Span.LONGER: _l("15 days and more"),
}

"""Words for the kinds of reading."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.vocabulary.readings import Reading
from backoffice.web.labels.table import Labels

READING_KINDS: Labels = {
    Reading.ANY: _l("All readings"),
    Reading.CASES: _l("Cases opened"),
    Reading.REQUESTS: _l("Requests opened"),
    Reading.SEARCHES: _l("Searches"),
    Reading.REVEALS: _l("Values revealed"),
    Reading.PRINTS: _l("Prints"),
    Reading.EXPORTS: _l("Exports"),
}

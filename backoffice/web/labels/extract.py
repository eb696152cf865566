"""Words for the extract for the person."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.vocabulary.extract import DataSource, NotTold
from backoffice.rules.vocabulary.people import Party
from backoffice.web.labels.table import Labels

DATA_SOURCES: Labels = {
    DataSource.REGISTRATION: _l("told at registration"),
    DataSource.LATER: _l("put right or supplemented later"),
    DataSource.STAFF: _l("written by the Centre's staff"),
    DataSource.THIRD_PARTY: _l("written by the third party"),
    DataSource.COPY: _l("edited by the Centre for a recipient"),
}
NOT_TOLD: Labels = {
    NotTold.BLOCKED: _l("held, but blocked: not used and not shown to anybody"),
    NotTold.DELETED: _l("taken out of use, not yet destroyed"),
    NotTold.DESTROYED: _l("destroyed beyond recovery"),
    NotTold.OTHER_PERSON: _l("held about the representative, who is told of it on request"),
    NotTold.OUT_OF_USE: _l("earlier version of data that is out of use"),
}
PARTIES: Labels = {
    Party.APPLICANT: _l("about the applicant"),
    Party.REPRESENTATIVE: _l("about the representative"),
    Party.APPEAL: _l("about the appeal"),
    Party.CASE: _l("from the work on the appeal"),
}

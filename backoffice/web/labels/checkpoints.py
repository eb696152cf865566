"""Words for checkpoints that do not fit the log any more."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.vocabulary.checkpoints import Misfit
from backoffice.web.labels.table import Labels

MISFITS: Labels = {
    Misfit.UNREADABLE: _l("The line cannot be read"),
    Misfit.SIGNATURE: _l("Not signed by this installation"),
    Misfit.CUT: _l("The log ends before this entry"),
    Misfit.REWRITTEN: _l("Another entry stands at this number"),
    Misfit.VAULT: _l("The vault knows of fewer destructions"),
    Misfit.ORDER: _l("Dated before a line written earlier: moved, or the clock was set back"),
}

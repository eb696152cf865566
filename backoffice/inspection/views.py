"""Pages for an inspection: the list of persons with access."""

from flask import g
from flask_babel import gettext as _
from flask_babel import refresh
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.inspection.access import access_list
from backoffice.rules.actions import Action
from backoffice.web.gate import Gate
from backoffice.web.pages import page

inspection = Gate("inspection", __name__)


@inspection.page("/inspection/access", action=Action.ACCESS_LIST)
@inspection.page("/inspection/access/<any(kk, ru, en):language>", action=Action.ACCESS_LIST)
def access(language: str = "") -> Response:
    """Who can reach personal data today, to print and to sign (2.18)."""
    _speak(language)
    return page(
        "inspection/access.html",
        title=_("List of persons with access to personal data"),
        access=access_list(),
        made_at=clock.now(),
    )


def _speak(language: str) -> None:
    """Let the sheet speak the language of its address, or else the reader's."""
    if language:
        g.language = language
        refresh()

"""Where the rows behind each number are: an address for whoever may open it, else nothing."""

from typing import Any

from flask import url_for

from backoffice.exports.question import Question
from backoffice.rules.actions import Action
from backoffice.web.gate import may


def rows_at(endpoint: str, action: Action, **narrowings: Any) -> str:
    """The list of an endpoint, narrowed; empty for who may not open it."""
    return url_for(endpoint, **narrowings) if may(action) else ""


def board_href(**narrowings: Any) -> str:
    """The list of the board: it shows cases that are open, or those of one state."""
    return rows_at("board.index", Action.BOARD_VIEW, view="list", **narrowings)


def disclosures_href(question: Question, **narrowings: Any) -> str:
    """The accounting of disclosures, of the same days unless the narrowings name others."""
    days = {} if "from" in narrowings else question.address
    return rows_at("reports.disclosures", Action.REPORT_VIEW, **days, **narrowings)


def appeals_href(**narrowings: Any) -> str:
    """The register of appeals."""
    return rows_at("registers.appeals", Action.REPORT_VIEW, **narrowings)

"""The page of one appeal, and the one value of it that somebody asks to see whole."""

import secrets

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from backoffice import clock
from backoffice.audit.door import witness
from backoffice.audit.refusals import NotFound
from backoffice.casefile.presentation import case_view, fields_shown
from backoffice.casefile.queries import CaseRecord, case_record
from backoffice.casefile.value_rows import RowMaker, shown_values
from backoffice.keeping.standing import refuse_look
from backoffice.rules.actions import Action
from backoffice.rules.precedence import Use
from backoffice.vault.models import PersonalValue
from backoffice.vault.values import reveal as open_sealed
from backoffice.web.gate import Gate, actor
from backoffice.web.labels.appeals import CHANNELS, FORMS, KINDS, URGENCIES
from backoffice.web.labels.consent import CONSENT_METHODS, LEGAL_BASES, WITHDRAWAL_OUTCOMES
from backoffice.web.labels.people import APPLICANT_TYPES, LANGUAGES, PARTIES
from backoffice.web.labels.personal_values import COLLECT_REASONS
from backoffice.web.language import name_of
from backoffice.web.pages import page

casefile = Gate("casefile", __name__)
LABELS = {
    "applicant_types": APPLICANT_TYPES,
    "channels": CHANNELS,
    "collect_reasons": COLLECT_REASONS,
    "consent_methods": CONSENT_METHODS,
    "forms": FORMS,
    "kinds": KINDS,
    "languages": LANGUAGES,
    "legal_bases": LEGAL_BASES,
    "parties": PARTIES,
    "urgencies": URGENCIES,
    "withdrawal_outcomes": WITHDRAWAL_OUTCOMES,
}


@casefile.page("/appeals/<number>", action=Action.CASE_VIEW)
def show(number: str) -> Response:
    """The whole case, identifiers and contacts masked (R-2.2, R-2.3)."""
    return _case_page(case_record(number, history=_history_asked()))


@casefile.page(
    "/appeals/<number>/reveal/<int:value_id>", action=Action.VALUE_REVEAL, methods=["POST"]
)
def reveal(number: str, value_id: int) -> Response:
    """One value whole, in this answer only: a part of the page, or the page without script."""
    record = case_record(number)
    value = record.value(value_id)
    if value not in shown_values(record.values) or not value.is_readable:
        raise NotFound
    refuse_look(record.appeal, Use.VIEW, Action.VALUE_REVEAL, by=actor())
    with witness(Action.VALUE_REVEAL, value, actor(), fields=[value.field]):
        texts = open_sealed([value])
    if request.headers.get("HX-Request-Type") == "partial":
        maker = RowMaker(record.appeal, clock.today(), texts, record.staff_names, value.id)
        return page(
            "casefile/show.html",
            title=number,
            fragment="value_row",
            row=maker.row(value),
            new_form_key=_new_form_key,
        )
    return _case_page(record, revealed=value)


def _case_page(record: CaseRecord, *, revealed: PersonalValue | None = None) -> Response:
    appeal = record.appeal
    refuse_look(appeal, Use.VIEW, Action.CASE_VIEW, by=actor())
    fields = fields_shown(record.values)
    with witness(Action.CASE_VIEW, appeal, actor(), fields=fields, as_of=record.as_of):
        texts = open_sealed(v for v in shown_values(record.values) if v.is_readable)
    return page(
        "casefile/show.html",
        title=f"{name_of(appeal.category)} · {appeal.number}",
        case=case_view(record, texts, revealed_id=revealed.id if revealed else 0),
        labels=LABELS,
        history=_history_asked(),
        history_filters=(
            ("all", _("All")),
            ("actions", _("Actions")),
            ("looks", _("Who looked")),
        ),
        new_form_key=_new_form_key,
    )


def _history_asked() -> str:
    asked = request.args.get("history", "all")
    return asked if asked in ("actions", "looks") else "all"


def _new_form_key() -> str:
    return secrets.token_urlsafe(24)

"""The answer to whoever asked: what was decided, why, what was done, how to appeal (law 24)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext as _

from backoffice.appeals.queries import current_values
from backoffice.request_desk.wording import asked_words, reason_words
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.people import Language
from backoffice.rules.vocabulary.requests import Asker, RequestKind, RequestOutcome
from backoffice.subject_requests.models import RequestDecision, SubjectRequest
from backoffice.subject_requests.queries import values_of_request
from backoffice.vault.models import PersonalValue
from backoffice.web.language import current_language, show_date

LETTER_LANGUAGES = (Language.KK, Language.RU)
# Whoever asks for another need not be the representative of the appeal: nobody is named then.
_ADDRESSED = {Asker.APPLICANT: (Field.NAME, Field.ORGANISATION)}


@dataclass(frozen=True)
class Answer:
    """What the letter says, in the present language."""

    request: SubjectRequest
    centre: str
    addressee: str
    facts: Sequence[tuple[str, str]]
    decided: str
    reasons: Sequence[str]
    words: str
    closing: Sequence[str]


def language_of(request: SubjectRequest) -> str:
    """The language the applicant was served in; Kazakh when it was neither of the two."""
    spoken = request.appeal.language if request.appeal else Language.KK
    return spoken if spoken in LETTER_LANGUAGES else Language.KK


def letter_values(request: SubjectRequest, decision: RequestDecision) -> list[PersonalValue]:
    """The name the letter is addressed to and the words of the decision, as far as held."""
    wanted = _ADDRESSED.get(Asker(request.asker), ())
    held = current_values(request.appeal_id) if request.appeal_id else []
    words = [v for v in values_of_request(request) if v.id == decision.answer_value_id]
    return [value for value in held if value.field in wanted] + words


def answer_of(
    request: SubjectRequest, decision: RequestDecision, texts: Mapping[int, str]
) -> Answer:
    """Put the letter together in the present language."""
    names = [text for ref, text in texts.items() if ref != decision.answer_value_id]
    told = [
        (_("Number of the request"), request.number),
        (_("Received"), show_date(request.received_on)),
        (_("What is asked"), asked_words(request)),
        (_("Appeal"), request.appeal.number if request.appeal else ""),
        (_("Your document"), request.reference),
    ]
    return Answer(
        request,
        current_app.config[f"CENTRE_NAME_{current_language().upper()}"],
        ", ".join(names),
        [(label, text) for label, text in told if text],
        _decided(decision),
        [reason_words(reason) for reason in decision.reason_codes],
        texts.get(decision.answer_value_id or 0, ""),
        list(_closing(request, decision)),
    )


def _decided(decision: RequestDecision) -> str:
    day = show_date(decision.at)
    match decision.outcome:
        case RequestOutcome.GRANTED:
            return _("On %(day)s your request was granted.", day=day)
        case RequestOutcome.PARTLY:
            return _("On %(day)s your request was granted in part. Refused was, because:", day=day)
    return _("On %(day)s your request was refused, because:", day=day)


def _closing(request: SubjectRequest, decision: RequestDecision) -> Sequence[str]:
    told = []
    if decision.done is not None and request.kind != RequestKind.ACCESS:
        told.append(_("What you asked for was done on %(day)s.", day=show_date(decision.done.at)))
    if request.kind == RequestKind.ACCESS and decision.outcome != RequestOutcome.REFUSED:
        told.append(_("The extract of your data goes with this letter, free of charge."))
    if decision.outcome != RequestOutcome.GRANTED:
        told.append(
            _(
                "You may appeal against this to the authorised body for the protection of"
                " personal data or to a court (law, article 24)."
            )
        )
    return told

"""The answer to the applicant: what was done at once, and what happens till when (2.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext as _

from backoffice.appeals.queries import current_values
from backoffice.notices.models import Notice
from backoffice.notices.queries import notices_of
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.notices import NoticeCause
from backoffice.rules.vocabulary.people import Party
from backoffice.vault.models import PersonalValue
from backoffice.web.labels.appeals import CHANNELS
from backoffice.web.language import current_language, name_of, show_date
from backoffice.withdrawals.models import Withdrawal

ADDRESSED = {
    Party.APPLICANT: (Field.NAME, Field.ORGANISATION),
    Party.REPRESENTATIVE: (Field.REPRESENTATIVE_NAME,),
}


@dataclass(frozen=True)
class Answer:
    """What the letter says, in the present language."""

    withdrawal: Withdrawal
    centre: str
    addressee: str
    facts: Sequence[tuple[str, str]]
    done: Sequence[str]
    told: Sequence[str]


def addressee_values(withdrawal: Withdrawal) -> list[PersonalValue]:
    """The name the letter is addressed to, as long as it is held and may be read."""
    wanted = ADDRESSED[Party(withdrawal.party)]
    return [value for value in current_values(withdrawal.appeal_id) if value.field in wanted]


def answer_of(withdrawal: Withdrawal, texts: Mapping[int, str]) -> Answer:
    """Put the letter together in the present language."""
    notices = [n for n in notices_of(withdrawal.appeal_id) if n.cause == NoticeCause.WITHDRAWAL]
    return Answer(
        withdrawal,
        current_app.config[f"CENTRE_NAME_{current_language().upper()}"],
        ", ".join(texts.values()),
        [
            (_("Appeal"), withdrawal.appeal.number),
            (_("Consent withdrawn on"), show_date(withdrawal.at)),
            (_("By which way"), str(CHANNELS[withdrawal.channel])),
        ],
        list(_done(withdrawal, notices)),
        [name_of(notice.third_party) for notice in notices],
    )


def _done(withdrawal: Withdrawal, notices: Sequence[Notice]) -> Sequence[str]:
    told = (
        _("The third parties that had received your data have been told to stop using it:")
        if notices
        else _("Your data had not been given to any third party.")
    )
    return [
        _("From that moment your data is not given to any third party."),
        _what_follows(withdrawal),
        told,
    ]


def _what_follows(withdrawal: Withdrawal) -> str:
    if not withdrawal.keeps_data:
        return _("Your data will be destroyed by %(day)s.", day=show_date(withdrawal.due_on))
    named = {"article": withdrawal.article, "act": withdrawal.act}
    kept = _(
        "The Centre is obliged by law to keep your data: article %(article)s, %(act)s.", **named
    )
    if withdrawal.due_on is None:
        return kept
    until = _("It is kept until %(day)s and then destroyed.", day=show_date(withdrawal.due_on))
    return f"{kept} {until}"

"""Requests of data subjects: which term runs, which deed grants one, what may refuse it (law 25).

Article numbers are recalled and not read in a text (domain 2); a lawyer confirms them.
"""

from collections.abc import Mapping
from typing import NamedTuple

from backoffice.rules.actions import Action
from backoffice.rules.terms import TermCode
from backoffice.rules.vocabulary.requests import Asker, RequestKind, RequestRefusal

_K, _R = RequestKind, RequestRefusal

TERM_OF: Mapping[str, TermCode] = {kind: TermCode(f"request.{kind}") for kind in RequestKind}


class Deeds(NamedTuple):
    """The action that grants a request about one field, and about all data of the person."""

    one: Action | None
    whole: Action | None = None


# Access is granted by handing the extract over, which leaves an entry of its own.
DEEDS_OF: Mapping[str, Deeds] = {
    _K.ACCESS: Deeds(None, Action.REQUEST_FULFIL),
    _K.CORRECT: Deeds(Action.VALUE_CORRECT),
    _K.SUPPLEMENT: Deeds(Action.VALUE_SUPPLEMENT),
    _K.BLOCK: Deeds(Action.VALUE_BLOCK, Action.APPLICANT_BLOCK),
    _K.UNBLOCK: Deeds(Action.VALUE_UNBLOCK, Action.APPLICANT_UNBLOCK),
    _K.DESTROY: Deeds(Action.VALUE_DESTROY, Action.APPLICANT_DESTROY),
    _K.WITHDRAW: Deeds(None, Action.CONSENT_WITHDRAW),
    _K.OBJECT: Deeds(Action.OBJECTION_RECORD, Action.OBJECTION_RECORD),
}
# Kinds in which a new value is proposed.
PROPOSING = frozenset({_K.CORRECT, _K.SUPPLEMENT})
# Only the person can withdraw, object or add to their data; a state body demands the rest.
OF_STATE_BODY = frozenset({_K.ACCESS, _K.CORRECT, _K.BLOCK, _K.UNBLOCK, _K.DESTROY})

# Each reason of a refusal with its article, and the kinds it can be given for.
_EVERY = frozenset(RequestKind)
REFUSALS_OF: Mapping[str, tuple[str, frozenset[RequestKind]]] = {
    _R.AUTHORITY_NOT_PROVED: ("10", _EVERY),
    _R.IDENTITY_NOT_PROVED: ("10", _EVERY),
    _R.NO_LEGAL_GROUND: ("9", OF_STATE_BODY),
    _R.DATA_NOT_HELD: ("24(1)", _EVERY),
    _R.OTHERS_DATA: ("11", _EVERY),
    _R.DATA_ACCURATE: ("25(2)", frozenset({_K.CORRECT})),
    _R.NO_DOCUMENTS: ("25(2)", PROPOSING),
    _R.GROUND_NOT_CONFIRMED: ("25(2)", frozenset({_K.BLOCK, _K.DESTROY})),
    _R.GROUND_CONFIRMED: ("25(2)", frozenset({_K.UNBLOCK})),
    _R.LAW_OBLIGES: ("8(2)", frozenset({_K.DESTROY, _K.WITHDRAW, _K.OBJECT})),
    _R.DUTY_UNFULFILLED: ("8(2)", frozenset({_K.DESTROY, _K.WITHDRAW})),
    _R.OTHER_BASIS: ("9", frozenset({_K.WITHDRAW, _K.OBJECT})),
    _R.REPEATED: ("24(1)", frozenset({_K.ACCESS})),
    _R.DONE_BEFORE: ("25(2)", _EVERY - {_K.ACCESS}),
}


def article_of(reason: str) -> str:
    """The article of the law a refusal rests on."""
    return REFUSALS_OF[reason][0]


def refusals_for(kind: str) -> list[RequestRefusal]:
    """The reasons for which a request of this kind may be refused."""
    return [reason for reason in RequestRefusal if kind in REFUSALS_OF[reason][1]]


def may_ask(asker: str, kind: str) -> bool:
    """Whether somebody of this kind may ask for this at all."""
    return asker != Asker.STATE_BODY or kind in OF_STATE_BODY

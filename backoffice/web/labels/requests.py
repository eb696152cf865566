"""Words for requests of data subjects."""

from flask_babel import lazy_gettext as _l

from backoffice.rules.vocabulary.requests import (
    Asker,
    Recognition,
    RequestKind,
    RequestOutcome,
    RequestRefusal,
    RequestState,
)
from backoffice.web.labels.table import Labels

REQUEST_KINDS: Labels = {
    RequestKind.ACCESS: _l("Access to the data"),
    RequestKind.CORRECT: _l("Correction of the data"),
    RequestKind.SUPPLEMENT: _l("Supplement to the data"),
    RequestKind.BLOCK: _l("Blocking of the data"),
    RequestKind.UNBLOCK: _l("Unblocking of the data"),
    RequestKind.DESTROY: _l("Destruction of the data"),
    RequestKind.WITHDRAW: _l("Withdrawal of consent"),
    RequestKind.OBJECT: _l("Objection to a transfer"),
}
ASKERS: Labels = {
    Asker.APPLICANT: _l("Applicant"),
    Asker.REPRESENTATIVE: _l("Authorised representative"),
    Asker.STATE_BODY: _l("State body"),
}
RECOGNITIONS: Labels = {
    Recognition.KNOWN_PHONE: _l("Called from the phone of the appeal"),
    Recognition.QUESTIONS: _l("Answered control questions"),
    Recognition.IDENTITY_SHOWN: _l("Showed an identity document"),
    Recognition.DIGITAL_SIGNATURE: _l("Signed with a digital signature"),
    Recognition.SIGNED_LETTER: _l("Signed letter"),
    Recognition.OFFICIAL_LETTER: _l("Official letter of a body"),
    Recognition.NOT_PROVED: _l("Not recognised yet"),
}
REQUEST_OUTCOMES: Labels = {
    RequestOutcome.GRANTED: _l("Granted"),
    RequestOutcome.PARTLY: _l("Granted in part"),
    RequestOutcome.REFUSED: _l("Refused"),
}
REQUEST_STATES: Labels = {
    RequestState.UNDECIDED: _l("to be decided"),
    RequestState.TO_DO: _l("granted, to be carried out"),
    RequestState.DONE: _l("carried out"),
    RequestState.REFUSED: _l("turned down"),
}
REQUEST_REFUSALS: Labels = {
    RequestRefusal.AUTHORITY_NOT_PROVED: _l("The authority of the representative is not proved"),
    RequestRefusal.IDENTITY_NOT_PROVED: _l("It is not proved that this is the data subject"),
    RequestRefusal.NO_LEGAL_GROUND: _l("The demand names no ground in the law"),
    RequestRefusal.DATA_NOT_HELD: _l("The Centre does not hold this data"),
    RequestRefusal.OTHERS_DATA: _l("The data is of another person"),
    RequestRefusal.DATA_ACCURATE: _l("The data is accurate"),
    RequestRefusal.NO_DOCUMENTS: _l("No document confirms the change"),
    RequestRefusal.GROUND_NOT_CONFIRMED: _l("A breach of the law was not confirmed"),
    RequestRefusal.GROUND_CONFIRMED: _l("The ground of the blocking was confirmed"),
    RequestRefusal.LAW_OBLIGES: _l("A law obliges the Centre to keep and use the data"),
    RequestRefusal.DUTY_UNFULFILLED: _l("An obligation that needs the data is not fulfilled"),
    RequestRefusal.OTHER_BASIS: _l("The data does not rest on consent"),
    RequestRefusal.DONE_BEFORE: _l("What is asked had been done already"),
    RequestRefusal.REPEATED: _l("The same request was answered and nothing has changed since"),
}

"""A process that registers, discloses, corrects and destroys until it is killed.

It prints what was acknowledged.
"""

import sys
from itertools import count
from pathlib import Path

from backoffice.accounts.models import Staff
from backoffice.accounts.queries import staff_by_username
from backoffice.appeals.actions import register_appeal
from backoffice.appeals.models import Appeal
from backoffice.appeals.queries import values_of
from backoffice.appeals.registration import NewAppeal
from backoffice.audit.scope import Scope, scoped
from backoffice.data_rights.actions import correct_value, destroy_applicant
from backoffice.disclosures.actions import record_disclosure
from backoffice.installation import resume
from backoffice.rules.fields import Field
from backoffice.rules.vocabulary.disclosures import Means
from backoffice.rules.vocabulary.people import Language
from backoffice.third_parties.queries import third_party_by_code
from tests.conftest import app_at
from tests.given import PERSON


def work(folder: Path) -> None:
    """Register appeal after appeal; destroy every second one, give out and correct the others."""
    app = app_at(folder, TEMPLATE_CACHE=str(folder / "templates"))
    resume(app)
    with app.app_context(), scoped(Scope()):
        operator, officer = staff_by_username("aigul"), staff_by_username("dinara")
        for turn in count():
            new = NewAppeal(category_code="ELEC", texts=PERSON, district_code="esil")
            appeal = register_appeal(None, by=operator, new=new)
            number = appeal.number
            sys.stdout.write(f"registered {number}\n")
            sys.stdout.flush()
            if turn % 2:
                give_and_correct(appeal, operator)
            else:
                destroy_applicant(appeal, by=officer, reason="unlawful")
                sys.stdout.write(f"destroyed {number}\n")
                sys.stdout.flush()


def give_and_correct(appeal: Appeal, operator: Staff) -> None:
    """Give the phone to a third party, then put it right: that opens a notice."""
    record_disclosure(
        appeal,
        by=operator,
        third_party=third_party_by_code("K1"),
        fields=[Field.PHONE],
        means=Means.EMAIL,
        notice_language=Language.KK,
    )
    phone = next(value for value in values_of(appeal.id) if value.field == Field.PHONE)
    correct_value(phone, by=operator, text="+77015554513", reason="inaccurate")


if __name__ == "__main__":
    work(Path(sys.argv[1]))

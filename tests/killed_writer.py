"""A process that registers and destroys until it is killed; prints what was acknowledged."""

import sys
from itertools import count
from pathlib import Path

from backoffice.accounts.queries import staff_by_username
from backoffice.appeals.actions import register_appeal
from backoffice.appeals.registration import NewAppeal
from backoffice.audit.scope import Scope, scoped
from backoffice.data_rights.actions import destroy_applicant
from backoffice.installation import resume
from tests.conftest import app_at
from tests.given import PERSON


def work(folder: Path) -> None:
    """Register appeal after appeal, and destroy the first and every second one."""
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
            if turn % 2 == 0:
                destroy_applicant(appeal, by=officer, reason="unlawful")
                sys.stdout.write(f"destroyed {number}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    work(Path(sys.argv[1]))

"""A process that carries out an approved act until it is killed; prints each item."""

import sys
from pathlib import Path

from backoffice.accounts.models import SYSTEM
from backoffice.audit.scope import Scope, scoped
from backoffice.retention.execution import carry_out
from backoffice.retention.queries import acts_in
from backoffice.rules.vocabulary.retention import ActState
from tests.conftest import app_at


def tell(_count: int) -> None:
    """One more item is dealt with."""
    sys.stdout.write("item\n")
    sys.stdout.flush()


def work(folder: Path) -> None:
    """Carry out the act that was approved."""
    app = app_at(folder)
    with app.app_context(), scoped(Scope()):
        for act in acts_in(ActState.APPROVED):
            carry_out(act, by=SYSTEM, progress=tell)


if __name__ == "__main__":
    work(Path(sys.argv[1]))

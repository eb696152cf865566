"""One transaction for one deed: one writer at a time, one commit, all of it or nothing."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from backoffice.audit import chain, guard
from backoffice.audit.anchor import mark
from backoffice.audit.models import AuditHead
from backoffice.audit.queue import in_turn
from backoffice.db import db, writing
from backoffice.vault.permit import Permit, granted
from backoffice.vault.values import confirm, the_vault


@contextmanager
def transaction(
    *, may_write: bool, fields: frozenset[str] | None
) -> Iterator[tuple[AuditHead, Permit]]:
    """One writer at a time, one commit; whatever goes wrong, all of it is taken back."""
    with ExitStack() as stack:
        stack.enter_context(in_turn())
        _end_reading(may_write)
        token = writing.set(True)
        stack.callback(writing.reset, token)
        stack.enter_context(guard.deed_may_write())
        permit = stack.enter_context(granted(Permit(may_write, fields)))
        try:
            head = chain.lock_head()
            if may_write:
                the_vault().keyring.refresh()
            yield head, permit
            db.session.commit()
            confirm(permit)
            if permit.destroyed:
                mark()
        except BaseException:
            db.session.rollback()
            raise


def _end_reading(may_write: bool) -> None:
    """Leave the reading transaction; for a deed, forget what was read: it may be old by now."""
    if may_write:
        db.session.rollback()
    else:
        db.session.commit()


@contextmanager
def writers_held() -> Iterator[None]:
    """Keep every deed waiting while the block below cares for the vault."""
    with in_turn():
        db.session.rollback()
        chain.lock_head()
        yield
        db.session.rollback()

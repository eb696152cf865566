"""One transaction for one deed: one writer at a time, one commit, all of it or nothing."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from backoffice.audit import chain, guard
from backoffice.audit.anchor import mark
from backoffice.audit.belonging import refuse_foreign
from backoffice.audit.cut_short import tell_if_cut_short
from backoffice.audit.models import AuditHead
from backoffice.audit.queue import in_turn
from backoffice.db import db, writing
from backoffice.vault.permit import Permit, granted
from backoffice.vault.values import confirm, the_vault


@contextmanager
def transaction(
    *, may_write: bool, fields: frozenset[str] | None
) -> Iterator[tuple[AuditHead, Permit]]:
    """One writer at a time, one commit; whatever goes wrong, all of it is taken back.

    But for a destruction whose data cannot be committed: its keys do not come back. Raises
    DestructionCutShort then, and KeyringError when keyring, vault and data do not fit.
    """
    with ExitStack() as stack:
        stack.enter_context(in_turn())
        _end_reading(may_write)
        token = writing.set(True)
        stack.callback(writing.reset, token)
        stack.enter_context(guard.deed_may_write())
        permit = stack.enter_context(granted(Permit(may_write, fields)))
        try:
            head = chain.lock_head()
            refuse_foreign(again=may_write and the_vault().keyring.refresh())
            yield head, permit
            db.session.commit()
        except BaseException as fault:
            try:
                db.session.rollback()
            finally:
                tell_if_cut_short(permit, fault)
            raise
        confirm(permit)
        if permit.destroyed:
            mark()


def _end_reading(may_write: bool) -> None:
    """Leave the reading transaction; for a deed, forget what was read: it may be old by now."""
    if may_write:
        db.session.rollback()
    else:
        db.session.commit()


@contextmanager
def writers_held() -> Iterator[None]:
    """Keep every deed waiting while the block below cares for the vault.

    Raises KeyringError when keyring, vault and data do not belong together.
    """
    with in_turn():
        db.session.rollback()
        chain.lock_head()
        refuse_foreign()
        yield
        db.session.rollback()

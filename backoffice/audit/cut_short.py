"""A destruction that was cut short: the vault gave up the keys, the data could not follow.

Such data is gone for good. Its row and its entry follow as soon as the database answers.
"""

from sqlalchemy.exc import SQLAlchemyError

from backoffice.vault.permit import Permit
from backoffice.vault.values import the_vault


class DestructionCutShort(RuntimeError):
    """Saying that nothing was done would be untrue.

    `is_certain` is False when the vault does not answer: then it may have been done.
    """

    def __init__(self, *, is_certain: bool) -> None:
        super().__init__("a destruction was cut short between vault and data")
        self.is_certain = is_certain


def tell_if_cut_short(permit: Permit, fault: BaseException) -> None:
    """After a deed that failed. Raises DestructionCutShort when it gave up keys."""
    if not permit.settling:
        return
    gone = _keys_are_gone(permit)
    if gone is False:
        return
    the_vault().has_unfinished = True
    if isinstance(fault, Exception):
        raise DestructionCutShort(is_certain=bool(gone)) from fault


def _keys_are_gone(permit: Permit) -> bool | None:
    try:
        return the_vault().store.has_open_fence(permit.destroyed)
    except SQLAlchemyError:
        return None

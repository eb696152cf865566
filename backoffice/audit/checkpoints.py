"""Writing a checkpoint as an action of its own: by a timer, by a button, with every export.

A cut tail or a history rewritten with every key in hand no longer fits an older checkpoint.
"""

from backoffice.audit.anchor import append, head_now, signed
from backoffice.audit.deed import current_deed
from backoffice.audit.door import perform
from backoffice.audit.line import Checkpoint
from backoffice.rules.actions import Action
from backoffice.rules.permissions import Actor


@perform(Action.AUDIT_CHECKPOINT)
def write_checkpoint(_subject: None, /, *, by: Actor) -> Checkpoint:
    """Sign where the log stands and append it to the checkpoint file.

    Raises OSError when the file cannot be written, StaleInstallation when an earlier line
    contradicts the log, or what came since is not sealed: the deed is then taken back.
    """
    line = append(signed(head_now()))
    current_deed().note(detail=f"checkpoint={line.seq}")
    return line


__all__ = ["Checkpoint", "head_now", "write_checkpoint"]

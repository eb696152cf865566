"""What goes wrong with a backup, as one sentence for the operator."""


class BackupFault(RuntimeError):
    """A backup cannot be made, trusted or restored; the message says why."""

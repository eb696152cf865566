"""A database file of SQLite, and the restored one that waits beside it."""

from pathlib import Path

from backoffice.backup import shelf

_BESIDE = ("-wal", "-shm", "-journal", "")  # the log first: it must never meet another file


class SqlitePlace:
    """A database file; the restored one waits beside it."""

    def __init__(self, path: Path, *, keep: bool) -> None:
        self.path, self.keep = path, keep
        self.staged = path.with_name(f"{path.name}.restored")

    def load(self) -> None:
        """The prepared file is what will stand there: nothing to load."""
        shelf.sync(self.staged)
        shelf.sync(self.staged.parent)

    def swap(self, aside: str) -> None:
        """Move the present file away, the restored one in: done once it no longer waits."""
        if not self.staged.exists():
            return
        for suffix in _BESIDE:
            old = self.path.with_name(self.path.name + suffix)
            if not old.exists():
                continue
            if self.keep:
                folder = self.path.parent / aside
                folder.mkdir(exist_ok=True, mode=0o700)
                old.rename(folder / old.name)
            else:
                shelf.wipe(old)
        self.staged.rename(self.path)
        shelf.sync(self.path.parent)

    def clear(self) -> None:
        """Remove what a restore that did not happen had made ready."""
        clear_file(self.staged)


def clear_file(path: Path) -> None:
    """Wipe a file that was made ready, with the logs beside it."""
    for suffix in _BESIDE:
        left = path.with_name(path.name + suffix)
        if left.exists():
            shelf.wipe(left)

"""Commands of the audit log: verify the whole of it, sign where it stands."""

import sys
from pathlib import Path

import click
from flask import current_app

from backoffice.accounts.models import SYSTEM
from backoffice.audit.anchor import contradiction
from backoffice.audit.checkpoints import Checkpoint, head_now, write_checkpoint
from backoffice.audit.faults import Found, Kind
from backoffice.audit.kept import Kept, compare
from backoffice.audit.line_file import FILE
from backoffice.audit.verification import Verdict, verify
from backoffice.backup.start import refuse_stale
from backoffice.cli_group import KeyedGroup
from backoffice.db import db
from backoffice.rules.vocabulary.checkpoints import Misfit
from backoffice.vault.values import the_vault

audit_group = KeyedGroup("audit", help="The audit table.")
LINES = click.Path(exists=True, dir_okay=False, path_type=Path)
KINDS = {
    Kind.CHANGED: "it was changed after it was written",
    Kind.REMOVED: "entries {first} to {other} were removed",
    Kind.INSERTED: "an entry was put in here that no action wrote",
    Kind.RENUMBERED: "it was renumbered: it stands at {other} now",
    Kind.SWAPPED: "it was swapped with entry {other}",
    Kind.FOREIGN: "it fits the chain but is not sealed with the keyring of this installation: "
    "written anew without the key, or the keyring is another",
    Kind.CUT: "the tail was cut off: the log once ended at entry {other}",
    Kind.HEAD: "entries are whole, but what is kept of their end names entry {other}, or another "
    "digest of it: it was set back or changed",
    Kind.UNREADABLE: "the database is damaged here and cannot be read",
}
MISFITS = {
    Misfit.UNREADABLE: "it is no line of a checkpoint file: changed, or cut by a power failure",
    Misfit.SIGNATURE: "it was not signed by this installation, or was changed",
    Misfit.CUT: "the log does not reach entry {seq}: its tail was cut off, or an older database "
    "was put back",
    Misfit.REWRITTEN: "entry {seq} is another one now: history was written anew with the keys in "
    "hand, or an older database was put back and worked upon",
    Misfit.VAULT: "the vault knows of fewer destructions than the line says: an older vault was "
    "put back",
    Misfit.ORDER: "it is dated before a line above it: lines were moved, or the clock of the "
    "server was set back; a restore it speaks of is not believed",
}
_MOST = 10  # numbers of lines told for each reason


@audit_group.command("verify")
@click.option("--from", "since", type=click.IntRange(min=1), default=1, help="First entry.")
@click.option("--checkpoints", type=LINES, help="Signed lines that were kept elsewhere.")
def verify_command(since: int, checkpoints: Path | None) -> None:
    """Recompute the chain; name the first bad entry and every line that does not fit."""
    last = head_now().seq
    if since > max(last, 1):
        raise click.ClickException(f"The log ends at entry {last}.")
    with click.progressbar(
        length=last - since + 1, label="entries", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        verdict = verify(the_vault().keyring.chain_key, since=since, progress=bar.update)
    click.echo(f"entries {verdict.entries}")
    click.echo(f"head {verdict.head}")
    if not verdict.is_ok:
        click.echo(f"first bad entry {verdict.bad_seq}: {verdict.why}")
        click.echo(_kind(verdict))
    kept = _compared(checkpoints) if checkpoints else None
    if kept:
        _tell_lines(kept)
    if verdict.is_ok and since > 1:
        click.echo(_vouching(since, kept))
    own = "" if kept else contradiction()
    if own:
        click.echo(f"the checkpoint file of this server does not fit: {own}")
    if not verdict.is_ok or own or (kept and not kept.is_ok):
        sys.exit(1)
    click.echo("ok")


@audit_group.command("checkpoint")
def checkpoint_command() -> None:
    """Sign where the log stands, in the checkpoint file; run it hourly."""
    refuse_stale()
    click.echo(write_checkpoint(None, by=SYSTEM).short)


def _kind(verdict: Verdict) -> str:
    found = verdict.found or Found(Kind.CHANGED)
    return KINDS[found.kind].format(first=verdict.bad_seq, other=found.other)


def _compared(path: Path) -> Kept:
    vault = the_vault()
    with path.open("rb") as lines, db.engine.connect() as connection:
        return compare(
            lines,
            keyring=vault.keyring,
            connection=connection,
            fences=vault.store.fence_count(),
        )


def _tell_lines(kept: Kept) -> None:
    """How many lines fit, up to where, and which do not, reason by reason."""
    click.echo(f"checkpoints {kept.lines}, fit {kept.fitting}")
    if kept.outdated:
        click.echo(f"before a restore, of entries it took back: {kept.outdated}")
    if kept.newest:
        click.echo(f"fits up to entry {kept.newest.seq} of {kept.newest.at}")
    else:
        click.echo("not proved: no line fits, so nothing says that the tail was not cut off")
    for why in Misfit:
        bad = [(number, one.line) for number, one in kept.bad if one.why is why]
        if bad:
            numbers = ", ".join(str(number) for number, _line in bad[:_MOST])
            more = f" and {len(bad) - _MOST} more" if len(bad) > _MOST else ""
            click.echo(f"do not fit, {why}: line {numbers}{more}")
            seq = max(line.seq if line else 0 for _number, line in bad)
            click.echo(MISFITS[why].format(seq=seq))


def _vouching(since: int, kept: Kept | None) -> str:
    """Whether a signed line vouches for the digest that entry `since` stands behind.

    A line of a later entry does so too: every digest in between hangs on it.
    """
    line = kept.newest if kept else _of_own_file()
    if line is None or line.seq < since - 1:
        return f"nothing vouches for the digest of entry {since - 1}: what lies before is unproved"
    where = "the lines kept elsewhere" if kept else "the checkpoint file of this server"
    return f"entry {since - 1} is vouched for by the checkpoint of entry {line.seq} in {where}"


def _of_own_file() -> Checkpoint | None:
    path = Path(current_app.config["CHECKPOINTS"]) / FILE
    return _compared(path).newest if path.exists() else None
